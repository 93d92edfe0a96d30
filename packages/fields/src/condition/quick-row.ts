import type { Expression, ValueKind } from "@mortise/expression";
import type { Json } from "@mortise/kit";
import type { FieldDefinition } from "@mortise/metadata";
import { fieldCatalog } from "../field-catalog.ts";
import type { ConditionOperator } from "./condition-operator.ts";
import { buildCondition, type ConditionRow, readCondition } from "./condition-tree.ts";
import { fieldOperators } from "./operators.ts";

/** The comparisons that narrow a list in one step, the one that suits a kind best first. */
const QUICK = ["isTrue", "inPeriod", "within", "in", "containsAny", "contains", "between", "overlaps"];

/** The comparison by which a field narrows a list in one step; undefined for fields that cannot. */
export function quickOperator(field: FieldDefinition): ConditionOperator | undefined {
  const offered = fieldOperators(fieldCatalog.kindOf(field), {});
  return QUICK.flatMap((id) => offered.find((operator) => operator.id === id) ?? [])[0];
}

/** The one comparison that a condition makes with the field; undefined when it says anything else. */
export function readQuickRow(
  field: FieldDefinition,
  condition: Expression | undefined,
): ConditionRow | undefined {
  const [item, ...others] = readCondition(condition, kindOnly(field)).items;
  return item?.type === "row" && others.length === 0 ? item : undefined;
}

/** The condition of a comparison; undefined while its value is not complete. */
export function quickCondition(
  field: FieldDefinition,
  row: ConditionRow | undefined,
): Expression | undefined {
  return row && buildCondition({ type: "group", join: "and", items: [row] }, kindOnly(field));
}

/** What a pair of bounds says, one of which may be missing: between, from, up to. Undefined without any. */
export function spanRow(field: FieldDefinition, [from, to]: readonly [Json, Json]): ConditionRow | undefined {
  const offered = fieldOperators(fieldCatalog.kindOf(field), {}).map(({ id }) => id);
  const row = (ids: readonly string[], value: Json): ConditionRow | undefined => {
    const operator = ids.find((id) => offered.includes(id));
    return operator === undefined ? undefined : { type: "row", path: field.id, operator, value };
  };
  const hasFrom = from !== null && from !== "";
  const hasTo = to !== null && to !== "";
  if (hasFrom && hasTo) return row(["between"], [from, to]);
  if (hasFrom) return row(["atLeast", "onOrAfter"], from);
  return hasTo ? row(["atMost", "onOrBefore"], to) : undefined;
}

/** The bounds of such a comparison. */
export function spanOf(row: ConditionRow | undefined): readonly [Json, Json] {
  if (!row) return [null, null];
  if (row.operator === "between" && Array.isArray(row.value)) {
    // The parts of a JSON list are JSON.
    const [from = null, to = null] = row.value as readonly Json[];
    return [from, to];
  }
  if (row.operator === "atLeast" || row.operator === "onOrAfter") return [row.value, null];
  return row.operator === "atMost" || row.operator === "onOrBefore" ? [null, row.value] : [null, null];
}

function kindOnly(field: FieldDefinition): (path: string) => ValueKind | undefined {
  return (path) => (path === field.id ? fieldCatalog.kindOf(field) : undefined);
}
