import { sameText } from "@mortise/kit";
import type { DecisionDetail } from "../../model/decision.ts";
import type { Sharing } from "../../model/effect.ts";
import { formatMoment } from "../../model/format-moment.ts";
import type { StepOutcome } from "../../model/node-type.ts";
import type { StepContext } from "../../model/step-context.ts";
import type { Pick } from "../../model/strategy-type.ts";
import { limitsOf } from "../../strategies/candidates/limits.ts";
import { latestWait } from "../../strategies/candidates/waiting.ts";
import { findStrategy } from "../../strategies/index.ts";
import { accepted, isOffered, letPass, offer, takeBack } from "./offer.ts";
import { type Rule, rulesOf } from "./rules.ts";
import { sharingOf } from "./sharing.ts";
import { text } from "./text.ts";

/** Gives the record to somebody, unless it has an owner who keeps it. */
export function stepAssign(context: StepContext): StepOutcome {
  // A decision that is made again finds what the step remembered.
  if (context.memory.text("begun") !== undefined) return resumeAssign(context);
  const owner = ownerOf(context);
  const keeps = context.settings.flag("keepOwner") || context.state.keepsOwner === true;
  return keeps && owner !== null ? keep(context, owner) : choose(context);
}

/** Somebody can take it now or has answered, or it has found an owner by itself meanwhile. */
export function resumeAssign(context: StepContext): StepOutcome {
  const { memory, event } = context;
  const owner = ownerOf(context);
  const offered = memory.text("offered");
  if (owner !== (memory.text("owner") ?? null)) {
    if (offered !== undefined) takeBack(context, offered);
    return taken(context, owner);
  }
  if (event.type === "changed") return { type: "stay" };
  if (offered === undefined) return choose(context);
  const isAccepted = event.type === "settled" && (event.outcome === "approved" || event.outcome === "done");
  if (isAccepted) return accepted(context, offered);
  letPass(context, offered, event.type === "settled" ? "passed" : "late");
  return choose(context);
}

function ownerOf(context: StepContext): string | null {
  const owner = context.value("owner");
  return typeof owner === "string" ? owner : null;
}

function keep(context: StepContext, owner: string): StepOutcome {
  const name = context.wording.name(owner);
  const why = { zh: `已有负责人${name}，保持不变`, en: `${name} already owns it, kept` };
  context.decide("assign", why, [], { owner, rule: null });
  return { type: "exit", exit: "next", text: why };
}

/** While the step waited somebody has taken the record, was handed it, or it was given away. */
function taken(context: StepContext, owner: string | null): StepOutcome {
  context.withdraw();
  const name = owner === null ? undefined : context.wording.name(owner);
  const why = name
    ? { zh: `等待期间归了${name}`, en: `${name} came to own it meanwhile` }
    : text.changedMeanwhile;
  context.decide("assign", why, [], { owner, rule: null });
  return { type: "exit", exit: "next", text: why };
}

/** Walks the rules in order, keeping for each why it did or did not win. */
function choose(context: StepContext): StepOutcome {
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
    if (pick.kind === "assigned" && isOffered(context, rule, pick))
      return offer(context, rule, pick, details);
    if (pick.kind !== "none") return settle(context, rule, pick, details);
    details.push({ label: rule.name, value: pick.reason, decisive: false }, ...pick.considered);
    const until = waitUntil(context, pick.freeAt);
    if (until !== undefined) return wait(context, rule, until, { details, sharing: sharingOf(pick) });
  }
  const owner = ownerOf(context);
  context.decide("assign", text.nobody, details, { owner, rule: null });
  return { type: "exit", exit: "next", text: text.nobody };
}

/** When to look again whether somebody can take it; undefined when the step waits no longer. */
function waitUntil(context: StepContext, freeAt: number | undefined): number | undefined {
  if (freeAt === undefined) return undefined;
  const now = context.world.now.getTime();
  const latest = latestWait(context, context.memory.text("begun") ?? context.world.now.toISOString());
  if (latest !== undefined && latest <= now) return undefined;
  return Math.min(freeAt, latest ?? freeAt);
}

function wait(
  context: StepContext,
  rule: Rule,
  until: number,
  { details, sharing }: { readonly details: readonly DecisionDetail[]; readonly sharing: Sharing },
): StepOutcome {
  const { memory, world } = context;
  const owner = ownerOf(context);
  const moment = formatMoment(until, world.timeZone);
  const why = {
    zh: `等到 ${moment}：“${rule.name.zh}”现在没有人能接`,
    en: `Waiting until ${moment}: nobody of "${rule.name.en}" can take it now`,
  };
  // Waiting on is no new decision.
  if (memory.text("until") === undefined)
    context.decide("assign", why, details, { owner, rule: null, waits: rule.key, ...sharing });
  const dueAt = new Date(until).toISOString();
  context.wakeAt(dueAt, { inLine: true });
  const passed = memory.texts("passed");
  const data = {
    begun: memory.text("begun") ?? world.now.toISOString(),
    owner: owner ?? "",
    until: dueAt,
    ...(passed.length > 0 ? { passed: [...passed] } : {}),
  };
  return { type: "wait", data, text: why };
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
    if (ownerOf(context) !== null) context.update(entity, record, { owner: null });
    return { type: "exit", exit: "next", text: why };
  }
  const name = context.wording.name(pick.user);
  const team = pick.team === null ? "" : context.wording.name(pick.team);
  const { zh, en } = pick.says ?? { zh: `分给${name}`, en: `Assigned to ${name}` };
  const summary = { zh: `${zh}${team && `（${team}）`}`, en: `${en}${team && ` (${team})`}` };
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
