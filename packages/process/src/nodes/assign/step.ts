import { sameText } from "@mortise/kit";
import type { DecisionDetail } from "../../model/decision.ts";
import type { Sharing } from "../../model/effect.ts";
import type { StepOutcome } from "../../model/node-type.ts";
import type { StepContext } from "../../model/step-context.ts";
import type { Pick } from "../../model/strategy-type.ts";
import { limitsOf } from "../../strategies/candidates/limits.ts";
import { findStrategy } from "../../strategies/index.ts";
import { type Rule, rulesOf } from "./rules.ts";
import { text } from "./text.ts";

/** Walks the rules in order, keeping for each why it did or did not win. */
export function stepAssign(context: StepContext): StepOutcome {
  const owner = context.value("owner");
  const keeps = context.settings.flag("keepOwner") || context.state.keepsOwner === true;
  if (keeps && typeof owner === "string") return keep(context, owner);
  const details: DecisionDetail[] = [];
  const rules = rulesOf(context.settings);
  // What people were given is asked for first, whichever rule it will be: what locks comes in one order.
  const compares = rules.some(({ to }) => findStrategy(to.text("strategy"))?.compares);
  if (compares || limitsOf(context.settings)) context.tallies([]);
  for (const rule of rules) {
    const when = rule.settings.expression("when");
    const holds = context.test(when);
    if (when !== undefined)
      details.push(
        ...context.findings(when).map((found) => ({ ...found, decisive: holds && found.decisive })),
      );
    if (!holds) continue;
    const pick = findStrategy(rule.to.text("strategy"))?.pick(context, rule.to, rule.key);
    if (!pick) continue;
    if (pick.kind !== "none") return settle(context, rule, pick, details);
    details.push({ label: rule.name, value: pick.reason, decisive: false }, ...pick.considered);
  }
  context.decide("assign", text.nobody, details, {
    owner: typeof owner === "string" ? owner : null,
    rule: null,
  });
  return { type: "exit", exit: "next", text: text.nobody };
}

function keep(context: StepContext, owner: string): StepOutcome {
  const name = context.wording.name(owner);
  const why = { zh: `已有负责人${name}，保持不变`, en: `${name} already owns it, kept` };
  context.decide("assign", why, [], { owner, rule: null });
  return { type: "exit", exit: "next", text: why };
}

function settle(
  context: StepContext,
  rule: Rule,
  pick: Exclude<Pick, { kind: "none" }>,
  details: readonly DecisionDetail[],
): StepOutcome {
  const { entity, record } = context.state;
  if (pick.kind === "pooled") {
    const why = { zh: `按“${rule.name.zh}”放入公海`, en: `Put into the public pool by "${rule.name.en}"` };
    context.decide("assign", why, details, { owner: null, rule: rule.key });
    if (typeof context.value("owner") === "string") context.update(entity, record, { owner: null });
    return { type: "exit", exit: "next", text: why };
  }
  const name = context.wording.name(pick.user);
  const team = pick.team === null ? "" : context.wording.name(pick.team);
  const summary = {
    zh: `分给${name}${team && `（${team}）`}`,
    en: `Assigned to ${name}${team && ` (${team})`}`,
  };
  const why = { zh: `按“${rule.name.zh}”${summary.zh}`, en: `${summary.en} by "${rule.name.en}"` };
  const chosen = {
    label: text.assignedTo,
    value: sameText(team ? `${name} · ${team}` : name),
    decisive: true,
  };
  context.decide("assign", why, [...details, ...pick.considered, chosen], {
    owner: pick.user,
    rule: rule.key,
    ...sharingOf(pick),
  });
  context.gave(pick.user);
  context.update(
    entity,
    record,
    pick.team === null ? { owner: pick.user } : { owner: pick.user, team: pick.team },
  );
  return { type: "exit", exit: "next", text: why };
}

function sharingOf({ among, skipped }: Sharing): Sharing {
  return { ...(among ? { among } : {}), ...(skipped && Object.keys(skipped).length > 0 ? { skipped } : {}) };
}
