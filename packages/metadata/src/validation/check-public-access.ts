import type { Catalog } from "../catalog.ts";
import type { FormDocument } from "../documents/form.ts";
import { allItems } from "../documents/form-item.ts";
import type { ProblemList } from "./problem.ts";

const HOST = /^(\*\.)?[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*(:\d{1,5})?$/i;

/** Checks when, by whom and how often a public form may be filled in. */
export function checkPublicAccess(form: FormDocument, catalog: Catalog, list: ProblemList): void {
  const { access } = form.public ?? {};
  if (!access) return;
  const { opensAt, closesAt, hosts = [] } = access;
  for (const [key, instant] of Object.entries({ opensAt, closesAt })) {
    if (instant === undefined || !Number.isNaN(Date.parse(instant))) continue;
    list.error(`public.access.${key}`, "请重新选择时间", "Choose the time again");
  }
  if (opensAt !== undefined && closesAt !== undefined && Date.parse(opensAt) >= Date.parse(closesAt)) {
    list.error(
      "public.access.closesAt",
      "截止时间要晚于开始时间",
      "The form has to close after it opens; choose a later time",
    );
  }
  for (const host of hosts.filter((one) => !HOST.test(one))) {
    list.error(
      "public.access.hosts",
      `“${host}”不是域名：请填 www.example.com 或 *.example.com`,
      `“${host}” is no host: write www.example.com or *.example.com`,
    );
  }
  checkPerson(form, catalog, list);
  checkVerified(form, list);
}

/** What is not asked for cannot be proved. */
function checkVerified(form: FormDocument, list: ProblemList): void {
  const placed = new Set(allItems(form.items).flatMap((item) => (item.type === "field" ? [item.field] : [])));
  if ((form.public?.access?.verify ?? []).every((field) => placed.has(field))) return;
  list.error(
    "public.access.verify",
    "需要验证码的字段已不在表单上，请重新选择",
    "A field that is proved by a code does not stand on the form any more; choose again",
  );
}

/** People are told apart by a question that everybody answers. */
function checkPerson(form: FormDocument, catalog: Catalog, list: ProblemList): void {
  const id = form.public?.access?.perPerson?.field;
  if (id === undefined) return;
  const item = allItems(form.items).find((one) => one.type === "field" && one.field === id);
  const field = catalog.find("entity", form.entity)?.fields.find((one) => one.id === id);
  const isRequired = field?.required === true || (item?.type === "field" && item.required === true);
  if (item && field && isRequired) return;
  list.error(
    "public.access.perPerson",
    "区分填写人的字段要在表单上且必填",
    "The field that tells people apart has to be on the form and required",
  );
}
