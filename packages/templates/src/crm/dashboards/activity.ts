import { board, card, count, COUNT, metric, within } from "./card.ts";

const VISITS = { "==": [{ var: "type" }, "visit"] };
const BY_MONTH = { field: "created_at", period: "month", with: ["previous"] } as const;

/** 行为: who calls and visits, how fast leads are answered, and what waits too long. */
export const activityBoard = board(
  "activity",
  ["行为", "Activity"],
  [
    card("followups", "number", ["本月跟进次数", "Follow-ups this month"], {
      place: [0, 0, 3, 3],
      entity: "followup",
      measures: [COUNT],
      compare: BY_MONTH,
    }),
    card("visits", "number", ["本月上门拜访", "Visits this month"], {
      place: [3, 0, 3, 3],
      entity: "followup",
      measures: [COUNT],
      filter: VISITS,
      compare: BY_MONTH,
    }),
    card("response", "number", ["首次响应时间（中位数）", "Response time (median)"], {
      place: [6, 0, 3, 3],
      entity: "lead",
      measures: [metric("response_time", "first_follow_at")],
    }),
    card("late", "number", ["超过 24 小时未跟进", "Not followed up for 24 hours"], {
      place: [9, 0, 3, 3],
      entity: "lead",
      measures: [COUNT],
      filter: {
        and: [
          { "==": [{ var: "status" }, "to_follow"] },
          { empty: [{ var: "first_follow_at" }] },
          { "!": [within("assigned_at", "last-n-days", 1)] },
        ],
      },
    }),
    card("by_type", "bar", ["各人跟进方式", "Follow-ups by person and kind"], {
      place: [0, 3, 7, 8],
      entity: "followup",
      dimensions: [{ field: "owner" }, { field: "type" }],
      measures: [COUNT],
      settings: { stack: "stacked", horizontal: true, labels: true },
    }),
    card("ranking", "ranking", ["跟进排行", "Ranking by follow-ups"], {
      place: [7, 3, 5, 8],
      entity: "followup",
      dimensions: [{ field: "owner" }],
      measures: [
        COUNT,
        { id: "leads", name: { zh: "覆盖线索", en: "Leads" }, function: "countDistinct", field: "lead" },
        count("visits", ["拜访", "Visits"], VISITS),
      ],
      sort: [{ field: "count", descending: true }],
      limit: 10,
    }),
    card("days", "calendar", ["每天跟进次数", "Follow-ups by day"], {
      place: [0, 11, 12, 5],
      entity: "followup",
      dimensions: [{ field: "created_at", grain: "day" }],
      measures: [COUNT],
    }),
    card("response_by_person", "bar", ["各人首次响应时间", "Response time by person"], {
      place: [0, 16, 6, 8],
      entity: "lead",
      dimensions: [{ field: "owner" }],
      measures: [metric("response_time", "first_follow_at")],
      filter: { notEmpty: [{ var: "first_follow_at" }] },
      settings: { horizontal: true, labels: true },
    }),
    card("kinds", "radar", ["跟进方式与有效沟通", "Kinds of follow-up, and which reached people"], {
      place: [6, 16, 6, 8],
      entity: "followup",
      dimensions: [{ field: "type" }],
      measures: [COUNT, count("effective", ["有效沟通", "Reached"], { "==": [{ var: "effective" }, true] })],
    }),
  ],
);
