import { type LocalizedText, sameText } from "@mortise/kit";
import type { DecisionDetail } from "../model/decision.ts";
import type { Cursor } from "../model/effect.ts";
import type { RosterUser } from "../model/roster.ts";
import type { StepContext } from "../model/step-context.ts";
import type { Pick } from "../model/strategy-type.ts";

const CHOSEN: LocalizedText = { zh: "轮到，分给 TA", en: "next in turn, chosen" };
const INACTIVE: LocalizedText = { zh: "账号已停用，跳过", en: "account disabled, skipped" };
const WAITING: LocalizedText = { zh: "排队中", en: "waiting for a turn" };

/** Index of the person after the last one; when the last one left, the place they held. */
function startAt(candidates: readonly RosterUser[], cursor: Cursor | undefined): number {
  if (!cursor) return 0;
  const index = candidates.findIndex((candidate) => candidate.id === cursor.last);
  return index >= 0 ? index + 1 : cursor.place;
}

/** Takes the next active person in turn and moves the rotation on; those skipped do not lose their turn order. */
export function rotate(
  context: StepContext,
  key: string,
  candidates: readonly RosterUser[],
  team: string | null,
): Pick {
  const begin = startAt(candidates, context.cursor(key));
  const order = candidates.map((_, offset) => (begin + offset) % candidates.length);
  const place = order.find((index) => candidates[index]?.active);
  const chosen = place === undefined ? undefined : candidates[place];
  if (place === undefined || !chosen) return nobody(candidates);
  context.emit({ type: "cursor", node: context.node.id, key, cursor: { last: chosen.id, place } });
  const considered = order
    .map((index) => candidateDetail(candidates[index], chosen))
    .filter((detail) => detail !== undefined);
  return {
    kind: "assigned",
    user: chosen.id,
    team: team ?? context.roster.mainTeam(chosen.id) ?? null,
    considered: considered.slice(0, 20),
  };
}

function candidateDetail(candidate: RosterUser | undefined, chosen: RosterUser): DecisionDetail | undefined {
  if (!candidate) return undefined;
  const value = candidate === chosen ? CHOSEN : candidate.active ? WAITING : INACTIVE;
  return { label: sameText(candidate.name), value, decisive: candidate === chosen };
}

function nobody(candidates: readonly RosterUser[]): Pick {
  return {
    kind: "none",
    reason: { zh: "没有可分配的人", en: "nobody is available" },
    considered: candidates.map((user) => ({ label: sameText(user.name), value: INACTIVE, decisive: true })),
  };
}
