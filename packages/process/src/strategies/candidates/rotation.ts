import type { LocalizedText } from "@mortise/kit";
import type { Cursor } from "../../model/effect.ts";
import type { StepContext } from "../../model/step-context.ts";
import type { Pick } from "../../model/strategy-type.ts";
import { type Asked, type Candidate, candidatesAmong, isFree } from "./candidate.ts";
import { settleChoice } from "./choice.ts";

const CHOSEN: LocalizedText = { zh: "轮到，分给 TA", en: "next in turn, chosen" };
const MADE_UP: LocalizedText = {
  zh: "补上之前跳过的一次，分给 TA",
  en: "gets the turn that was kept, chosen",
};
const WAITING: LocalizedText = { zh: "排队中", en: "waiting for a turn" };

/** Index of the person after the last one; when the last one left, the place they held. */
function startAt(candidates: readonly Candidate[], cursor: Cursor | undefined): number {
  if (!cursor) return 0;
  const index = candidates.findIndex(({ user }) => user.id === cursor.last);
  return index >= 0 ? index + 1 : cursor.place;
}

/**
 * Takes the next person in turn and moves the rotation on. Whoever cannot take it when their turn comes is passed over and
 * keeps the turn: they are the first to get something once they can, one record however long they were away.
 */
export function rotate(context: StepContext, key: string, { to, people }: Asked, team: string | null): Pick {
  const candidates = candidatesAmong(context, { to, people });
  const cursor = context.cursor(key);
  const kept = (cursor?.owed ?? []).flatMap((id) => candidates.find(({ user }) => user.id === id) ?? []);
  const begin = startAt(candidates, cursor);
  const round = candidates.map((_, offset) => (begin + offset) % candidates.length);
  const order = round.map((index) => candidates[index]).filter((candidate) => candidate !== undefined);
  const first = kept.find(isFree);
  const chosen = first ?? order.find(isFree);
  if (chosen) {
    const passed = first ? [] : order.slice(0, order.indexOf(chosen));
    const place = candidates.indexOf(chosen);
    const stands =
      first && cursor ? { last: cursor.last, place: cursor.place } : { last: chosen.user.id, place };
    const owed = owedAfter([...kept, ...passed], chosen);
    context.turn(key, { ...stands, ...(owed.length > 0 ? { owed } : {}) }, chosen.user.id);
  }
  return settleChoice({
    context,
    to,
    candidates: [...new Set([...kept, ...order])],
    chosen,
    team,
    say: (_candidate, isChosen) => (isChosen ? (first ? MADE_UP : CHOSEN) : WAITING),
  });
}

/** Whose turn is kept when somebody else was chosen, in the order in which they were passed over. */
function owedAfter(passed: readonly Candidate[], chosen: Candidate): readonly string[] {
  const keeping = passed.filter(
    (candidate) => candidate !== chosen && (candidate.obstacles[0]?.keepsTurn ?? true),
  );
  return [...new Set(keeping.map(({ user }) => user.id))];
}
