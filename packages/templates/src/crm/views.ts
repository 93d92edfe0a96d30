import type { Expression } from "@mortise/expression";
import type { SortKey, ViewDocument } from "@mortise/metadata";

interface TableOptions {
  readonly filter?: Expression;
  readonly sort?: readonly SortKey[];
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

function table(
  id: string,
  entity: string,
  name: readonly [zh: string, en: string],
  columns: readonly string[],
  options: TableOptions = {},
): ViewDocument {
  return {
    kind: "view",
    id,
    version: 1,
    name: { zh: name[0], en: name[1] },
    entity,
    layout: "table",
    columns: columns.map((field) => ({ field })),
    sort: options.sort ?? NEWEST,
    ...(options.filter === undefined ? {} : { filter: options.filter }),
  };
}

function kanban(
  id: string,
  entity: string,
  name: readonly [zh: string, en: string],
  groupBy: string,
  columns: readonly string[],
): ViewDocument {
  return { ...table(id, entity, name, columns), layout: "kanban", groupBy };
}

const MINE: Expression = { "==": [{ var: "owner" }, { var: "$user" }] };

/** The shared views of the app. */
export const views: readonly ViewDocument[] = [
  table("lead_all", "lead", ["全部线索", "All leads"], LEAD_COLUMNS),
  table("lead_mine", "lead", ["我的线索", "My leads"], LEAD_COLUMNS, { filter: MINE }),
  table("lead_to_follow", "lead", ["待跟进", "To follow up"], LEAD_COLUMNS, {
    filter: { and: [MINE, { in: [{ var: "status" }, ["to_follow", "following"]] }] },
    sort: [{ field: "next_follow_at" }],
  }),
  table("lead_today", "lead", ["今日新增", "New today"], LEAD_COLUMNS, {
    filter: { inPeriod: [{ var: "created_at" }, "today"] },
  }),
  table(
    "lead_pool",
    "lead",
    ["公海", "Public pool"],
    ["name", "company", "mobile", "source", "region", "industry", "recycle_count", "created_at"],
    {
      filter: { and: [{ empty: [{ var: "owner" }] }, { "!=": [{ var: "status" }, "invalid"] }] },
    },
  ),
  kanban("lead_board", "lead", ["线索看板", "Lead board"], "status", ["name", "company", "source", "owner"]),
  table(
    "customer_all",
    "customer",
    ["全部客户", "All customers"],
    ["name", "grade", "industry", "region", "status", "phone", "owner", "created_at"],
  ),
  table(
    "contact_all",
    "contact",
    ["全部联系人", "All contacts"],
    ["name", "customer", "mobile", "title", "role", "decision_maker", "owner"],
  ),
  table(
    "opportunity_all",
    "opportunity",
    ["全部商机", "All opportunities"],
    ["name", "customer", "stage", "amount", "close_date", "owner", "created_at"],
  ),
  kanban("opportunity_board", "opportunity", ["商机看板", "Deal board"], "stage", [
    "name",
    "customer",
    "amount",
    "owner",
  ]),
  table(
    "quote_all",
    "quote",
    ["全部报价", "All quotes"],
    ["no", "opportunity", "customer", "total", "status", "valid_to", "owner", "created_at"],
  ),
  table(
    "followup_all",
    "followup",
    ["全部跟进", "All follow-ups"],
    ["content", "type", "lead", "customer", "opportunity", "next_at", "owner", "created_at"],
  ),
  table(
    "campaign_all",
    "campaign",
    ["全部活动", "All campaigns"],
    ["name", "channel", "budget", "cost", "start", "end", "owner"],
  ),
  table(
    "target_all",
    "target",
    ["全部目标", "All targets"],
    ["name", "metric", "person", "department", "month", "value"],
  ),
];
