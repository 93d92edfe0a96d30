import type { Value } from "@mortise/expression";
import { localize, type Locale, type LocalizedText } from "@mortise/kit";
import type { FieldDefinition, GateAction } from "@mortise/metadata";
import { findFieldType } from "../registry.ts";

/** A move that criteria keep from happening, and what would let it happen. */
export interface GateProblem {
  /** The stage, or a field that has to be filled first. */
  readonly field: string;
  readonly message: LocalizedText;
}

/** A record before and after a change, as criteria look at it. */
export interface GatedChange {
  readonly fields: readonly FieldDefinition[];
  /** Undefined for a new record: it enters a stage and leaves none. */
  readonly before: Readonly<Record<string, Value>> | undefined;
  readonly values: Readonly<Record<string, Value>>;
  /** Fields that do not count as missing: nobody can fill them in. */
  readonly excused: ReadonlySet<string>;
}

/** What keeps a record from the stage that it is to come to, or in the one that it is to leave; the same in browser and server. */
export function gateProblems(gates: readonly GateAction[], change: GatedChange): readonly GateProblem[] {
  const problems = new Map<string, GateProblem>();
  for (const gate of gates) {
    const option = barredOption(gate, change);
    if (option === undefined) continue;
    const missing = gate.fields.filter((id) => !change.excused.has(id) && isEmpty(change.values[id]));
    if (gate.fields.length > 0 && missing.length === 0) continue;
    const told = [
      { field: gate.field, message: refusal(gate, { option, missing, fields: change.fields }) },
      ...missing.map((id) => ({ field: id, message: needed(gate, option, change.fields) })),
    ];
    for (const problem of told) if (!problems.has(problem.field)) problems.set(problem.field, problem);
  }
  return [...problems.values()];
}

/** The option that the change comes to or leaves and that the criteria are about. */
function barredOption(
  { field, move, options }: GateAction,
  { before, values }: GatedChange,
): string | undefined {
  const [was, is] = [before?.[field] ?? null, values[field] ?? null];
  if (was === is) return undefined;
  const moved = move === "enter" ? is : was;
  return typeof moved === "string" && options.includes(moved) ? moved : undefined;
}

function isEmpty(value: Value | undefined): boolean {
  return (
    value === undefined || value === null || value === "" || (Array.isArray(value) && value.length === 0)
  );
}

interface Refusal {
  readonly option: string;
  readonly missing: readonly string[];
  readonly fields: readonly FieldDefinition[];
}

function refusal(gate: GateAction, { option, missing, fields }: Refusal): LocalizedText {
  const { message } = gate;
  if (message && (message.zh !== "" || message.en !== ""))
    return { zh: message.zh || message.en, en: message.en || message.zh };
  const names = (locale: Locale): string =>
    missing.map((id) => nameOf(fields, id, locale)).join(locale === "zh" ? "、" : ", ");
  const { zh, en } = moveText(gate, option, fields);
  return { zh: `${zh}前请先填写：${names("zh")}`, en: `Before ${en}, fill in: ${names("en")}` };
}

function needed(gate: GateAction, option: string, fields: readonly FieldDefinition[]): LocalizedText {
  const { zh, en } = moveText(gate, option, fields);
  return { zh: `${zh}前必须填写`, en: `Needed before ${en}` };
}

/** 进入“方案报价” / entering “Quote”. */
function moveText(
  { field: id, move }: GateAction,
  option: string,
  fields: readonly FieldDefinition[],
): LocalizedText {
  const field = fields.find((one) => one.id === id);
  const name =
    field &&
    findFieldType(field.type)
      ?.options?.(field)
      ?.find(({ key }) => key === option)?.name;
  const [zh, en] = [name?.zh || name?.en || option, name?.en || name?.zh || option];
  return move === "enter"
    ? { zh: `进入“${zh}”`, en: `entering “${en}”` }
    : { zh: `离开“${zh}”`, en: `leaving “${en}”` };
}

function nameOf(fields: readonly FieldDefinition[], id: string, locale: Locale): string {
  const field = fields.find((one) => one.id === id);
  return field ? localize(field.name, locale) : id;
}
