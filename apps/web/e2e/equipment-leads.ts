import { routes } from "@mortise/contract";
import type { Story } from "./story.ts";

/** Leads of 装备制造 that another system sends; the routing gives them to 王强. Answers their ids. */
export async function equipmentLeads(story: Story, ...names: readonly string[]): Promise<readonly string[]> {
  const api = await story.company.system("ops");
  const rows = names.map((name) => ({
    name,
    company: `${name}公司`,
    source: "expo",
    industry: "equipment",
    region: "3701",
  }));
  const { records } = await api.call(routes.createRecords, {
    params: { app: "crm", entity: "lead" },
    body: { rows },
  });
  return records.map((record) => record.id);
}
