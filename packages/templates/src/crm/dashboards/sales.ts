import type { DashboardDocument } from "@mortise/metadata";
import { AMOUNT, card, CONVERTED, COUNT, OPEN_DEAL as OPEN, WON_DEAL as WON } from "./card.ts";

/** 销售总览: the page the sales director opens in the morning. */
export const salesDashboard: DashboardDocument = {
  kind: "dashboard",
  id: "sales",
  version: 1,
  name: { zh: "销售总览", en: "Sales overview" },
  cards: [
    card("new_leads", "number", ["本月新增线索", "New leads this month"], {
      place: [0, 0, 3, 3],
      entity: "lead",
      dimensions: [],
      measures: [COUNT],
      filter: { inPeriod: [{ var: "created_at" }, "this-month"] },
    }),
    card("conversion", "number", ["线索转化率", "Lead conversion"], {
      place: [3, 0, 3, 3],
      entity: "lead",
      dimensions: [],
      measures: [CONVERTED, COUNT],
      settings: { show: "ratio" },
    }),
    card("open_amount", "number", ["在谈商机金额", "Open pipeline"], {
      place: [6, 0, 3, 3],
      entity: "opportunity",
      dimensions: [],
      measures: [AMOUNT],
      filter: OPEN,
    }),
    card("won_amount", "number", ["本月赢单金额", "Won this month"], {
      place: [9, 0, 3, 3],
      entity: "opportunity",
      dimensions: [],
      measures: [AMOUNT],
      filter: { and: [WON, { inPeriod: [{ var: "won_at" }, "this-month"] }] },
    }),
    card("funnel", "funnel", ["商机漏斗", "Deal funnel"], {
      place: [0, 3, 6, 8],
      entity: "opportunity",
      dimensions: [{ field: "stage" }],
      measures: [COUNT, AMOUNT],
      settings: { mode: "reached" },
    }),
    card("by_source", "bar", ["各来源线索与转化", "Leads and conversion by source"], {
      place: [6, 3, 6, 8],
      entity: "lead",
      dimensions: [{ field: "source" }],
      measures: [COUNT, CONVERTED],
      sort: [{ field: "count", descending: true }],
      limit: 12,
      settings: { rate: true },
    }),
    card("monthly", "line", ["每月赢单金额", "Won amount by month"], {
      place: [0, 11, 6, 7],
      entity: "opportunity",
      dimensions: [{ field: "won_at", grain: "month" }],
      measures: [AMOUNT],
      filter: WON,
    }),
    card("ranking", "ranking", ["销售业绩排行", "Ranking by salesperson"], {
      place: [6, 11, 6, 7],
      entity: "opportunity",
      dimensions: [{ field: "owner" }],
      measures: [AMOUNT, COUNT],
      filter: WON,
      sort: [{ field: "amount", descending: true }],
      limit: 10,
    }),
    card("by_region", "bar", ["各地区线索", "Leads by region"], {
      place: [0, 18, 12, 7],
      entity: "lead",
      dimensions: [{ field: "region", level: 4 }],
      measures: [COUNT],
      sort: [{ field: "count", descending: true }],
      limit: 20,
    }),
  ],
};
