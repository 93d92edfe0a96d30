import { type LocalizedText, sameText } from "@mortise/kit";
import type { StepOutcome } from "../../model/node-type.ts";
import type { Opinion } from "../../model/run-state.ts";
import type { DecisionDetail } from "../../model/decision.ts";
import type { StepContext } from "../../model/step-context.ts";
import type { QuotingText } from "@mortise/metadata";
import { quoteTokens } from "../template.ts";
import { findApprovers, namesOf } from "./approvers.ts";
import { type Deadline, firstDeadline, laterDeadline } from "./deadline.ts";
import { askToPick } from "./picking.ts";
import { giveBack, handedIn } from "./returning.ts";
import { DEFAULT_SHARE, modeOf, termsOf } from "./settings.ts";
import { MODES, text } from "./text.ts";

const WORDS: Readonly<Record<string, LocalizedText>> = {
  approved: text.approved,
  rejected: text.rejected,
  returned: text.returned,
};

/** Asks for the approval and keeps why these people were asked. */
export function stepApprove(context: StepContext): StepOutcome {
  return askToPick(context) ?? askApprovers(context);
}

function askApprovers(context: StepContext): StepOutcome {
  const { asked, spared, why } = findApprovers(context);
  const sparing = spared.map(({ user, why: reason }) => ({
    label: sameText(context.wording.name(user)),
    value: reason,
    decisive: true,
  }));
  if (asked.length > 0) {
    const mode = modeOf(context.settings);
    const details = [{ label: text.mode, value: MODES[mode], decisive: true }, ...sparing];
    context.decide("approve", why, [...details, ...standIns(context, asked)]);
    return ask(context, asked, why);
  }
  if (spared.length > 0) {
    const users = spared.map(({ user }) => user);
    const names = namesOf(context, users);
    const passed = {
      zh: `${names.join("、")}不用再审批，自动通过`,
      en: `${names.join(", ")} need not approve; passed by itself`,
    };
    context.decide("approve", passed, sparing);
    return { type: "exit", exit: "approved", text: passed };
  }
  const word = context.settings.text("whenNobody") ?? "rejected";
  if (word === "ends") return { type: "end", text: text.endsEmpty };
  return unattended(context, Object.hasOwn(WORDS, word) ? word : "rejected");
}

function ask(context: StepContext, assignees: readonly string[], why: LocalizedText): StepOutcome {
  const { settings } = context;
  const title = quoteTokens(context, settings.localized("title"));
  const mode = modeOf(settings);
  const deadline = firstDeadline(context);
  // One after the other: the others hear of it when it is their turn.
  tell(context, mode === "sequence" ? assignees.slice(0, 1) : assignees, title);
  const share = mode === "share" ? { share: settings.number("share") ?? DEFAULT_SHARE } : {};
  const locks = settings.flag("locks") ? { locks: true } : {};
  context.ask({
    kind: "approval",
    title,
    assignees,
    mode,
    ...share,
    dueAt: deadline.due,
    ...locks,
    ...termsOf(context),
  });
  return wait(context, deadline, why, assignees);
}

/** Tells people that they are asked, and those who stand in for others in whose name. */
function tell(context: StepContext, users: readonly string[], title: QuotingText): void {
  const hands = context.handsOf(users);
  const own = hands.flatMap(({ assignee, onBehalfOf }) => (onBehalfOf === null ? [assignee] : []));
  if (own.length > 0) context.emit({ type: "notify", users: own, title, body: text.asked });
  for (const { assignee, onBehalfOf } of hands) {
    if (onBehalfOf === null) continue;
    const name = context.wording.name(onBehalfOf);
    const body = {
      zh: `等待你代${name}审批`,
      en: `Waiting for your approval on behalf of ${name}`,
    };
    context.emit({ type: "notify", users: [assignee], title, body });
  }
}

/** Who stands in for whom, for the trail. */
function standIns(context: StepContext, users: readonly string[]): readonly DecisionDetail[] {
  return context.handsOf(users).flatMap(({ assignee, onBehalfOf }) => {
    if (onBehalfOf === null) return [];
    const names = [onBehalfOf, assignee].map((user) => context.wording.name(user));
    const value = { zh: `委托给${names[1]}`, en: `delegated to ${names[1]}` };
    return [{ label: sameText(names[0] ?? ""), value, decisive: true }];
  });
}

function wait(
  context: StepContext,
  deadline: Deadline,
  why: LocalizedText,
  assignees: readonly string[],
): StepOutcome {
  if (deadline.due === null) return { type: "wait", text: why };
  if (deadline.next !== null) context.wakeAt(deadline.next);
  return { type: "wait", text: why, data: { due: deadline.due, assignees: [...assignees] } };
}

function unattended(context: StepContext, exit: string): StepOutcome {
  const word = WORDS[exit] ?? text.rejected;
  const why = {
    zh: `没有审批人，自动${word.zh}`,
    en: `Nobody to approve; automatically ${word.en.toLowerCase()}`,
  };
  context.decide("approve", why, []);
  return { type: "exit", exit, text: why };
}

/** Goes on by the word of the people, or by the clock. */
export function resumeApprove(context: StepContext): StepOutcome {
  const { event } = context;
  if (event.type === "timer") return byTheClock(context);
  if (event.type !== "settled") return { type: "wait", text: text.waiting };
  if (context.memory.flag("isPicking")) return askApprovers(context);
  if (context.memory.flag("isReturned")) {
    const next = handedIn(context);
    return next === "straight" ? stepApprove(context) : next;
  }
  const word = WORDS[event.outcome] ?? text.approved;
  const names = event.by.map((opinion) => speaker(context, opinion).zh);
  const english = event.by.map((opinion) => speaker(context, opinion).en);
  const why = { zh: `${names.join("、")}${word.zh}`, en: `${word.en} by ${english.join(", ")}` };
  context.decide(
    "approve",
    why,
    event.by.map((opinion) => opinionDetail(context, opinion)),
  );
  const approvers = event.by.flatMap(({ user, onBehalfOf, decision }) =>
    decision === "approved" ? [onBehalfOf ?? user] : [],
  );
  if (event.outcome === "approved") context.approvedBy(approvers);
  // Its reminders are not needed any more.
  if (context.memory.text("due") !== undefined) context.withdraw();
  if (event.outcome === "returned") return giveBack(context, event.target, why);
  return { type: "exit", exit: event.outcome, text: why };
}

/** A reminder, or what happens when the time is over. */
function byTheClock(context: StepContext): StepOutcome {
  const { memory, settings, world } = context;
  const isOver = Date.parse(memory.text("due") ?? "") <= world.now.getTime();
  const action = settings.text("whenLate") ?? "reminds";
  const word = isOver ? WORDS[action] : undefined;
  const assignees = memory.texts("assignees");
  if (word) {
    const why = {
      zh: `到期没有处理，自动${word.zh}`,
      en: `Not dealt with in time; automatically ${word.en.toLowerCase()}`,
    };
    context.decide("approve", why, []);
    context.withdraw();
    if (action === "returned") return giveBack(context, undefined, why);
    return { type: "exit", exit: action, text: why };
  }
  if (isOver && action === "manager" && !memory.flag("isHandedUp")) return handUp(context, assignees);
  const title = quoteTokens(context, settings.localized("title"));
  context.emit({
    type: "remind",
    node: context.node.id,
    title,
    body: isOver ? text.overdue : text.dueSoon,
  });
  const deadline = laterDeadline(context);
  if (deadline.next !== null) context.wakeAt(deadline.next);
  return { type: "wait", text: isOver ? text.remindedLate : text.reminded, data: memory.raw };
}

/** The managers of who did not deal with it in time are asked instead. */
function handUp(context: StepContext, late: readonly string[]): StepOutcome {
  const managers = new Set(late.flatMap((user) => context.roster.managersOf(user).map(({ id }) => id)));
  const asked = [...managers].filter((user) => !late.includes(user));
  if (asked.length === 0) {
    const deadline = laterDeadline(context);
    if (deadline.next !== null) context.wakeAt(deadline.next);
    return { type: "wait", text: text.nobodyAbove, data: { ...context.memory.raw, isHandedUp: true } };
  }
  const names = namesOf(context, asked);
  const why = {
    zh: `到期没有处理，交给主管：${names.join("、")}`,
    en: `Not dealt with in time, so the managers are asked: ${names.join(", ")}`,
  };
  context.withdraw();
  context.decide("approve", why, []);
  const outcome = ask(context, asked, why);
  return outcome.type === "wait" && outcome.data
    ? { ...outcome, data: { ...outcome.data, isHandedUp: true } }
    : outcome;
}

/** Who spoke, and in whose name. */
function speaker({ wording }: StepContext, { user, onBehalfOf = null }: Opinion): LocalizedText {
  const name = wording.name(user);
  if (onBehalfOf === null) return sameText(name);
  const other = wording.name(onBehalfOf);
  return { zh: `${name}（代${other}）`, en: `${name} (for ${other})` };
}

function opinionDetail(context: StepContext, opinion: Opinion) {
  const word = WORDS[opinion.decision] ?? text.word;
  const comment = opinion.comment ? `：${opinion.comment}` : "";
  return {
    label: speaker(context, opinion),
    value: { zh: `${word.zh}${comment}`, en: `${word.en}${comment.replace("：", ": ")}` },
    decisive: true,
  };
}
