import { type LocalizedText, sameText } from "@mortise/kit";
import type { StepOutcome } from "../../model/node-type.ts";
import type { Opinion } from "../../model/run-state.ts";
import type { StepContext } from "../../model/step-context.ts";
import { peopleSummary, resolvePeople } from "../../people/index.ts";
import { dueAt } from "../due.ts";
import { quoteTokens } from "../template.ts";
import { text } from "./text.ts";

const WORDS: Readonly<Record<string, LocalizedText>> = {
  approved: text.approved,
  rejected: text.rejected,
  returned: text.returned,
};

/** Asks for the approval and keeps why these people were asked. */
export function stepApprove(context: StepContext): StepOutcome {
  const { settings, state } = context;
  const named = resolvePeople(context, settings.items("to"));
  const whenNobody = settings.text("whenNobody") ?? "admins";
  const ownWord = WORDS[whenNobody];
  if (named.length === 0 && ownWord) return unattended(context, whenNobody, ownWord);
  const assignees = named.length > 0 ? named : context.roster.admins().map((user) => user.id);
  if (assignees.length === 0) return unattended(context, "rejected", text.rejected);
  const who = peopleSummary(settings.items("to"), {
    entity: state.entity,
    wording: context.wording,
    condition: () => sameText(""),
  });
  const names = assignees.map((user) => context.wording.name(user));
  const why =
    named.length > 0
      ? { zh: `由${who.zh}审批：${names.join("、")}`, en: `To be approved by ${who.en}: ${names.join(", ")}` }
      : {
          zh: `找不到${who.zh}，由管理员审批：${names.join("、")}`,
          en: `${who.en} cannot be found, so administrators approve: ${names.join(", ")}`,
        };
  const mode = settings.text("mode") === "all" ? "all" : "any";
  context.decide("approve", why, [
    { label: text.mode, value: mode === "all" ? text.all : text.any, decisive: true },
  ]);
  const title = quoteTokens(context, settings.localized("title"));
  context.emit({ type: "notify", users: assignees, title, body: text.asked });
  context.ask({
    kind: "approval",
    title,
    assignees,
    mode,
    dueAt: dueAt(context, "due"),
  });
  return { type: "wait", text: why };
}

function unattended(context: StepContext, exit: string, word: LocalizedText): StepOutcome {
  const why = {
    zh: `没有审批人，自动${word.zh}`,
    en: `Nobody to approve; automatically ${word.en.toLowerCase()}`,
  };
  context.decide("approve", why, []);
  return { type: "exit", exit, text: why };
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

/** Leaves by the exit of the outcome and keeps everybody's word. */
export function resumeApprove(context: StepContext): StepOutcome {
  const { event } = context;
  if (event.type !== "settled") return { type: "wait", text: text.waiting };
  const word = WORDS[event.outcome] ?? text.approved;
  const names = event.by.map((opinion) => context.wording.name(opinion.user));
  const why = { zh: `${names.join("、")}${word.zh}`, en: `${word.en} by ${names.join(", ")}` };
  context.decide(
    "approve",
    why,
    event.by.map((opinion) => opinionDetail(context, opinion)),
  );
  return { type: "exit", exit: event.outcome, text: why };
}
