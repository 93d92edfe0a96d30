import type { LocalizedText } from "@mortise/kit";
import type { Dimension } from "@mortise/metadata";
import type { ValueKind } from "@mortise/expression";
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
