import { findFieldType } from "@mortise/fields";
import type { FieldDefinition } from "@mortise/metadata";
import { missing } from "../../model/checks.ts";
import { defineNode, NEXT, type CheckContext, type SettingProblem } from "../../model/node-type.ts";
import type { Settings } from "../../model/settings.ts";
import { namesIn } from "../http-request/slots.ts";
import { resumeMakeFile, SAMPLE_FILE, stepMakeFile } from "./step.ts";
import { text } from "./text.ts";

/** Prints the record by a template and keeps the PDF in one of its fields. */
export const makeFileNode = defineNode({
  id: "make-file",
  name: text.name,
  description: text.description,
  group: "data",
  icon: "file",
  color: "cyan",
  settings: [
    { id: "print", name: text.print, kind: "custom", editor: "print-template", required: true },
    {
      id: "field",
      name: text.field,
      help: text.fieldHelp,
      kind: "field",
      accepts: ["files"],
      required: true,
    },
    { id: "fileName", name: text.fileName, help: text.fileNameHelp, kind: "custom", editor: "slot-text" },
    {
      id: "locale",
      name: text.locale,
      kind: "choice",
      default: "zh",
      choices: [
        { value: "zh", name: { zh: "中文", en: "Chinese" } },
        { value: "en", name: { zh: "英文", en: "English" } },
      ],
    },
    {
      id: "mode",
      name: text.mode,
      kind: "choice",
      default: "add",
      choices: [
        { value: "add", name: text.add },
        { value: "replace", name: text.replace },
      ],
    },
    {
      id: "whenFails",
      name: text.whenFails,
      kind: "choice",
      default: "goes",
      choices: [
        { value: "goes", name: text.goes },
        { value: "held", name: text.held },
      ],
    },
  ],
  initial: { locale: "zh", mode: "add" },
  exits: () => [
    { ...NEXT, name: text.next },
    { id: "failed", name: text.failed },
  ],
  outputs: () => [{ field: { id: "problem", type: "text", name: text.problem } }],
  needsRecord: () => true,
  summary(settings, { wording, entity }) {
    const print = wording.catalog.find("print", settings.text("print") ?? "");
    const field = settings.text("field");
    if (!print || field === undefined) return { zh: "还没有选择模板和字段", en: "no template and field yet" };
    const name = wording.field(entity, field);
    return {
      zh: `用“${print.name.zh}”生成 PDF，放进“${name.zh}”`,
      en: `Print “${print.name.en}” into “${name.en}”`,
    };
  },
  check: (settings, context) => [
    ...checkPrint(settings, context),
    ...checkField(settings, context),
    ...namesIn(settings.text("fileName") ?? "")
      .filter((name) => !context.variable(name))
      .map((name) =>
        missing("fileName", {
          zh: `用到的“${name}”不存在`,
          en: `It uses "${name}", which does not exist`,
        }),
      ),
  ],
  step: stepMakeFile,
  resume: resumeMakeFile,
  rehearse(_settings, { token, node, memory, reply }) {
    const send = memory.text("send") ?? "";
    if (reply?.["isFailed"] === true) {
      const problem = { zh: "没有生成", en: "It was not made" };
      return { type: "answered", token, node, send, answer: { ok: false, problem } };
    }
    return {
      type: "answered",
      token,
      node,
      send,
      answer: { ok: true, reply: reply ?? { file: SAMPLE_FILE } },
    };
  },
});

function checkPrint(settings: Settings, { catalog, entity }: CheckContext): readonly SettingProblem[] {
  const id = settings.text("print");
  if (id === undefined) return [missing("print", text.noPrint)];
  return catalog.find("print", id)?.entity === entity ? [] : [missing("print", text.gonePrint)];
}

function checkField(settings: Settings, { catalog, entity }: CheckContext): readonly SettingProblem[] {
  const id = settings.text("field");
  if (id === undefined) return [missing("field", text.noField)];
  const field = catalog.field(entity, id);
  return field && takesFile(field) ? [] : [missing("field", text.wrongField)];
}

/** Whether a field takes a PDF: what its own type says. */
function takesFile(field: FieldDefinition): boolean {
  const type = findFieldType(field.type);
  return type?.kind(field) === "files" && type.parse([SAMPLE_FILE], field).ok;
}
