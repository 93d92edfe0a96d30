import { fieldStorage } from "../field-storage.ts";
import type { Catalog } from "../catalog.ts";
import type { FormDocument } from "../documents/form.ts";
import { allItems } from "../documents/form-item.ts";
import { type LinkSettings, offeredLinks } from "../documents/public-form.ts";
import { checkCondition, checkFieldExists, checkName, checkUniqueIds } from "./check-parts.ts";
import { checkPublicAccess } from "./check-public-access.ts";
import type { ProblemList } from "./problem.ts";
import { redirectProblem } from "../public-redirect.ts";

/** Checks how a form is offered to visitors: its first link, the further ones, and the addresses of them all. */
export function checkPublicForm(form: FormDocument, catalog: Catalog, list: ProblemList): void {
  if (!form.public) return;
  const { links = [], fills = [] } = form.public;
  const rules = new Map((catalog.find("entity", form.entity)?.rules ?? []).map((rule) => [rule.id, rule]));
  for (const id of fills) {
    if (rules.get(id)?.actions.some(({ type }) => type === "fill") === true) continue;
    list.error(
      "public.fills",
      "公开表单允许的数据联动规则已不存在，请重新选择",
      "A data linkage that the public form allows does not exist any more; choose again",
    );
  }
  checkAddressField(form, catalog, list);
  checkUniqueIds("public.links", links, list);
  checkLink("public", form.public, { form, catalog, list });
  for (const [index, link] of links.entries()) {
    checkName(`public.links.${index}.name`, link.name, list);
    checkLink(`public.links.${index}`, link, { form, catalog, list });
  }
  checkSlugs(form, catalog, list);
}

/** Addresses are kept in a text that records hold themselves. */
function checkAddressField(
  { entity, public: shared }: FormDocument,
  catalog: Catalog,
  list: ProblemList,
): void {
  const { addressField } = shared ?? {};
  if (addressField === undefined) return;
  const path = "public.addressField";
  checkFieldExists(path, { entity, field: addressField }, catalog, list);
  const field = catalog.field(entity, addressField);
  const isText = field && catalog.fieldTypes.kindOf(field) === "text";
  if (field && !(isText && fieldStorage(catalog, entity, field) === "column"))
    list.error(path, "访客的 IP 只能记到文本字段", "Addresses of visitors are kept in a field of text");
}

interface LinkPlace {
  readonly form: FormDocument;
  readonly catalog: Catalog;
  readonly list: ProblemList;
}

function checkLink(
  path: string,
  { parameters = {}, values = {}, access, editing, redirect }: LinkSettings,
  { form, catalog, list }: LinkPlace,
): void {
  const { entity } = form;
  for (const [parameter, field] of Object.entries(parameters))
    checkFieldExists(`${path}.parameters.${parameter}`, { entity, field }, catalog, list);
  for (const field of Object.keys(values))
    checkFieldExists(`${path}.values.${field}`, { entity, field }, catalog, list);
  if (access) checkPublicAccess(access, { path: `${path}.access`, form, catalog, list });
  checkCondition(`${path}.editing.while`, editing?.while, { entity, catalog }, list);
  const placed = allItems(form.items).flatMap((item) => (item.type === "field" ? [item.field] : []));
  const problem = redirect === undefined ? undefined : redirectProblem(redirect, new Set(placed));
  if (problem) list.error(`${path}.redirect`, problem.zh, problem.en);
}

/** Every address leads to one form, or to one query. */
function checkSlugs(form: FormDocument, catalog: Catalog, list: ProblemList): void {
  const own = form.public ? offeredLinks(form.public).map(({ slug }) => slug) : [];
  const others = catalog
    .all("form")
    .filter(({ id }) => id !== form.id)
    .flatMap(({ public: shared }) => (shared ? offeredLinks(shared).map(({ slug }) => slug) : []));
  for (const [index, slug] of own.entries()) {
    const isTaken = own.indexOf(slug) < index || others.includes(slug);
    const path = index === 0 ? "public.slug" : `public.links.${index - 1}.slug`;
    if (isTaken) list.error(path, "另一张公开表单用了同一个链接", "Another public form has the same link");
  }
}
