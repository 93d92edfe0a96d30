import type { Expression } from "@mortise/expression";
import { board, card, COUNT, sum, within } from "./card.ts";

const WAITING: Expression = {
  and: [{ empty: [{ var: "owner" }] }, { "!=": [{ var: "status" }, "invalid"] }],
};
const HELD: Expression = {
  and: [{ notEmpty: [{ var: "owner" }] }, { in: [{ var: "status" }, ["to_follow", "following"]] }],
};

/** 公海: what waits to be claimed, what is about to come back, and who holds how much. */
export const poolBoard = board(
  "pool",
  ["公海", "Public pool"],
  [
    card("stock", "number", ["公海库存", "Waiting in the pool"], {
      place: [0, 0, 3, 3],
      entity: "lead",
      measures: [COUNT],
      filter: WAITING,
    }),
    card("pooled", "number", ["近 30 天进入公海", "Came into the pool in 30 days"], {
      place: [3, 0, 3, 3],
      entity: "lead",
      measures: [COUNT],
      filter: within("pooled_at", "last-n-days", 30),
    }),
    card("claimed", "number", ["近 30 天分配与领取", "Given and claimed in 30 days"], {
      place: [6, 0, 3, 3],
      entity: "lead",
      measures: [COUNT],
      filter: { and: [{ notEmpty: [{ var: "owner" }] }, within("assigned_at", "last-n-days", 30)] },
    }),
    card("soon", "number", ["3 天内将被回收", "Taken back within 3 days"], {
      place: [9, 0, 3, 3],
      entity: "lead",
      measures: [COUNT],
      filter: { and: [{ notEmpty: [{ var: "owner" }] }, within("recycle_at", "next-n-days", 3)] },
    }),
    card("by_source", "bar", ["公海线索的来源", "Waiting leads by source"], {
      place: [0, 3, 6, 8],
      entity: "lead",
      dimensions: [{ field: "source" }],
      measures: [COUNT],
      filter: WAITING,
      sort: [{ field: "count", descending: true }],
      settings: { labels: true },
    }),
    card("by_region", "word-cloud", ["公海线索的地区", "Waiting leads by region"], {
      place: [6, 3, 6, 8],
      entity: "lead",
      dimensions: [{ field: "region", level: 4 }],
      measures: [COUNT],
      filter: WAITING,
    }),
    card("held", "pivot", ["各人持有的线索", "Leads held by person"], {
      place: [0, 11, 6, 8],
      entity: "lead",
      dimensions: [{ field: "owner" }],
      columns: [{ field: "status" }],
      totals: true,
      measures: [COUNT],
      filter: HELD,
      settings: { cells: "bars" },
    }),
    card("recycled", "ranking", ["被回收次数（按负责人）", "Times taken back by person"], {
      place: [6, 11, 6, 4],
      entity: "lead",
      dimensions: [{ field: "owner" }],
      measures: [sum("recycled", "recycle_count", ["回收次数", "Times taken back"]), COUNT],
      filter: { ">": [{ var: "recycle_count" }, 0] },
      sort: [{ field: "recycled", descending: true }],
    }),
    card("age", "line", ["公海线索的创建时间", "Waiting leads by week of creation"], {
      place: [6, 15, 6, 4],
      entity: "lead",
      dimensions: [{ field: "created_at", grain: "week" }],
      measures: [COUNT],
      filter: WAITING,
    }),
  ],
  {
    contents: [
      {
        id: "waiting",
        type: "records",
        title: { zh: "可以领取的线索", en: "Leads to claim" },
        view: "lead_pool",
        layout: { x: 0, y: 19, w: 12, h: 8 },
      },
    ],
  },
);
