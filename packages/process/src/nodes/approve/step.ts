import { type LocalizedText, sameText } from "@mortise/kit";
import type { StepOutcome } from "../../model/node-type.ts";
import type { Opinion } from "../../model/run-state.ts";
import type { StepContext } from "../../model/step-context.ts";
import { quoteTokens } from "../template.ts";
import { findApprovers, namesOf } from "./approvers.ts";
import { type Deadline, firstDeadline, laterDeadline } from "./deadline.ts";
import { DEFAULT_SHARE, modeOf } from "./settings.ts";
import { MODES, text } from "./text.ts";

const WORDS: Readonly<Record<string, LocalizedText>> = {
  approved: text.approved,
  rejected: text.rejected,
  returned: text.returned,
};

/** Asks for the approval and keeps why these people were asked. */
export function stepApprove(context: StepContext): StepOutcome {
  const { asked, spared, why } = findApprovers(context);
  const sparing = spared.map(({ user, why: reason }) => ({
    label: sameText(context.wording.name(user)),
    value: reason,
    decisive: true,
  }));
  if (asked.length > 0) {
    const mode = modeOf(context.settings);
    context.decide("approve", why, [{ label: text.mode, value: MODES[mode], decisive: true }, ...sparing]);
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
  return unattended(context, Object.hasOwn(WORDS, word) ? word : "rejected");
}

function ask(context: StepContext, assignees: readonly string[], why: LocalizedText): StepOutcome {
  const { settings } = context;
  const title = quoteTokens(context, settings.localized("title"));
  const mode = modeOf(settings);
  const deadline = firstDeadline(context);
  // One after the other: the others hear of it when it is their turn.
  const told = mode === "sequence" ? assignees.slice(0, 1) : assignees;
  context.emit({ type: "notify", users: told, title, body: text.asked });
  const share = mode === "share" ? { share: settings.number("share") ?? DEFAULT_SHARE } : {};
  context.ask({ kind: "approval", title, assignees, mode, ...share, dueAt: deadline.due });
  return wait(context, deadline, why, assignees);
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
  const word = WORDS[event.outcome] ?? text.approved;
  const names = event.by.map((opinion) => context.wording.name(opinion.user));
  const why = { zh: `${names.join("、")}${word.zh}`, en: `${word.en} by ${names.join(", ")}` };
  context.decide(
    "approve",
    why,
    event.by.map((opinion) => opinionDetail(context, opinion)),
  );
  const approvers = event.by.flatMap(({ user, decision }) => (decision === "approved" ? [user] : []));
  if (event.outcome === "approved") context.approvedBy(approvers);
  // Its reminders are not needed any more.
  if (context.memory.text("due") !== undefined) context.withdraw();
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

function opinionDetail(context: StepContext, opinion: Opinion) {
  const word = WORDS[opinion.decision] ?? sameText(opinion.decision);
  const comment = opinion.comment ? `：${opinion.comment}` : "";
  return {
    label: sameText(context.wording.name(opinion.user)),
    value: { zh: `${word.zh}${comment}`, en: `${word.en}${comment.replace("：", ": ")}` },
    decisive: true,
  };
}
