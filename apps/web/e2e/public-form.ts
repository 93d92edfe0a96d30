import { routes } from "@mortise/contract";
import type { FormDocument, OpenHours, PublicFormSettings, PublicQuery } from "@mortise/metadata";
import type { DemoCompany } from "./demo-company.ts";
import type { Person } from "./person.ts";

const crm = { app: "crm" };
/** Where the sample company's public form is. */
export const WEBSITE_FORM = "/f/website-lead";

/** Changes the settings of the sample company's public form in force, and its public query; answers the form's id. */
export async function publishPublic(
  company: DemoCompany,
  changes: Partial<PublicFormSettings>,
  publicQuery?: PublicQuery,
): Promise<string> {
  const ops = await company.api("ops");
  const { base, documents } = await ops.call(routes.getDraft, { params: crm });
  const isForm = (one: { readonly kind: string }): one is FormDocument => one.kind === "form";
  const found = documents.find(
    ({ document }) => isForm(document) && document.public?.slug === "website-lead",
  );
  if (!found || !isForm(found.document) || !found.document.public) throw new TypeError("the form is there");
  const document = {
    ...found.document,
    public: { ...found.document.public, ...changes },
    ...(publicQuery ? { publicQuery } : {}),
  };
  await ops.call(routes.saveDraft, {
    params: crm,
    body: { documents: [{ document, revision: found.revision }] },
  });
  await ops.call(routes.publish, { params: crm, body: { base } });
  return document.id;
}

const HOUR_MS = 3_600_000;
/** How far the company's clock is ahead of the world's. */
const AHEAD_HOURS = 8;

/** Opening hours of every day that are over by now. */
export function lastHour(): OpenHours {
  const clock = (hours: number) =>
    new Date(Date.now() + (AHEAD_HOURS + hours) * HOUR_MS)
      .toISOString()
      .slice("2026-11-22T".length, "2026-11-22T09:00".length);
  return { days: [1, 2, 3, 4, 5, 6, 7], from: clock(-2), to: clock(-1) };
}

/** Fills in what the sample company's public form asks for. */
export async function fillIn({ page }: Person, name: string, mobile: string): Promise<void> {
  await page.getByLabel(/姓名|^Name/).fill(name);
  await page.getByLabel(/手机|Mobile/).fill(mobile);
  await page.getByLabel(/省 \/ 直辖市|Province/).selectOption({ index: 1 });
}

/** How many leads have that name. */
export async function countLeads(company: DemoCompany, name: string): Promise<number> {
  return (await leadsNamed(company, name)).length;
}

/** The id of the lead with that name. */
export async function leadNamed(company: DemoCompany, name: string): Promise<string> {
  const [lead] = await leadsNamed(company, name);
  if (!lead) throw new TypeError(`there is no lead ${name}`);
  return lead.id;
}

async function leadsNamed(company: DemoCompany, name: string) {
  const admin = await company.api("admin");
  const filter = { "==": [{ var: "name" }, name] };
  const params = { ...crm, entity: "lead" };
  return (await admin.call(routes.queryRecords, { params, body: { filter } })).items;
}
