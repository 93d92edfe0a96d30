import { describeExpression, type Expression, type Value, type ValueKind } from "@mortise/expression";
import { buildCondition, type ConditionRow, fieldOperators } from "@mortise/fields";
import { isPlainObject, type Json, type LocalizedText } from "@mortise/kit";
import { fieldName, kindOfField } from "@mortise/metadata";
import { missing } from "../model/checks.ts";
import type { CheckContext, SettingProblem, SummaryContext } from "../model/node-type.ts";
import type { Settings } from "../model/settings.ts";
import type { StepContext } from "../model/step-context.ts";

const text = {
  noField: { zh: "请选择要比较的字段", en: "Choose the field to compare" },
  noOperator: { zh: "请选择怎样比较", en: "Choose how to compare" },
  noValue: { zh: "请填写要比较的值", en: "Give the value to compare with" },
} as const;

/** Which records a step means: a filter of values only, everything (`undefined`), or certainly none. */
export type Where = { readonly kind: "filter"; readonly filter?: Expression } | { readonly kind: "none" };

/**
 * Reads the setting `where`: `{ join, rows: [{ field, operator, value }] }`. Each value is an expression over the run's record
 * and variables. A row whose value turns out empty holds for no record.
 */
export function readWhere(context: StepContext, settings: Settings, entity: string): Where {
  const where = settings.group("where");
  const join = where.text("join") === "or" ? "or" : "and";
  const kindOf = (path: string): ValueKind | undefined => kindOfField(context.flow.catalog, entity, path);
  const rows = where.items("rows");
  if (rows.length === 0) return { kind: "filter" };
  const built = rows.map((row) => {
    const value = valueOf(context, row.get("value") ?? null);
    return buildCondition({ type: "group", join, items: [rowOf(row, value)] }, kindOf);
  });
  const parts = built.filter((part) => part !== undefined);
  if (join === "and" ? parts.length < built.length : parts.length === 0) return { kind: "none" };
  const [first] = parts;
  return first !== undefined && parts.length === 1
    ? { kind: "filter", filter: first }
    : { kind: "filter", filter: { [join]: parts } };
}

function rowOf(row: Settings, value: Json): ConditionRow {
  return { type: "row", path: row.text("field") ?? "", operator: row.text("operator") ?? "", value };
}

/** Expressions become what they give now; lists and plain values stay as they are. */
function valueOf(context: StepContext, value: Json): Json {
  if (Array.isArray(value)) return value.map((item: Json) => valueOf(context, item));
  if (!isPlainObject(value)) return value;
  // Values are JSON by their definition.
  return context.evaluate(value) as Json;
}

/** Complaints about the setting `where` for records of an entity. */
export function checkWhere(
  settings: Settings,
  entity: string,
  context: CheckContext,
): readonly SettingProblem[] {
  return settings
    .group("where")
    .items("rows")
    .flatMap((row, index) => checkRow(row, { path: `where.rows.${index}`, entity }, context));
}

function checkRow(
  row: Settings,
  { path, entity }: { readonly path: string; readonly entity: string },
  context: CheckContext,
): readonly SettingProblem[] {
  const field = row.text("field");
  const kind = field === undefined ? undefined : kindOfField(context.catalog, entity, field);
  if (kind === undefined) return [missing(`${path}.field`, text.noField)];
  const operator = fieldOperators(kind).find(({ id }) => id === row.text("operator"));
  if (!operator) return [missing(`${path}.operator`, text.noOperator)];
  if (operator.operand === "none") return [];
  const value = row.get("value");
  if (value === undefined || value === null || value === "") return [missing(`${path}.value`, text.noValue)];
  if (!isPlainObject(value)) return [];
  const kinds = operator.operand === "value" ? [kind, "null"] : undefined;
  return context.expression(`${path}.value`, value, kinds);
}

/** The conditions as a sentence; empty when every record is meant. */
export function whereText(settings: Settings, entity: string, context: SummaryContext): LocalizedText {
  const where = settings.group("where");
  const { catalog } = context.wording;
  const kindOf = (path: string): ValueKind | undefined => kindOfField(catalog, entity, path);
  const items = where.items("rows").map((row) => rowOf(row, row.get("value") ?? null));
  const condition = buildCondition(
    { type: "group", join: where.text("join") === "or" ? "or" : "and", items },
    kindOf,
  );
  if (condition === undefined) return { zh: "", en: "" };
  const names = {
    // What stands on the right belongs to the flow's own record, on the left to the records meant.
    variable: (path: string) =>
      path.startsWith("$") || kindOf(path) === undefined
        ? context.wording.field(context.entity, path)
        : fieldName(catalog, entity, path),
    option: (path: string, key: string) => context.wording.value(entity, path, key),
    // Literals beside a field are values of that field.
    value: (path: string, value: unknown) => context.wording.value(entity, path, value as Value),
  };
  return { zh: describeExpression(condition, names, "zh"), en: describeExpression(condition, names, "en") };
}
