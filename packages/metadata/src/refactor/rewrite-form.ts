import type { FormDocument } from "../documents/form.ts";
import {
  allItems,
  type FormButtonAction,
  type FormItem,
  type FormLink,
  innerItems,
  withInnerItems,
} from "../documents/form-item.ts";
import type { PublicAccess } from "../documents/public-access.ts";
import type { LinkSettings, PublicFormSettings, PublicQuery } from "../documents/public-form.ts";
import { withFieldsRenamed } from "../public-redirect.ts";
import type { FieldRewrite, RewritePlace } from "./field-rewrite.ts";
import { rewriteExpression } from "./rewrite-expression.ts";
import { renameKeys } from "./rename-keys.ts";
import { rewriteAction } from "./rewrite-rule.ts";

/** A form with its fields under their new ids; a field that stands on it already is not placed twice. */
export function rewriteForm(form: FormDocument, place: RewritePlace, rewrite: FieldRewrite): FormDocument {
  const placed = new Set(allItems(form.items).flatMap((item) => (item.type === "field" ? [item.field] : [])));
  const rewritten = (item: FormItem): readonly FormItem[] => {
    const own = rewriteItem(item, place, rewrite);
    const isNew = own.type === "field" && item.type === "field" && own.field !== item.field;
    if (isNew && placed.has(own.field)) return [];
    return [withInnerItems(own, innerItems(item).flatMap(rewritten))];
  };
  const items = form.items.flatMap(rewritten);
  return {
    ...form,
    items,
    ...(form.public ? { public: rewritePublic(form.public, place, rewrite) } : {}),
    ...(form.publicQuery ? { publicQuery: rewriteQuery(form.publicQuery, place, rewrite) } : {}),
  };
}

function rewritePublic(
  shared: PublicFormSettings,
  place: RewritePlace,
  rewrite: FieldRewrite,
): PublicFormSettings {
  const links = shared.links?.map((link) => ({ ...link, ...rewriteLink(link, place, rewrite) }));
  const { addressField: old } = shared;
  return {
    ...shared,
    ...rewriteLink(shared, place, rewrite),
    ...(old === undefined ? {} : { addressField: rewrite.rename(place.entity, old) }),
    ...(links ? { links } : {}),
  };
}

/** What a link says about fields, under their new ids. */
function rewriteLink(
  { parameters, values, access, editing, redirect }: LinkSettings,
  place: RewritePlace,
  rewrite: FieldRewrite,
): LinkSettings {
  const rename = (field: string): string => rewrite.rename(place.entity, field);
  return {
    ...(parameters ? { parameters: mapValues(parameters, rename) } : {}),
    ...(values ? { values: renameKeys(values, rename) } : {}),
    ...(access ? { access: renamedAccess(access, rename) } : {}),
    ...(editing?.while === undefined
      ? {}
      : { editing: { ...editing, while: rewriteExpression(editing.while, place, rewrite) } }),
    ...(redirect === undefined ? {} : { redirect: withFieldsRenamed(redirect, rename) }),
  };
}

function rewriteQuery(query: PublicQuery, place: RewritePlace, rewrite: FieldRewrite): PublicQuery {
  const rename = (field: string): string => rewrite.rename(place.entity, field);
  const { by, show, filter } = query;
  return {
    ...query,
    by: by.map(rename),
    show: show.map((one) => ({ ...one, field: rename(one.field) })),
    ...(filter === undefined ? {} : { filter: rewriteExpression(filter, place, rewrite) }),
  };
}

/** One item with the fields that it names itself under their new ids; what stands in it stays as it is. */
export function rewriteItem(item: FormItem, place: RewritePlace, rewrite: FieldRewrite): FormItem {
  const rename = (field: string): string => rewrite.rename(place.entity, field);
  if (item.type === "field") return { ...item, field: rename(item.field) };
  if (item.type === "frame") return { ...item, ...renamedLink(item, rename) };
  if (item.type === "button") return { ...item, action: renamedAction(item.action, place, rewrite) };
  return item;
}

function renamedAccess(access: PublicAccess, rename: (field: string) => string): PublicAccess {
  const { perPerson, verify } = access;
  return {
    ...access,
    ...(verify ? { verify: verify.map(rename) } : {}),
    ...(perPerson?.field === undefined
      ? {}
      : { perPerson: { ...perPerson, field: rename(perPerson.field) } }),
  };
}

function renamedLink({ parameters }: FormLink, rename: (field: string) => string): Partial<FormLink> {
  return parameters ? { parameters: mapValues(parameters, rename) } : {};
}

function renamedAction(
  action: FormButtonAction,
  place: RewritePlace,
  rewrite: FieldRewrite,
): FormButtonAction {
  if (action.type === "link")
    return { ...action, ...renamedLink(action, (field) => rewrite.rename(place.entity, field)) };
  return { ...action, set: action.set.map((one) => rewriteAction(one, place, rewrite)) };
}

function mapValues<Value>(
  record: Readonly<Record<string, Value>>,
  change: (value: Value) => Value,
): Readonly<Record<string, Value>> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value)]));
}
