import type { Expression } from "@mortise/expression";
import type { SortKey, ViewDocument } from "@mortise/metadata";

interface TableOptions {
  readonly filter?: Expression;
  readonly sort?: readonly SortKey[];
  readonly quickFilters?: readonly string[];
}

const NEWEST: readonly SortKey[] = [{ field: "created_at", descending: true }];
const LEAD_COLUMNS = [
  "name",
  "company",
  "mobile",
  "status",
  "source",
  "region",
  "industry",
  "owner",
  "est_amount",
  "last_follow_at",
  "created_at",
];

type Names = readonly [zh: string, en: string];

/** The shorthand for the views of one entity. */
function viewsOf(entity: string) {
  const table = (
    id: string,
    [zh, en]: Names,
    columns: readonly string[],
    options: TableOptions = {},
  ): ViewDocument => ({
    kind: "view",
    id,
    version: 1,
    name: { zh, en },
    entity,
    layout: "table",
    columns: columns.map((field) => ({ field })),
    sort: options.sort ?? NEWEST,
    ...(options.filter === undefined ? {} : { filter: options.filter }),
    ...(options.quickFilters ? { quickFilters: options.quickFilters } : {}),
  });
  const kanban = (id: string, name: Names, groupBy: string, columns: readonly string[]): ViewDocument => ({
    ...table(id, name, columns),
    layout: "kanban",
    groupBy,
  });
  return { table, kanban };
}

const MINE: Expression = { "==": [{ var: "owner" }, { var: "$user" }] };

const OPEN: Expression = { in: [{ var: "status" }, ["to_follow", "following"]] };

const lead = viewsOf("lead");
const opportunity = viewsOf("opportunity");
const quote = viewsOf("quote");
const contract = viewsOf("contract");
const plan = viewsOf("payment_plan");

const CONTRACT_COLUMNS = [
  "no",
  "name",
  "customer",
  "amount",
  "received",
  "unreceived",
  "status",
  "sign_date",
  "end_date",
  "owner",
];
const PLAN_COLUMNS = ["name", "contract", "due", "unreceived", "amount", "received", "customer", "owner"];
const IN_FORCE: Expression = { "==": [{ var: "status" }, "effective"] };
const UNPAID: Expression = { ">": [{ var: "unreceived" }, 0] };

/** The shared views of the app. */
export const views: readonly ViewDocument[] = [
  lead.table("lead_all", ["全部线索", "All leads"], LEAD_COLUMNS, {
    quickFilters: ["status", "source", "region", "owner", "created_at"],
  }),
  lead.table("lead_mine", ["我的线索", "My leads"], LEAD_COLUMNS, { filter: MINE }),
  lead.table("lead_to_follow", ["待跟进", "To follow up"], LEAD_COLUMNS, {
    filter: { and: [MINE, OPEN] },
    sort: [{ field: "next_follow_at" }],
  }),
  lead.table("lead_today", ["今日新增", "New today"], LEAD_COLUMNS, {
    filter: { inPeriod: [{ var: "created_at" }, "today"] },
  }),
  lead.table(
    "lead_pool",
    ["公海", "Public pool"],
    ["name", "company", "mobile", "source", "region", "industry", "recycle_count", "pooled_at"],
    {
      filter: { and: [{ empty: [{ var: "owner" }] }, { "!=": [{ var: "status" }, "invalid"] }] },
    },
  ),
  lead.table(
    "lead_recycling",
    ["即将回收", "Recycled soon"],
    ["name", "company", "mobile", "recycle_at", "recycle_rule", "status", "owner", "last_follow_at"],
    {
      filter: {
        and: [{ notEmpty: [{ var: "owner" }] }, { inPeriod: [{ var: "recycle_at" }, "next-n-days", 3] }],
      },
      sort: [{ field: "recycle_at" }],
    },
  ),
  lead.kanban("lead_board", ["线索看板", "Lead board"], "status", ["name", "company", "source", "owner"]),
  {
    ...lead.table("lead_calendar", ["跟进日历", "Follow-up calendar"], ["name", "company", "owner"]),
    layout: "calendar",
    dates: { start: "next_follow_at", colorBy: "status" },
    colors: [{ when: { and: [{ "<": [{ var: "next_follow_at" }, { var: "$now" }] }, OPEN] }, color: "red" }],
  },
  viewsOf("customer").table(
    "customer_all",
    ["全部客户", "All customers"],
    ["name", "grade", "industry", "region", "status", "phone", "owner", "created_at"],
  ),
  viewsOf("contact").table(
    "contact_all",
    ["全部联系人", "All contacts"],
    ["name", "customer", "mobile", "title", "role", "decision_maker", "owner"],
  ),
  opportunity.table(
    "opportunity_all",
    ["全部商机", "All opportunities"],
    ["name", "customer", "stage", "amount", "close_date", "owner", "created_at"],
    { quickFilters: ["stage", "amount", "close_date", "owner"] },
  ),
  opportunity.kanban("opportunity_board", ["商机看板", "Deal board"], "stage", [
    "name",
    "customer",
    "amount",
    "owner",
  ]),
  quote.table(
    "quote_all",
    ["全部报价", "All quotes"],
    ["no", "opportunity", "customer", "total", "status", "valid_to", "owner", "created_at"],
  ),
  contract.table("contract_all", ["全部合同", "All contracts"], CONTRACT_COLUMNS),
  contract.table("contract_expiring", ["合同到期", "Contracts that end"], CONTRACT_COLUMNS, {
    filter: { and: [IN_FORCE, { inPeriod: [{ var: "end_date" }, "next-n-days", 30] }] },
    sort: [{ field: "end_date" }],
  }),
  plan.table("payment_plan_all", ["全部回款计划", "All instalments"], PLAN_COLUMNS, {
    sort: [{ field: "due" }],
  }),
  plan.table("payment_plan_overdue", ["逾期回款", "Overdue"], PLAN_COLUMNS, {
    filter: { and: [UNPAID, { "<": [{ var: "due" }, { var: "$today" }] }] },
    sort: [{ field: "due" }],
  }),
  plan.table("payment_plan_next", ["未来 30 天应收", "Due in 30 days"], PLAN_COLUMNS, {
    filter: { and: [UNPAID, { inPeriod: [{ var: "due" }, "next-n-days", 30] }] },
    sort: [{ field: "due" }],
  }),
  {
    ...plan.table("payment_plan_calendar", ["回款日历", "Payment calendar"], ["name", "contract", "amount"]),
    layout: "calendar",
    dates: { start: "due", colorBy: "method" },
    colors: [{ when: { and: [UNPAID, { "<": [{ var: "due" }, { var: "$today" }] }] }, color: "red" }],
  },
  viewsOf("payment").table(
    "payment_all",
    ["全部回款", "All payments"],
    ["no", "contract", "customer", "plan", "date", "amount", "method", "status", "owner"],
    { sort: [{ field: "date", descending: true }] },
  ),
  viewsOf("invoice").table(
    "invoice_all",
    ["全部发票", "All invoices"],
    ["title", "contract", "type", "amount", "status", "invoice_no", "issued_on", "owner"],
  ),
  viewsOf("product").table(
    "product_all",
    ["全部产品", "All products"],
    ["code", "name", "category", "spec", "unit", "price", "cost", "status"],
    { sort: [{ field: "code" }] },
  ),
  viewsOf("followup").table(
    "followup_all",
    ["全部跟进", "All follow-ups"],
    ["content", "type", "lead", "customer", "opportunity", "next_at", "owner", "created_at"],
  ),
  viewsOf("campaign").table(
    "campaign_all",
    ["全部活动", "All campaigns"],
    ["name", "channel", "budget", "cost", "start", "end", "owner"],
  ),
  {
    ...viewsOf("campaign").table(
      "campaign_plan",
      ["活动排期", "Campaign plan"],
      ["name", "channel", "budget", "start", "end"],
    ),
    layout: "gantt",
    dates: { start: "start", end: "end", colorBy: "channel", scale: "week" },
    groupBy: "channel",
  },
  {
    ...viewsOf("campaign").table(
      "campaign_gallery",
      ["活动画廊", "Campaign gallery"],
      ["name", "channel", "budget", "start", "owner"],
    ),
    layout: "gallery",
    gallery: { cover: "poster" },
  },
  viewsOf("target").table(
    "target_all",
    ["全部目标", "All targets"],
    ["name", "metric", "person", "department", "month", "value"],
  ),
];
