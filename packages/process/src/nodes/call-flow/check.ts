import { durationMilliseconds, type Expression } from "@mortise/expression";
import { fillText, isPlainObject, type LocalizedText } from "@mortise/kit";
import type { FlowDocument } from "@mortise/metadata";
import type { CallInput } from "../../model/calls/call-signature.ts";
import { signatureOf } from "../../model/calls/signature-of.ts";
import { missing, under } from "../../model/checks.ts";
import type { CheckContext, SettingProblem } from "../../model/node-type.ts";
import type { Settings } from "../../model/settings.ts";
import { targetEntity } from "../target-records.ts";
import { calledFlow } from "./outputs.ts";
import { text } from "./text.ts";

/** A text in both languages with names put in. */
function filled(words: LocalizedText, names: Readonly<Record<string, LocalizedText>>): LocalizedText {
  const of = (locale: "zh" | "en"): string =>
    fillText(
      words[locale],
      Object.fromEntries(Object.entries(names).map(([key, name]) => [key, name[locale] || name.zh])),
    );
  return { zh: of("zh"), en: of("en") };
}

/** Complaints about the settings. */
export function checkCallFlow(settings: Settings, context: CheckContext): readonly SettingProblem[] {
  if (settings.text("flow") === undefined) return [missing("flow", text.noFlow)];
  const flow = calledFlow(settings, context.catalog);
  if (!flow) return [missing("flow", text.flowGone)];
  const signature = signatureOf(flow);
  if (!signature) return [missing("flow", filled(text.notCallable, { flow: flow.name }))];
  const atMost = settings.text("atMost");
  return [
    ...(flow.enabled
      ? []
      : [
          { ...missing("flow", filled(text.switchedOff, { flow: flow.name })), severity: "warning" as const },
        ]),
    ...checkRecords(settings, flow, context),
    ...checkInputs(settings, { flow, inputs: signature.inputs }, context),
    ...(atMost !== undefined && durationMilliseconds(atMost) === undefined
      ? [missing("atMost", text.badDuration)]
      : []),
  ];
}

function checkRecords(
  settings: Settings,
  flow: FlowDocument,
  context: CheckContext,
): readonly SettingProblem[] {
  const path = settings.text("records");
  const isSeen = path === undefined || !path.startsWith("$") || context.variable(path) !== undefined;
  const target = isSeen ? targetEntity(context.wording, context.entity, path) : undefined;
  if (target === flow.entity) return [];
  const entity = context.wording.entity(flow.entity);
  return [missing("records", filled(text.wrongEntity, { flow: flow.name, entity }))];
}

interface Called {
  readonly flow: FlowDocument;
  readonly inputs: readonly CallInput[];
}

function checkInputs(
  settings: Settings,
  { flow, inputs }: Called,
  context: CheckContext,
): readonly SettingProblem[] {
  const rows = settings.items("inputs");
  const given = new Set(rows.flatMap((row) => (isGiven(row.expression("value")) ? [row.text("input")] : [])));
  const wanting = inputs.filter(({ field, isRequired }) => isRequired && !given.has(field.id));
  return [
    ...wanting.map(({ field }) => missing("inputs", filled(text.noInput, { input: field.name }))),
    ...rows.flatMap((row, index) => {
      const input = inputs.find(({ field }) => field.id === row.text("input"));
      if (!input) return [missing(`inputs.${index}.input`, filled(text.oldInput, { flow: flow.name }))];
      return under(`inputs.${index}`, checkInput(row, input, context));
    }),
  ];
}

function isGiven(value: Expression | undefined): boolean {
  return value !== undefined && value !== null;
}

function checkInput(row: Settings, { field }: CallInput, context: CheckContext): readonly SettingProblem[] {
  const value = row.expression("value");
  if (value === undefined) return [];
  const { catalog } = context;
  const kind = catalog.fieldTypes.kindOf(field);
  const problems = context.expression("value", value, [kind, "null"]);
  const wanted = catalog.fieldTypes.targetEntity(field);
  const path = isPlainObject(value) && typeof value["var"] === "string" ? value["var"] : undefined;
  if (problems.length > 0 || wanted === undefined || path === undefined) return problems;
  if (targetEntity(context.wording, context.entity, path) === wanted) return [];
  const entity = context.wording.entity(wanted);
  return [missing("value", filled(text.otherRecords, { input: field.name, entity }))];
}
