import type { Catalog } from "../catalog.ts";
import type { FormDocument } from "../documents/form.ts";
import { allItems } from "../documents/form-item.ts";
import type { PublicAccess } from "../documents/public-access.ts";
import { isFrameHost } from "./frame-host.ts";
import type { ProblemList } from "./problem.ts";

/** Where limits stand, and what the form and its entity are. */
export interface AccessPlace {
  readonly path: string;
  readonly form: FormDocument;
  readonly catalog: Catalog;
  readonly list: ProblemList;
}

/** Checks when, by whom and how often a public form may be filled in. */
export function checkPublicAccess(access: PublicAccess, place: AccessPlace): void {
  const { path, list } = place;
  checkTimes(access, place);
  for (const host of (access.hosts ?? []).filter((one) => !isFrameHost(one))) {
    list.error(
      `${path}.hosts`,
      `“${host}”不是域名：请填 www.example.com 或 *.example.com`,
      `“${host}” is no host: write www.example.com or *.example.com`,
    );
  }
  checkPerson(access, place);
  checkVerified(access, place);
}

/** Checks when something is open to visitors. */
export function checkTimes(
  { opensAt, closesAt, windows }: Pick<PublicAccess, "opensAt" | "closesAt" | "windows">,
  { path, list }: Pick<AccessPlace, "path" | "list">,
): void {
  for (const [key, instant] of Object.entries({ opensAt, closesAt })) {
    if (instant === undefined || !Number.isNaN(Date.parse(instant))) continue;
    list.error(`${path}.${key}`, "请重新选择时间", "Choose the time again");
  }
  if (opensAt !== undefined && closesAt !== undefined && Date.parse(opensAt) >= Date.parse(closesAt)) {
    list.error(
      `${path}.closesAt`,
      "截止时间要晚于开始时间",
      "The form has to close after it opens; choose a later time",
    );
  }
  if (windows !== undefined && windows.some(({ days }) => days.length === 0)) {
    list.error(
      `${path}.windows`,
      "每个开放时段至少选一天",
      "Choose at least one day for each of the opening hours",
    );
  }
}

/** What is not asked for cannot be proved. */
function checkVerified({ verify = [] }: PublicAccess, { path, form, list }: AccessPlace): void {
  const placed = new Set(allItems(form.items).flatMap((item) => (item.type === "field" ? [item.field] : [])));
  if (verify.every((field) => placed.has(field))) return;
  list.error(
    `${path}.verify`,
    "需要验证码的字段已不在表单上，请重新选择",
    "A field that is proved by a code does not stand on the form any more; choose again",
  );
}

/** People are told apart by a question that everybody answers. */
function checkPerson({ perPerson }: PublicAccess, { path, form, catalog, list }: AccessPlace): void {
  const id = perPerson?.field;
  if (id === undefined) return;
  const item = allItems(form.items).find((one) => one.type === "field" && one.field === id);
  const field = catalog.find("entity", form.entity)?.fields.find((one) => one.id === id);
  const isRequired = field?.required === true || (item?.type === "field" && item.required === true);
  if (item && field && isRequired) return;
  list.error(
    `${path}.perPerson`,
    "区分填写人的字段要在表单上且必填",
    "The field that tells people apart has to be on the form and required",
  );
}
