import { fieldName, kindOfField } from "../available-fields.ts";
import type { FillAction, FillValue, NarrowAction, RecordMatch } from "../documents/record-rule.ts";
import { canFill, isMatchable } from "../match-kinds.ts";
import { checkEntityExists, checkExpressionAt, checkFieldExists } from "./check-parts.ts";
import { checkLooks } from "./check-looks.ts";
import type { CheckedPlace } from "./checked-place.ts";

/** Checks an action that fills fields from records of another entity. */
export function checkFill(action: FillAction, path: string, place: CheckedPlace): void {
  const { catalog, list } = place;
  if (action.entity === "") {
    list.error(`${path}.entity`, "请选择从哪个实体取数", "Choose the entity to take values from");
    return;
  }
  if (!checkEntityExists(`${path}.entity`, action.entity, catalog, list)) return;
  checkMatches(action.match, { path, entity: action.entity }, place);
  if (action.order !== undefined)
    checkFieldExists(`${path}.order`, { entity: action.entity, field: action.order }, catalog, list);
  const home = rowsEntity(action, path, place);
  if (home === undefined) return;
  if (action.values.length === 0)
    list.error(`${path}.values`, "请选择要填充的字段", "Choose the fields to fill");
  action.values.forEach((value, index) =>
    checkValue(value, `${path}.values.${index}`, { action, home, place }),
  );
}

/** Checks an action that limits the records to choose from. */
export function checkNarrow(action: NarrowAction, path: string, place: CheckedPlace): void {
  const { entity, catalog, list } = place;
  const field = catalog.field(entity.id, action.field);
  if (!field) return;
  const kind = catalog.fieldTypes.kindOf(field);
  const target = catalog.fieldTypes.targetEntity(field);
  if ((kind !== "reference" && kind !== "references") || target === undefined) {
    list.error(
      `${path}.field`,
      `“${field.name.zh || field.name.en}”不是关联记录字段，不能限定候选记录`,
      `“${field.name.en || field.name.zh}” is no reference; there are no records to limit`,
    );
    return;
  }
  checkMatches(action.match, { path, entity: target }, place);
}

/** Checks what records of an entity have to match. */
export function checkMatches(
  matches: readonly RecordMatch[],
  { path, entity }: { readonly path: string; readonly entity: string },
  place: CheckedPlace,
): void {
  const { catalog, list } = place;
  if (matches.length === 0) list.error(`${path}.match`, "请设置匹配条件", "Say which records match");
  const scope = catalog.scope(place.entity.id);
  matches.forEach(({ field, value }, index) => {
    const at = `${path}.match.${index}`;
    if (field === "") {
      list.error(`${at}.field`, "请选择匹配的字段", "Choose the field that has to match");
      return;
    }
    if (!checkFieldExists(`${at}.field`, { entity, field }, catalog, list)) return;
    const expected = kindOfField(catalog, entity, field);
    const name = fieldName(catalog, entity, field);
    if (expected !== undefined && !isMatchable(expected))
      list.error(
        `${at}.field`,
        `“${name.zh || name.en}”不能用来匹配，请换一个单值字段`,
        `“${name.en || name.zh}” cannot be matched; choose a field with a single value`,
      );
    else if (value === null)
      list.error(`${at}.value`, "请选择用哪个字段来匹配", "Choose the field to match with");
    else checkExpressionAt(`${at}.value`, value, scope, { ...(expected ? { expected } : {}), list });
    checkLooks(`${at}.value`, value, place);
  });
}

/** The entity of the fields that are filled; undefined, with a complaint, when there is none. */
function rowsEntity(
  action: FillAction,
  path: string,
  { entity, catalog, list }: CheckedPlace,
): string | undefined {
  if (action.rows === undefined) return entity.id;
  const field = catalog.field(entity.id, action.rows);
  const isRows = field && catalog.fieldTypes.kindOf(field) === "rows";
  const target = isRows ? catalog.fieldTypes.targetEntity(field) : undefined;
  if (target === undefined) list.error(`${path}.rows`, "请选择要填充的子表", "Choose the sub-table to fill");
  return target;
}

interface ValuePlace {
  readonly action: FillAction;
  readonly home: string;
  readonly place: CheckedPlace;
}

function checkValue(
  { field, from, total }: FillValue,
  path: string,
  { action, home, place }: ValuePlace,
): void {
  const { catalog, list } = place;
  if (field === "") {
    list.error(`${path}.field`, "请选择要填充的字段", "Choose the field to fill");
    return;
  }
  const target = catalog.field(home, field);
  if (!target) {
    if (action.rows !== undefined) checkFieldExists(`${path}.field`, { entity: home, field }, catalog, list);
    return;
  }
  const isWorkedOut =
    catalog.fieldTypes.expressionOf?.(target) !== undefined ||
    catalog.fieldTypes.derivationOf?.(target) !== undefined;
  const [zh, en] = [target.name.zh || target.name.en, target.name.en || target.name.zh];
  if (isWorkedOut)
    list.error(`${path}.field`, `“${zh}”由系统计算，不能填充`, `“${en}” is worked out; it cannot be filled`);
  const kind = catalog.fieldTypes.kindOf(target);
  if (total === "count") {
    if (kind !== "number")
      list.error(path, `“${zh}”不是数值，放不下条数`, `“${en}” is no number; a count does not fit`);
    return;
  }
  if (from === undefined || from === "") {
    list.error(`${path}.from`, `请选择用什么填充“${zh}”`, `Choose what “${en}” is filled with`);
    return;
  }
  if (!checkFieldExists(`${path}.from`, { entity: action.entity, field: from }, catalog, list)) return;
  const given = kindOfField(catalog, action.entity, from);
  if (given === undefined || canFill(kind, given)) return;
  const source = fieldName(catalog, action.entity, from);
  list.error(
    path,
    `“${source.zh || source.en}”的类型和“${zh}”不同，不能填充`,
    `“${source.en || source.zh}” and “${en}” hold different kinds of values`,
  );
}
