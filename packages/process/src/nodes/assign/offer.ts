import type { JsonObject, LocalizedText } from "@mortise/kit";
import { durationText } from "@mortise/expression";
import type { DecisionDetail } from "../../model/decision.ts";
import type { StepOutcome } from "../../model/node-type.ts";
import type { StepContext } from "../../model/step-context.ts";
import type { Pick } from "../../model/strategy-type.ts";
import { dayOf } from "../../model/tally.ts";
import { dueAt } from "../due.ts";
import { shownFields } from "../shown-fields.ts";
import { mayOffer } from "./offer-settings.ts";
import { type Rule, rulesOf } from "./rules.ts";
import { sharingOf } from "./sharing.ts";
import { text } from "./text.ts";

/** Somebody whom a rule chose. */
export type Chosen = Extract<Pick, { kind: "assigned" }>;

/** Whether somebody is asked first: not by what holds for everything else, and not about what is theirs already. */
export function isOffered(context: StepContext, rule: Rule, { user }: Chosen): boolean {
  return mayOffer(context.settings) && !rule.to.flag("anytime") && context.value("owner") !== user;
}

/** Asks somebody whether they take the record; it waits for them, for as long as the step says. */
export function offer(
  context: StepContext,
  rule: Rule,
  chosen: Chosen,
  details: readonly DecisionDetail[],
): StepOutcome {
  const { settings, memory, wording, world, state } = context;
  const name = wording.name(chosen.user);
  const within = durationText(settings.text("acceptWithin") ?? "");
  const why = {
    zh: `按“${rule.name.zh}”请${name}接收，${within.zh}内有效`,
    en: `Offered to ${name} for ${within.en} by "${rule.name.en}"`,
  };
  const owner = context.value("owner");
  context.decide("assign", why, [...details, ...chosen.considered], {
    owner: typeof owner === "string" ? owner : null,
    rule: null,
    waits: rule.key,
    offered: chosen.user,
    ...sharingOf(chosen),
  });
  context.gave(chosen.user, { isOffer: true });
  const due = dueAt(context, "acceptWithin") ?? world.now.toISOString();
  const entity = wording.entity(state.entity);
  const title = { zh: `请接收${entity.zh}`, en: `${entity.en}: will you take it?` };
  const fields = shownFields(settings).map(({ field }) => ({ field, right: "read" as const }));
  context.ask({
    kind: "offer",
    title,
    assignees: [chosen.user],
    mode: "any",
    dueAt: due,
    ...(fields.length > 0 ? { terms: { fields } } : {}),
  });
  const body = { zh: `${within.zh}内有效，请尽快处理`, en: `It is yours to take for ${within.en}` };
  context.emit({ type: "notify", users: [chosen.user], title, body });
  context.wakeAt(due, { inLine: true });
  return {
    type: "wait",
    text: why,
    data: {
      ...lasting(context),
      begun: memory.text("begun") ?? world.now.toISOString(),
      owner: typeof owner === "string" ? owner : "",
      offered: chosen.user,
      team: chosen.team ?? "",
      day: dayOf(world),
      rule: rule.key,
    },
  };
}

/** What a step remembers beyond one offer. */
function lasting({ memory }: StepContext): JsonObject {
  const passed = memory.texts("passed");
  return passed.length > 0 ? { passed: [...passed] } : {};
}

/** The offer was accepted: the record is theirs. */
export function accepted(context: StepContext, user: string): StepOutcome {
  const { memory, state, wording } = context;
  const team = memory.text("team");
  const key = memory.text("rule") ?? null;
  const name = wording.name(user);
  const rule = nameOfRule(context, key);
  const why = {
    zh: `${name}接收了，按“${rule.zh}”分给${name}`,
    en: `${name} accepted it and owns it by "${rule.en}"`,
  };
  context.withdraw();
  context.decide("assign", why, [], { owner: user, rule: key, answer: { user, says: "accepted" } });
  context.update(state.entity, state.record, team === undefined ? { owner: user } : { owner: user, team });
  return { type: "exit", exit: "next", text: why };
}

/** They let it pass, or did not answer in time: from now on they are passed over for this record. */
export function letPass(context: StepContext, user: string, says: "passed" | "late"): void {
  const { memory, wording } = context;
  const name = wording.name(user);
  const why =
    says === "passed"
      ? { zh: `${name}没有接收`, en: `${name} let it pass` }
      : { zh: `${name}没有在期限内接收`, en: `${name} did not accept it in time` };
  context.withdraw();
  takeBack(context, user);
  const owner = memory.text("owner") ?? null;
  context.decide("assign", why, [], { owner, rule: null, answer: { user, says } });
  context.remember({
    begun: memory.text("begun") ?? "",
    owner: memory.text("owner") ?? "",
    passed: [...memory.texts("passed"), user],
  });
}

/** An offer that does not hold any more does not count as given. */
export function takeBack(context: StepContext, user: string): void {
  context.gave(user, { back: context.memory.text("day") ?? "" });
}

function nameOfRule(context: StepContext, key: string | null): LocalizedText {
  return rulesOf(context.settings).find((rule) => rule.key === key)?.name ?? text.fallback;
}
