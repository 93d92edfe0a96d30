import { findFieldType, type FileValue } from "@mortise/fields";
import { isPlainObject, type Json, type LocalizedText } from "@mortise/kit";
import { QUOTE } from "@mortise/metadata";
import type { StepOutcome } from "../../model/node-type.ts";
import type { StepContext } from "../../model/step-context.ts";
import { guardsOf, namesIn } from "../http-request/slots.ts";

/** What a file is taken to be where none is made. */
export const SAMPLE_FILE = { id: "sample", name: "sample.pdf", size: 1, type: "application/pdf" } as const;

const POLICY = { tries: 5, firstPause: 5, longestPause: 300 } as const;
const LONGEST_NAME = 120;
/** What no system takes in names of files. */
// oxlint-disable-next-line no-control-regex -- control characters are what is meant
const NOT_IN_NAMES = /[\u0000-\u001f\u007f\\/:*?"<>|]+/g;

/** Asks for the file, which is made once the step is saved, and waits for it. */
export function stepMakeFile(context: StepContext): StepOutcome {
  const { settings, flow } = context;
  const template = settings.text("print") ?? "";
  const locale = settings.text("locale") === "en" ? "en" : "zh";
  const print = flow.catalog.find("print", template);
  const written = settings.text("fileName") ?? "";
  const filled = written.replace(QUOTE, (_token, name: string) => context.display(name)[locale]);
  const name = nameOf(filled) || nameOf(print?.name[locale] ?? "") || "file";
  const guards = guardsOf(context, namesIn(written)).map(({ entity, fields }) => ({
    entity,
    fields: [...fields],
  }));
  const send = context.send({
    kind: "file",
    target: "file",
    request: { template, name: `${name}.pdf`, locale, guards },
    policy: POLICY,
    waits: settings.text("whenFails") === "held" ? "held" : "answer",
  });
  return {
    type: "wait",
    data: { send },
    text: { zh: `生成“${name}.pdf”`, en: `Making “${name}.pdf”` },
  };
}

function nameOf(text: string): string {
  const plain = text.replace(NOT_IN_NAMES, " ").replace(/\s+/g, " ").trim();
  return plain.replace(/^\.+/, "").slice(0, LONGEST_NAME).trim().toWellFormed();
}

/** The file is there: putting it into its field is a change like any other, and commits with the run. */
export function resumeMakeFile(context: StepContext): StepOutcome {
  const { event, memory, settings, flow, state } = context;
  if (event.type !== "answered" || event.send !== memory.text("send")) return { type: "stay" };
  if (!event.answer.ok) return failed(context, event.answer.problem);
  const file = fileIn(event.answer.reply["file"]);
  const id = settings.text("field") ?? "";
  const field = flow.catalog.field(state.entity, id);
  if (!file || !field)
    return failed(context, { zh: "字段或文件不存在", en: "The field or the file is gone" });
  const kept = settings.text("mode") === "replace" ? [] : filesIn(context.value(id));
  const files = [...kept.filter((one) => one.id !== file.id), file];
  const taken = findFieldType(field.type)?.parse(files, field);
  if (taken && !taken.ok) return failed(context, taken.error);
  context.update(state.entity, state.record, { [id]: files });
  context.give({ problem: null });
  return {
    type: "exit",
    exit: "next",
    text: {
      zh: `“${file.name}”已放进“${field.name.zh}”`,
      en: `“${file.name}” is in “${field.name.en}”`,
    },
  };
}

function filesIn(value: unknown): readonly FileValue[] {
  return Array.isArray(value) ? value.flatMap((item: Json) => fileIn(item) ?? []) : [];
}

function fileIn(value: Json | undefined): FileValue | undefined {
  if (!isPlainObject(value)) return undefined;
  const { id, name, size, type } = value;
  const isFile = typeof id === "string" && typeof name === "string" && typeof type === "string";
  return isFile && typeof size === "number" ? { id, name, size, type } : undefined;
}

function failed(context: StepContext, problem: LocalizedText): StepOutcome {
  context.give({ problem: problem.zh });
  return {
    type: "exit",
    exit: "failed",
    text: { zh: `没有生成文件：${problem.zh}`, en: `No file was made: ${problem.en}` },
  };
}
