import { type LocalizedText, sameText } from "@mortise/kit";
import { inputsIn } from "../../model/calls/call-signature.ts";
import { signatureOf } from "../../model/calls/signature-of.ts";
import type { Calling, Handed } from "../../model/effect.ts";
import type { StepOutcome } from "../../model/node-type.ts";
import type { CallAnswer } from "../../model/run-state.ts";
import type { StepContext } from "../../model/step-context.ts";
import { dueAt } from "../due.ts";
import { targetRecords } from "../target-records.ts";
import { calledFlow, isForSeveral } from "./outputs.ts";
import { text } from "./text.ts";

/** What the step remembers while it waits. */
interface Standing {
  /** Calls that have not come back. */
  readonly open: number;
  readonly done: number;
  /** Records of calls that did not work. */
  readonly failed: readonly string[];
  readonly problem: LocalizedText | null;
  /** The first reason may be told with the step: it comes from no record. */
  readonly isPlain: boolean;
}

/** Calls the flow for each record; after a failure only for those of which the call did not work. */
export function stepCallFlow(context: StepContext): StepOutcome {
  const { settings, memory } = context;
  const again = memory.texts("failed");
  const { entity, ids } = targetRecords(context, settings.text("records"));
  const records = again.length > 0 ? ids.filter((id) => again.includes(id)) : ids;
  const name = nameOf(context);
  if (records.length === 0) {
    const isAll = isForSeveral(settings, context.flow);
    return isAll
      ? finished(context, { open: 0, done: doneBefore(context), failed: [], problem: null, isPlain: true })
      : failed(context, { problem: text.nobody, isPlain: true, again: [] });
  }
  const calling = callingOf(context, entity);
  for (const record of records) context.call({ ...calling, record });
  const due = calling.waits === undefined ? null : dueAt(context, "atMost");
  if (due !== null) context.wakeAt(due);
  const count = records.length;
  const often = { zh: count > 1 ? `（${count} 条记录）` : "", en: count > 1 ? ` for ${count} records` : "" };
  return {
    type: "wait",
    data: { open: count, done: doneBefore(context) },
    text:
      calling.waits === undefined
        ? { zh: `启动“${name.zh}”${often.zh}`, en: `Starting “${name.en}”${often.en}` }
        : {
            zh: `调用“${name.zh}”${often.zh}，等待结束`,
            en: `Calling “${name.en}”${often.en} and waiting for the end`,
          },
  };
}

function doneBefore({ memory }: StepContext): number {
  return memory.number("done") ?? 0;
}

function nameOf({ settings, flow }: StepContext): LocalizedText {
  const name = calledFlow(settings, flow.catalog)?.name ?? sameText(settings.text("flow") ?? "");
  return { zh: name.zh, en: name.en || name.zh };
}

function callingOf(context: StepContext, entity: string): Omit<Calling, "record"> {
  const { settings, flow } = context;
  const { fieldTypes } = flow.catalog;
  const called = calledFlow(settings, flow.catalog);
  const signature = called && signatureOf(called);
  const isMany = isForSeveral(settings, flow);
  const isWaiting = settings.text("mode") !== "start";
  const wanted = isMany || !isWaiting ? [] : (signature?.outputs ?? []);
  return {
    flow: settings.text("flow") ?? "",
    entity,
    inputs: handed(context, signature?.inputs ?? inputsIn(settings)),
    wants: Object.fromEntries(wanted.map((field) => [field.id, fieldTypes.kindOf(field)])),
    ...(isWaiting ? { waits: settings.text("whenFails") === "held" ? "held" : "answer" } : {}),
  };
}

function handed(context: StepContext, inputs: ReturnType<typeof inputsIn>): readonly Handed[] {
  const { fieldTypes } = context.flow.catalog;
  return context.settings.items("inputs").flatMap((row) => {
    const input = inputs.find(({ field }) => field.id === row.text("input"));
    if (!input) return [];
    const value = context.evaluate(row.expression("value") ?? null);
    return [{ id: input.field.id, kind: fieldTypes.kindOf(input.field), value }];
  });
}

/** Calls have come back, or there is no more time for them. */
export function resumeCallFlow(context: StepContext): StepOutcome {
  const { event, memory } = context;
  if (event.type === "timer") {
    context.withdraw();
    return failed(context, { problem: text.tooLate, isPlain: true, again: [] });
  }
  if (event.type !== "returned") return { type: "stay" };
  const standing = counted(memory, event.answers);
  if (standing.open > 0) {
    const { open, done, problem, isPlain } = standing;
    return {
      type: "stay",
      data: { open, done, isPlain, failed: [...standing.failed], problem: problem && { ...problem } },
    };
  }
  if (context.settings.text("atMost") !== undefined) context.withdraw();
  return finished(context, standing, event.answers);
}

function counted(memory: StepContext["memory"], answers: readonly CallAnswer[]): Standing {
  const known = memory.localized("problem") ?? null;
  const wrong = answers.filter((answer) => !answer.ok);
  const [first] = wrong;
  return {
    open: Math.max(0, (memory.number("open") ?? 1) - answers.length),
    done: (memory.number("done") ?? 0) + answers.length - wrong.length,
    failed: [...memory.texts("failed"), ...wrong.map(({ record }) => record)],
    problem: known ?? first?.problem ?? null,
    isPlain: known ? memory.flag("isPlain") : first?.isRefused === true,
  };
}

function finished(
  context: StepContext,
  standing: Standing,
  answers: readonly CallAnswer[] = [],
): StepOutcome {
  const { done, problem, failed: wrong, isPlain } = standing;
  const isMany = isForSeveral(context.settings, context.flow);
  if (problem) {
    if (isMany) context.give({ done: String(done), failed: String(wrong.length) });
    return failed(context, { problem, isPlain, again: isMany ? wrong : [], done });
  }
  const [answer] = answers;
  const outputs = answer?.ok === true && !isMany ? answer.outputs : {};
  const counts = isMany ? { done: String(done), failed: "0" } : {};
  context.give({ ...wantedOf(context, outputs), ...counts, problem: null });
  const name = nameOf(context);
  const isAssumed = answer?.ok === true && answer.isAssumed === true;
  const often = isMany
    ? { zh: ` ${done} 次`, en: ` ${done} ${done === 1 ? "time" : "times"}` }
    : { zh: "", en: "" };
  const isStart = context.settings.text("mode") === "start";
  const zh = `“${name.zh}”${isStart ? "已启动" : "已完成"}${often.zh}`;
  const en = `“${name.en}” ${isStart ? "was started" : "has ended"}${often.en}`;
  return {
    type: "exit",
    exit: "next",
    text: isAssumed ? { zh: zh + text.assumed.zh, en: en + text.assumed.en } : { zh, en },
  };
}

/** Every output that later steps know of holds something, if only nothing. */
function wantedOf(context: StepContext, outputs: Readonly<Record<string, unknown>>) {
  const called = calledFlow(context.settings, context.flow.catalog);
  const isStart = context.settings.text("mode") === "start";
  if (!called || isStart || isForSeveral(context.settings, context.flow)) return {};
  const ids = (signatureOf(called)?.outputs ?? []).map(({ id }) => id);
  // Outputs are values.
  const values = outputs as Readonly<Record<string, null>>;
  return Object.fromEntries(ids.map((id) => [id, values[id] ?? null]));
}

interface Failure {
  readonly problem: LocalizedText;
  readonly isPlain: boolean;
  /** Records for which it is called again when the run is tried again; none means all. */
  readonly again: readonly string[];
  readonly done?: number;
}

/** Goes the way of failure; where nothing is connected there, the run fails. */
function failed(context: StepContext, { problem, isPlain, again, done = 0 }: Failure): StepOutcome {
  context.give({ problem: problem.zh });
  const name = nameOf(context);
  // Why a run failed may quote its record: that is told with the called run, to those who may see it.
  const told = isPlain ? problem : { zh: "原因见被调用的运行", en: "see the called run" };
  const words = {
    zh: `“${name.zh}”没有成功：${told.zh}`,
    en: `“${name.en}” failed: ${told.en}`,
  };
  if (context.node.exits["failed"] !== undefined) return { type: "exit", exit: "failed", text: words };
  return { type: "fail", reason: words, text: words, data: { done, failed: [...again] } };
}
