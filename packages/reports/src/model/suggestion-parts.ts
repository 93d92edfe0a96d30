import type { LocalizedText } from "@mortise/kit";
import type { Dimension } from "@mortise/metadata";
import type { ValueKind } from "@mortise/expression";
import type { Question } from "./chart-type.ts";
import type { ReportField } from "./report-field.ts";

const PERSON_KINDS: readonly ValueKind[] = ["user", "team"];
const TIME_KINDS: readonly ValueKind[] = ["date", "datetime"];
const CHOICE_KINDS: readonly ValueKind[] = ["option", "options", "boolean"];

/** Fields to split by whose groups are few and named: options. */
export function choiceFields(fields: readonly ReportField[]): readonly ReportField[] {
  return fields.filter((field) => field.groupable && CHOICE_KINDS.includes(field.kind));
}

/** Fields that hold people: for rankings. */
export function personFields(fields: readonly ReportField[]): readonly ReportField[] {
  return fields.filter((field) => field.groupable && PERSON_KINDS.includes(field.kind));
}

/** Fields that hold points in time. */
export function timeFields(fields: readonly ReportField[]): readonly ReportField[] {
  return fields.filter((field) => field.groupable && TIME_KINDS.includes(field.kind));
}

/** Fields that can be summed up: amounts and quantities. */
export function amountFields(fields: readonly ReportField[]): readonly ReportField[] {
  return fields.filter((field) => field.kind === "number" && field.aggregates.includes("sum"));
}

/** A fitting way to split by a field: months for dates, cities for regions. */
export function dimensionOf(field: ReportField): Dimension {
  if (TIME_KINDS.includes(field.kind)) return { field: field.id, grain: "month" };
  if (field.kind === "region") return { field: field.id, level: 4 };
  return { field: field.id };
}

/** “各来源线索” / “Leads by source”. */
export function byTitle(what: LocalizedText, field: ReportField): LocalizedText {
  return { zh: `各${field.name.zh}${what.zh}`, en: `${what.en} by ${field.name.en.toLowerCase()}` };
}

/** Whether a question is split by time in its n-th dimension. */
export function runsInTime({ dimensions }: Question, index = 0): boolean {
  const kind = dimensions[index]?.field.kind;
  return kind !== undefined && TIME_KINDS.includes(kind);
}

/** Whether the n-th dimension of a question is of one of these kinds. */
export function isSplitBy({ dimensions }: Question, kinds: readonly ValueKind[], index = 0): boolean {
  const kind = dimensions[index]?.field.kind;
  return kind !== undefined && kinds.includes(kind);
}

/** Whether the first dimension is a stage. */
export function runsThroughStages({ dimensions }: Question): boolean {
  return dimensions[0]?.field.logsTransitions === true;
}
