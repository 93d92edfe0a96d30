import { checkExpression, type Scope } from "@mortise/expression";
import type { Catalog } from "../catalog.ts";
import { type EntityDocument, type FieldDefinition, RESERVED_FIELD_IDS } from "../documents/entity.ts";
import { checkCircles } from "./check-circles.ts";
import { fieldStorage } from "../field-storage.ts";
import type { CheckedPlace } from "./checked-place.ts";
import { checkDerivation } from "./check-derivation.ts";
import { checkEntityExists, checkExpressionAt, checkId, checkName, checkUniqueIds } from "./check-parts.ts";
import { checkRules } from "./check-rules.ts";
import type { ProblemList } from "./problem.ts";

/** PostgreSQL allows 1,600 columns in the life of a table; kept ones count. */
const MOST_FIELDS = 500;

/** Checks an entity: its fields, title, parent and child pairs, pool and timeline. */
export function checkEntity(entity: EntityDocument, catalog: Catalog, list: ProblemList): void {
  checkUniqueIds("fields", entity.fields, list);
  checkFieldNames(entity, list);
  entity.fields.forEach((field, index) => {
    if (!field.supplied) checkField(field, `fields.${index}`, { entity, catalog, list });
  });
  checkCircles(entity, catalog, list);
  if (entity.fields.length > MOST_FIELDS) {
    list.error("fields", `一个实体最多 ${MOST_FIELDS} 个字段`, `An entity has at most ${MOST_FIELDS} fields`);
  }
  checkTitle(entity, catalog, list);
  checkSearchFields(entity, list);
  checkUniqueRules(entity, catalog, list);
  checkRules({ entity, catalog, list });
  checkParent(entity, catalog, list);
  checkTimeline(entity, catalog, list);
  if (entity.pool && !entity.owned) {
    list.error("pool", "只有带负责人的实体才能启用公海", "Only entities with owners can have a public pool");
  }
}

function checkField(field: FieldDefinition, path: string, { entity, catalog, list }: CheckedPlace): void {
  const { fieldTypes } = catalog;
  checkId(`${path}.id`, field.id, list);
  if (RESERVED_FIELD_IDS.has(field.id)) {
    list.error(
      `${path}.id`,
      `“${field.id}”是系统保留的标识，请改成别的`,
      `“${field.id}” is reserved; choose another id`,
    );
  }
  checkName(`${path}.name`, field.name, list);
  if (!fieldTypes.has(field.type)) {
    list.error(`${path}.type`, `没有“${field.type}”这种字段类型`, `There is no field type “${field.type}”`);
    return;
  }
  for (const { zh, en } of fieldTypes.checkSettings(field)) list.error(`${path}.settings`, zh, en);
  if (field.unique && !fieldTypes.canBeUnique(field.type)) {
    list.error(`${path}.unique`, "这种类型的字段不能设为唯一", "Fields of this type cannot be unique");
  }
  const expected = fieldTypes.kindOf(field);
  if (expected === "secret" && (field.default ?? null) !== null)
    list.error(
      `${path}.default`,
      "加密文本不能设默认值：默认值会以明文保存在应用定义里",
      "A secret has no default value: it would stand in the definition for everybody who builds the app to read",
    );
  checkExpressionAt(`${path}.default`, field.default, defaultScope(catalog, entity), { expected, list });
  checkExpressionAt(`${path}.settings`, fieldTypes.expressionOf?.(field), catalog.queryScope(entity.id), {
    expected,
    // What no column holds is worked out by the database, which must know how.
    sql: fieldStorage(catalog, entity.id, field) === "computed",
    list,
  });
  checkCurrency(field, path, { entity, catalog, list });
  checkNamedFields(field, path, { entity, catalog, list });
  checkDerivation(field, path, { entity, catalog, list });
  checkTarget(field, path, { entity, catalog, list });
}

/** Fields of the same entity that settings name, of types whose expression or derivation does not name them too. */
function checkNamedFields(
  field: FieldDefinition,
  path: string,
  { entity, catalog: { fieldTypes }, list }: CheckedPlace,
): void {
  if (fieldTypes.expressionOf?.(field) !== undefined || fieldTypes.derivationOf?.(field)) return;
  for (const { id, kind, of, name, accepts } of fieldTypes.settingsOf?.(field.type) ?? []) {
    const named = field.settings?.[id];
    if (kind !== "field" || of !== undefined || typeof named !== "string" || named === "") continue;
    const other = entity.fields.find((one) => one.id === named);
    if (other && (accepts === undefined || accepts.includes(fieldTypes.kindOf(other)))) continue;
    list.error(
      `${path}.settings.${id}`,
      `“${name.zh}”指定的字段“${named}”不存在或类型不合适，请重新选择`,
      `The field “${named}” of “${name.en}” does not exist or is of another kind; choose again`,
    );
  }
}

/** A formula that says its currency must work one out in it. */
function checkCurrency(field: FieldDefinition, path: string, { entity, catalog, list }: CheckedPlace): void {
  const stated = catalog.fieldTypes.currencyOf?.(field);
  const expression = catalog.fieldTypes.expressionOf?.(field);
  if (stated === undefined || expression === undefined) return;
  const checked = checkExpression(expression, catalog.queryScope(entity.id));
  if (!checked.ok || checked.currency === undefined || checked.currency === stated) return;
  list.error(
    `${path}.settings.currency`,
    `公式算出来的是 ${checked.currency}，这里设的币种是 ${stated}；请改成一致，或用 折算 换成 ${stated}`,
    `The formula works out ${checked.currency}, but the currency set here is ${stated}; make them the same, or bring it to ${stated} with EXCHANGE`,
  );
}

/** Defaults are made before the record exists: they know who and when, nothing else. */
function defaultScope(catalog: Catalog, entity: EntityDocument): Scope {
  const scope = catalog.scope(entity.id);
  return { variable: (path) => (/^\$(?!old\.)/.test(path) ? scope.variable(path) : undefined) };
}

function checkTarget(field: FieldDefinition, path: string, { entity, catalog, list }: CheckedPlace): void {
  const target = catalog.fieldTypes.targetEntity(field);
  if (target === undefined || !checkEntityExists(`${path}.settings`, target, catalog, list)) return;
  if (catalog.fieldTypes.kindOf(field) !== "rows") return;
  const parent = catalog.find("entity", target)?.parent;
  if (parent?.entity !== entity.id || parent.field !== field.id) {
    list.error(
      `${path}.settings`,
      `子表的明细实体“${target}”不属于这个字段，请把它的上级设为当前实体和字段`,
      `The rows' entity “${target}” does not belong to this field; make this entity and field its parent`,
    );
  }
}

function checkFieldNames({ fields }: EntityDocument, list: ProblemList): void {
  const seen = new Set<string>();
  fields.forEach(({ name, supplied }, index) => {
    if (supplied) return;
    const text = name.zh || name.en;
    if (seen.has(text)) {
      list.warning(`fields.${index}.name`, `有多个字段都叫“${text}”`, `Several fields are called “${text}”`);
    }
    seen.add(text);
  });
}

function checkTitle(entity: EntityDocument, catalog: Catalog, list: ProblemList): void {
  const field = entity.fields.find(({ id }) => id === entity.titleField);
  if (!field || catalog.fieldTypes.kindOf(field) === "rows") {
    list.error("titleField", "请选择一个字段作为记录标题", "Choose the field that stands for the record");
  }
}

/** Kinds whose values have no simple equality. */
const NEVER_UNIQUE: ReadonlySet<string> = new Set([
  "rows",
  "files",
  "options",
  "users",
  "teams",
  "boolean",
  "secret",
  "null",
]);

function checkUniqueRules(entity: EntityDocument, { fieldTypes }: Catalog, list: ProblemList): void {
  const { uniqueRules = [], fields } = entity;
  checkUniqueIds("uniqueRules", uniqueRules, list);
  uniqueRules.forEach((rule, index) => {
    const path = `uniqueRules.${index}.fields`;
    if (new Set(rule.fields).size < rule.fields.length)
      list.error(path, "同一个字段选了两次", "A field is chosen twice");
    for (const id of rule.fields) {
      const field = fields.find((one) => one.id === id);
      if (!field) {
        list.error(path, `字段“${id}”不存在，请重新选择`, `Field “${id}” does not exist; choose again`);
      } else if (NEVER_UNIQUE.has(fieldTypes.kindOf(field) ?? "null")) {
        const [zh, en] = [field.name.zh || field.name.en, field.name.en || field.name.zh];
        list.error(path, `字段“${zh}”不能用来判断重复`, `Field “${en}” cannot tell records apart`);
      }
    }
  });
}

function checkSearchFields({ searchFields, fields }: EntityDocument, list: ProblemList): void {
  searchFields?.forEach((id, index) => {
    if (fields.some((field) => field.id === id)) return;
    list.error(
      `searchFields.${index}`,
      `可搜索字段“${id}”不存在，请取消选择`,
      `The searched field “${id}” does not exist; take it out`,
    );
  });
}

function checkParent(entity: EntityDocument, catalog: Catalog, list: ProblemList): void {
  const { parent } = entity;
  if (!parent || !checkEntityExists("parent.entity", parent.entity, catalog, list)) return;
  const field = catalog.field(parent.entity, parent.field);
  if (!field || catalog.fieldTypes.targetEntity(field) !== entity.id) {
    list.error(
      "parent.field",
      "上级实体里没有对应的子表字段，请在上级实体中添加子表，或取消所属关系",
      "The parent entity has no sub-table field for these rows; add it there or remove the parent",
    );
  }
}

function checkTimeline(entity: EntityDocument, catalog: Catalog, list: ProblemList): void {
  entity.timeline?.forEach((source, index) => {
    const path = `timeline.${index}`;
    if (!checkEntityExists(`${path}.entity`, source.entity, catalog, list)) return;
    const field = catalog.field(source.entity, source.field);
    if (!field || catalog.fieldTypes.targetEntity(field) !== entity.id) {
      list.error(
        `${path}.field`,
        "时间线的来源字段必须关联到当前实体",
        "The timeline's field must refer to this entity",
      );
    }
  });
}
