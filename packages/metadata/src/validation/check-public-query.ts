import { kindOfField } from "../available-fields.ts";
import type { Catalog } from "../catalog.ts";
import type { FormDocument } from "../documents/form.ts";
import { checkCondition, checkFieldExists } from "./check-parts.ts";
import { checkTimes } from "./check-public-access.ts";
import type { ProblemList } from "./problem.ts";

/** Checks the page on which visitors find records of a form's entity. */
export function checkPublicQuery(form: FormDocument, catalog: Catalog, list: ProblemList): void {
  const { entity, publicQuery } = form;
  if (!publicQuery) return;
  const { enabled, slug, by, show, filter, access } = publicQuery;
  for (const [index, field] of by.entries())
    checkFieldExists(`publicQuery.by.${index}`, { entity, field }, catalog, list);
  for (const [index, { field }] of show.entries())
    checkFieldExists(`publicQuery.show.${index}`, { entity, field }, catalog, list);
  const sealed = [...by, ...show.map(({ field }) => field)].find(
    (field) => kindOfField(catalog, entity, field) === "secret",
  );
  if (sealed !== undefined)
    list.error(
      "publicQuery.show",
      `加密字段“${sealed}”不能用于公开查询，请移除`,
      `The secret field “${sealed}” has no place in a public query; take it out`,
    );
  if (enabled && by.length === 0)
    list.error(
      "publicQuery.by",
      "公开查询至少要选一个访客需要知道的字段",
      "Choose at least one field that visitors of the public query have to know",
    );
  if (by.length === 1)
    list.warning(
      "publicQuery.by",
      "公开查询只凭一个字段就能查到记录：建议再加一个，如手机号加订单号",
      "The public query finds records by one field alone: better add another, such as mobile number and order number",
    );
  if (enabled && show.length === 0)
    list.error(
      "publicQuery.show",
      "请选择公开查询显示的字段",
      "Choose the fields that the public query shows",
    );
  checkCondition("publicQuery.filter", filter, { entity, catalog }, list);
  if (access) checkTimes(access, { path: "publicQuery.access", list });
  const isTaken = catalog.all("form").some((one) => one.id !== form.id && one.publicQuery?.slug === slug);
  if (isTaken)
    list.error("publicQuery.slug", "另一个公开查询用了同一个链接", "Another public query has the same link");
}
