import { fieldType, hasRules } from "@mortise/fields";
import { type ErrorDetail, type LocalizedText, sameText } from "@mortise/kit";
import type { EntityDocument, FieldDefinition } from "@mortise/metadata";
import { type Actor, type Store, type UniqueForm, uniqueForms } from "@mortise/store";
import { importNotAllowed, importPlanInvalid } from "../../errors.ts";
import { importFields, numberFields } from "../../model/import/import-fields.ts";
import type { ImportPlan } from "../../model/import/import-plan.ts";
import { type FormLogic, formLogic } from "../../model/logic/form-logic.ts";

/** A column of the file with the field it fills. */
export interface MappedColumn {
  readonly column: number;
  readonly field: FieldDefinition;
}

/** The entity that rows go to, with the fields that the plan speaks of. */
export interface ImportTarget {
  readonly entity: EntityDocument;
  readonly columns: readonly MappedColumn[];
  readonly keys: readonly FieldDefinition[];
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
  const fields = new Map([...importFields(entity), ...numbers].map((field) => [field.id, field]));
  const problems: ErrorDetail[] = [];
  const columns = plan.mapping.flatMap(({ column, field: id }, index): MappedColumn[] => {
    if (id === null) return [];
    const field = fields.get(id);
    if (!field) problems.push({ path: `mapping.${index}`, message: unknownField(id) });
    else if (plan.mapping.findIndex((other) => other.field === id) !== index)
      problems.push({ path: `mapping.${index}`, message: repeatedField(field) });
    // A number says which record a row is, or nothing.
    const isLeftOut = !field || (numbers.includes(field) && !plan.keys.includes(field.id));
    return isLeftOut ? [] : [{ column, field }];
  });
  const keys = plan.keys.flatMap((id, index) => {
    const mapped = columns.find(({ field }) => field.id === id)?.field;
    if (!mapped || !isKeyField(mapped))
      problems.push({ path: `keys.${index}`, message: unmappedKey(id, fields) });
    return mapped ? [mapped] : [];
  });
  if (columns.length === 0) problems.push({ path: "mapping", message: nothingMapped });
  if (problems.length > 0) throw importPlanInvalid({}, { details: problems });
  const forms = uniqueForms(entity, plan.keys, fieldType);
  const logic = formLogic(entity, catalog);
  return {
    entity,
    columns,
    keys,
    ...(hasRules(logic.record) ? { logic } : {}),
    ...(forms ? { forms } : {}),
  };
}

/** Whether records can be told apart by the field: single values, no lists and files. */
function isKeyField(field: FieldDefinition): boolean {
  const type = fieldType(field.type);
  const column = type.column(field)?.type ?? "";
  return column !== "" && !column.endsWith("[]") && column !== "jsonb";
}

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
