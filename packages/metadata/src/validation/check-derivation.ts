import type { ValueKind } from "@mortise/expression";
import { callsOperator, variablesOf } from "@mortise/expression";
import type { LookupDerivation, ReverseDerivation, RollupDerivation } from "../derivation.ts";
import type { FieldDefinition } from "../documents/entity.ts";
import { expressionFields } from "../field-graph.ts";
import { shownField } from "../resolve-sources.ts";
import { fieldStorage } from "../field-storage.ts";
import type { CheckedPlace } from "./checked-place.ts";
import { checkCondition } from "./check-parts.ts";

const TOTALLED: ReadonlySet<string> = new Set(["sum", "avg"]);
const ORDERED: ReadonlySet<ValueKind> = new Set(["number", "duration", "date", "datetime", "text"]);
const LISTS: ReadonlySet<ValueKind> = new Set(["rows", "references"]);

/** Checks what a lookup, a rollup or a reverse list is worked out from. */
export function checkDerivation(field: FieldDefinition, path: string, place: CheckedPlace): void {
  const derivation = place.catalog.fieldTypes.derivationOf?.(field);
  if (derivation?.kind === "lookup") checkLookup(derivation, path, place);
  if (derivation?.kind === "rollup") checkRollup(derivation, path, place);
  if (derivation?.kind === "reverse") checkReverse(derivation, path, place);
}

function checkLookup(lookup: LookupDerivation, path: string, { entity, catalog, list }: CheckedPlace): void {
  const target = catalog.targetOf(entity.id, lookup.reference);
  const link = catalog.field(entity.id, lookup.reference);
  if (target === undefined || (link && catalog.fieldTypes.kindOf(link) !== "reference")) {
    list.error(
      `${path}.settings.reference`,
      "请选择一个指向单条记录的关联字段",
      "Choose a reference field that points at one record",
    );
    return;
  }
  const document = catalog.find("entity", target);
  const shown = document && shownField(document, lookup.field);
  if (!shown || catalog.fieldTypes.kindOf(shown) === "rows") {
    list.error(
      `${path}.settings.field`,
      "要显示的字段不存在或不能引用，请重新选择",
      "The field to show does not exist or cannot be looked up; choose another",
    );
    return;
  }
  const isOpen =
    (link && fieldStorage(catalog, entity.id, link) !== "column") ||
    fieldStorage(catalog, target, shown) !== "column";
  if (lookup.stored && isOpen) refuseStored(path, list);
}

function checkRollup(rollup: RollupDerivation, path: string, { entity, catalog, list }: CheckedPlace): void {
  const link = catalog.field(entity.id, rollup.list);
  const target = link && catalog.fieldTypes.targetEntity(link);
  if (!link || target === undefined || !LISTS.has(catalog.fieldTypes.kindOf(link))) {
    list.error(
      `${path}.settings.list`,
      "请选择要汇总的列表：子表、多条关联或反向列表",
      "Choose the list to total: a sub-table, several references or a reverse list",
    );
    return;
  }
  checkCondition(`${path}.settings.filter`, rollup.filter, { entity: target, catalog }, list);
  const document = catalog.find("entity", target);
  const shown = document && rollup.field !== undefined ? shownField(document, rollup.field) : undefined;
  if (rollup.function !== "count" && !fits(rollup, shown && catalog.fieldTypes.kindOf(shown))) {
    list.error(
      `${path}.settings.field`,
      "请选择能这样汇总的字段：求和与平均要数字，最大最小要数字、日期或文本",
      "Choose a field that can be totalled like this: numbers for sum and average; numbers, dates or texts for the greatest and least",
    );
    return;
  }
  const used = [
    ...(shown ? [{ entity: target, field: shown.id }] : []),
    ...expressionFields(catalog, target, rollup.filter),
  ];
  const isOpen = used.some((one) => {
    const definition = catalog.field(one.entity, one.field);
    return (
      one.entity !== target || (definition && fieldStorage(catalog, one.entity, definition) !== "column")
    );
  });
  const isMoving = variablesOf(rollup.filter ?? null).some((name) => name.startsWith("$"));
  if (rollup.stored && (isOpen || isMoving || isRelative(rollup))) refuseStored(path, list);
}

function fits(rollup: RollupDerivation, kind: ValueKind | undefined): boolean {
  if (kind === undefined || kind === "rows" || kind === "files") return false;
  if (TOTALLED.has(rollup.function)) return kind === "number" || kind === "duration";
  return rollup.function === "countDistinct" || ORDERED.has(kind);
}

/** Whether the filter compares with the running day or with a tree: what it counts changes without a write it could follow. */
function isRelative({ filter }: RollupDerivation): boolean {
  return callsOperator(filter ?? null, "inPeriod", "today", "now", "under");
}

function checkReverse(
  reverse: ReverseDerivation,
  path: string,
  { entity, catalog, list }: CheckedPlace,
): void {
  const link = catalog.field(reverse.entity, reverse.field);
  const kind = link && catalog.fieldTypes.kindOf(link);
  const isStored = link && fieldStorage(catalog, reverse.entity, link) !== "computed";
  const points = link && catalog.fieldTypes.targetEntity(link) === entity.id;
  if (points && isStored && (kind === "reference" || kind === "references")) return;
  list.error(
    `${path}.settings.field`,
    "请选择对方实体里指向当前实体的关联字段",
    "Choose the reference field of the other entity that points at this one",
  );
}

function refuseStored(path: string, list: CheckedPlace["list"]): void {
  list.error(
    `${path}.settings.stored`,
    "它取自实时计算的内容，不能保存，请关闭“保存结果”",
    "It is worked out from live values, so it cannot be kept; turn “Keep the result” off",
  );
}
