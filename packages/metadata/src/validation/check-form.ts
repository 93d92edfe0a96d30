import type { Catalog } from "../catalog.ts";
import type { FormDocument } from "../documents/form.ts";
import { type FormFieldItem, type FormItem, innerItems } from "../documents/form-item.ts";
import { checkEntityExists, checkFieldExists } from "./check-parts.ts";
import { checkFormItem } from "./check-form-item.ts";
import { checkPublicForm } from "./check-public-form.ts";
import { checkPublicQuery } from "./check-public-query.ts";
import type { ProblemList } from "./problem.ts";

/** One item of a form with the path that leads to it. */
interface PlacedItem {
  readonly item: FormItem;
  readonly path: string;
}

/** Checks a form: its fields, the ids of its items, and what a public form presets. */
export function checkForm(form: FormDocument, catalog: Catalog, list: ProblemList): void {
  const entity = catalog.find("entity", form.entity);
  if (!checkEntityExists("entity", form.entity, catalog, list) || !entity) return;
  const placed = placeItems(form.items, "items");
  checkItemIds(placed, list);
  for (const { item, path } of placed) checkFormItem(item, path, { entity, catalog, list });
  const fields = placed.flatMap(({ item, path }) => (item.type === "field" ? [{ item, path }] : []));
  for (const { item, path } of fields) {
    checkFieldExists(`${path}.field`, { entity: form.entity, field: item.field, rows: true }, catalog, list);
  }
  checkPlacedTwice(fields, list);
  checkRequired(
    form,
    fields.map(({ item }) => item.field),
    catalog,
    list,
  );
  checkPublicForm(form, catalog, list);
  checkPublicQuery(form, catalog, list);
}

function placeItems(items: readonly FormItem[], path: string): readonly PlacedItem[] {
  return items.flatMap((item, index) => {
    const own = `${path}.${index}`;
    return [{ item, path: own }, ...placeItems(innerItems(item), `${own}.items`)];
  });
}

function checkItemIds(placed: readonly PlacedItem[], list: ProblemList): void {
  const seen = new Set<string>();
  for (const { item, path } of placed) {
    if (seen.has(item.id))
      list.error(`${path}.id`, "表单项的标识重复", "Two items of the form have the same id");
    seen.add(item.id);
  }
}

function checkPlacedTwice(
  fields: readonly { readonly item: FormFieldItem; readonly path: string }[],
  list: ProblemList,
): void {
  const seen = new Set<string>();
  for (const { item, path } of fields) {
    if (seen.has(item.field)) {
      list.error(
        `${path}.field`,
        `字段“${item.field}”在表单上出现了两次`,
        `The field “${item.field}” stands on the form twice`,
      );
    }
    seen.add(item.field);
  }
}

/** A required field that can be filled in nowhere makes every submission fail. */
function checkRequired(
  form: FormDocument,
  placed: readonly string[],
  catalog: Catalog,
  list: ProblemList,
): void {
  const given = new Set([
    ...placed,
    ...Object.keys(form.public?.values ?? {}),
    ...Object.values(form.public?.parameters ?? {}),
    ...(form.public?.links ?? []).flatMap(({ values = {}, parameters = {} }) => [
      ...Object.keys(values),
      ...Object.values(parameters),
    ]),
  ]);
  for (const field of catalog.find("entity", form.entity)?.fields ?? []) {
    if (!field.required || field.readOnly || field.default !== undefined || given.has(field.id)) continue;
    list.warning(
      "items",
      `必填字段“${field.name.zh || field.name.en}”不在表单上，用这张表单无法新建记录`,
      `The required field “${field.name.en || field.name.zh}” is not on the form: no record can be created with it`,
    );
  }
}
