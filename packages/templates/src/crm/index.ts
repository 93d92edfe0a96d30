import type { Template } from "../template.ts";
import { dashboards } from "./dashboards/index.ts";
import { entities } from "./entities/index.ts";
import { flows } from "./flows/index.ts";
import { forms } from "./forms.ts";
import { menu } from "./menu.ts";
import { pages } from "./pages.ts";
import { leadPool } from "./pools.ts";
import { people, teams } from "./people.ts";
import { prints } from "./prints.ts";
import { roles } from "./roles.ts";
import { samples, today } from "./samples/index.ts";
import { views } from "./views.ts";

/** 线索与销售管理: leads, customers, deals, quotes. */
export const crm: Template = {
  id: "crm",
  name: { zh: "线索与销售管理", en: "Leads & sales" },
  description: {
    zh: "线索采集、自动分配、跟进提醒、公海、商机与报价审批、销售看板",
    en: "Lead capture, routing, follow-up reminders, public pool, deals, quote approval and dashboards",
  },
  documents: [
    {
      kind: "app",
      id: "crm",
      version: 1,
      name: { zh: "线索与销售管理", en: "Leads & sales" },
      icon: "lead",
      color: "#0f766e",
    },
    ...entities,
    ...forms,
    ...views,
    ...pages,
    ...prints,
    leadPool,
    ...flows,
    ...dashboards,
    ...roles,
    menu,
  ],
  teams,
  people,
  samples,
  today,
};
