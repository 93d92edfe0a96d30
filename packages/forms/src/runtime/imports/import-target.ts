import { fieldType, hasRules } from "@mortise/fields";
import { type ErrorDetail, type LocalizedText, sameText } from "@mortise/kit";
import type { Catalog, EntityDocument, FieldDefinition } from "@mortise/metadata";
import { type Actor, type Store, type UniqueForm, uniqueForms } from "@mortise/store";
import { importNotAllowed, importPlanInvalid } from "../../errors.ts";
import { type ChildField, childFields } from "../../model/import/child-fields.ts";
import { fileFields, importFields, numberFields } from "../../model/import/import-fields.ts";
import type { ImportPlan } from "../../model/import/import-plan.ts";
import { type FormLogic, formLogic } from "../../model/logic/form-logic.ts";

/** A column of the file with the field it fills. */
export interface MappedColumn {
  readonly column: number;
  readonly field: FieldDefinition;
}

/** Columns of the file that fill child rows. */
export interface ChildTarget {
  readonly subTable: FieldDefinition;
  readonly columns: readonly MappedColumn[];
  /** Fields without which no row is taken. */
  readonly required: readonly FieldDefinition[];
  /** The sheet on which the rows stand, when they do not stand beside their records. */
  readonly sheet?: number;
}

/** The entity that rows go to, with the fields that the plan speaks of. */
export interface ImportTarget {
  readonly entity: EntityDocument;
  readonly columns: readonly MappedColumn[];
  readonly keys: readonly FieldDefinition[];
  readonly children: readonly ChildTarget[];
  /** The rules of the entity, ready to run; absent when it has none. */
  readonly logic?: FormLogic;
  /** How a unique rule over the keys compares them; absent when there is none. */
  readonly forms?: ReadonlyMap<string, UniqueForm>;
}

/** Checks a plan against the release in force and the actor's rights; FORM_IMPORT_PLAN_INVALID names what does not fit. */
export function importTarget(store: Store, actor: Actor, app: string, plan: ImportPlan): ImportTarget {
  const { catalog } = store.releases.current(app);
  const entity = catalog.find("entity", plan.entity);
  if (!entity || !store.records.permissionSummary(actor, app, plan.entity).import) throw importNotAllowed();
  const numbers = numberFields(entity);
  const fields = new Map(
    [...importFields(entity), ...fileFields(entity), ...numbers].map((field) => [field.id, field]),
  );
  const below = new Map(childFields(entity, catalog).map((child) => [child.id, child]));
  const problems: ErrorDetail[] = [];
  const columns = plan.mapping.flatMap(({ column, field: id }, index): MappedColumn[] => {
    if (id === null) return [];
    const field = fields.get(id) ?? below.get(id)?.named;
    if (!field) problems.push({ path: `mapping.${index}`, message: unknownField(id) });
    else if (plan.mapping.findIndex((other) => other.field === id) !== index)
      problems.push({ path: `mapping.${index}`, message: repeatedField(field) });
    // A number says which record a row is, or nothing.
    const isLeftOut = !field || below.has(id) || (numbers.includes(field) && !plan.keys.includes(field.id));
    return isLeftOut ? [] : [{ column, field }];
  });
  const keys = plan.keys.flatMap((id, index) => {
    const mapped = columns.find(({ field }) => field.id === id)?.field;
    if (!mapped || !isKeyField(mapped))
      problems.push({ path: `keys.${index}`, message: unmappedKey(id, fields) });
    return mapped ? [mapped] : [];
  });
  const beside = childTargets(plan.mapping, [...below.values()], catalog);
  const children = [
    ...beside,
    ...(plan.childSheets ?? []).flatMap(({ subTable, sheet, mapping }, index) => {
      const own = [...below.values()].filter((child) => child.subTable.id === subTable);
      const [target] = childTargets(mapping, own, catalog);
      const isTaken =
        sheet === plan.sheet ||
        beside.some((other) => other.subTable.id === subTable) ||
        plan.childSheets?.findIndex((other) => other.subTable === subTable) !== index;
      if (!target || isTaken) problems.push({ path: `childSheets.${index}`, message: badChildSheet });
      return target ? [{ ...target, sheet }] : [];
    }),
  ];
  if (columns.length === 0) problems.push({ path: "mapping", message: nothingMapped });
  if (problems.length > 0) throw importPlanInvalid({}, { details: problems });
  const forms = uniqueForms(entity, plan.keys, fieldType);
  const logic = formLogic(entity, catalog);
  return {
    entity,
    columns,
    keys,
    children,
    ...(hasRules(logic.record) ? { logic } : {}),
    ...(forms ? { forms } : {}),
  };
}

function childTargets(
  mapping: ImportPlan["mapping"],
  below: readonly ChildField[],
  catalog: Catalog,
): readonly ChildTarget[] {
  const mapped = mapping.flatMap(({ column, field: id }) => {
    const child = below.find((one) => one.id === id);
    return child ? [{ column, child }] : [];
  });
  return [...Map.groupBy(mapped, ({ child }) => child.subTable).entries()].map(([subTable, own]) => {
    const entity = catalog.find("entity", fieldType(subTable.type).targetEntity?.(subTable) ?? "");
    return {
      subTable,
      columns: own.map(({ column, child }) => ({ column, field: child.field })),
      required: (entity?.fields ?? []).filter(
        ({ required, readOnly, default: value }) =>
          required === true && readOnly !== true && value === undefined,
      ),
    };
  });
}

/** Whether records can be told apart by the field: single values, no lists and files. */
function isKeyField(field: FieldDefinition): boolean {
  const type = fieldType(field.type);
  const column = type.column(field)?.type ?? "";
  return column !== "" && !column.endsWith("[]") && column !== "jsonb";
}

const badChildSheet: LocalizedText = {
  zh: "明细表的设置有误：每个明细只能来自一处，且至少要匹配一列",
  en: "A sheet of child rows does not fit: each sub-table comes from one place, with at least one column of its own",
};

const nothingMapped: LocalizedText = {
  zh: "请至少为一列选择字段",
  en: "Choose a field for at least one column",
};

function unknownField(id: string): LocalizedText {
  return { zh: `字段“${id}”不存在或不能导入`, en: `Field “${id}” does not exist or cannot be imported` };
}

function repeatedField(field: FieldDefinition): LocalizedText {
  return {
    zh: `“${field.name.zh}”被映射了两次`,
    en: `“${field.name.en || field.name.zh}” is filled by two columns`,
  };
}

function unmappedKey(id: string, fields: ReadonlyMap<string, FieldDefinition>): LocalizedText {
  const name = fields.get(id)?.name ?? sameText(id);
  return {
    zh: `判重字段“${name.zh}”需要有对应的列，且为单值字段`,
    en: `“${name.en || name.zh}” needs a column of its own, with single values, to recognise records by`,
  };
}
