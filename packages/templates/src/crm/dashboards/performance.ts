import type { MeasureTarget } from "@mortise/metadata";
import { AMOUNT, board, card, CONFIRMED, COUNT, SIGNED, sum, within } from "./card.ts";

const SIGNED_AMOUNT = { ...AMOUNT, id: "signed", name: { zh: "签约额", en: "Signed" } };
const GOAL: MeasureTarget = {
  entity: "target",
  field: "value",
  filter: { "==": [{ var: "metric" }, "won_amount"] },
  by: { owner: "person", sign_date: "month" },
};
const RECEIVED = sum("received", "amount", ["回款额", "Received"]);
const BY_MONTH = { field: "sign_date", period: "month" } as const;

/** 业绩: signed and received, against targets and other periods, and who is ahead. */
export const performanceBoard = board(
  "performance",
  ["业绩", "Performance"],
  [
    card("signed_month", "number", ["本月签约额", "Signed this month"], {
      place: [0, 0, 3, 4],
      entity: "contract",
      measures: [{ ...SIGNED_AMOUNT, target: GOAL }],
      filter: SIGNED,
      compare: { ...BY_MONTH, with: ["previous", "lastYear"] },
    }),
    card("received_month", "number", ["本月回款额", "Received this month"], {
      place: [3, 0, 3, 4],
      entity: "payment",
      measures: [RECEIVED],
      filter: CONFIRMED,
      compare: { field: "date", period: "month", with: ["previous", "lastYear"] },
    }),
    card("signed_trend", "number", ["签约额走势", "Signed by month"], {
      place: [6, 0, 3, 4],
      entity: "contract",
      dimensions: [{ field: "sign_date", grain: "month" }],
      measures: [SIGNED_AMOUNT],
      filter: SIGNED,
    }),
    card("contracts_year", "number", ["今年合同数", "Contracts this year"], {
      place: [9, 0, 3, 4],
      entity: "contract",
      measures: [COUNT],
      filter: SIGNED,
      compare: { field: "sign_date", period: "year", with: ["lastYear"] },
    }),
    card("completion", "gauge", ["本月目标完成率", "Target this month"], {
      place: [0, 4, 4, 8],
      entity: "contract",
      measures: [{ ...SIGNED_AMOUNT, target: GOAL }],
      filter: SIGNED,
      compare: { ...BY_MONTH, with: ["previous"] },
    }),
    card("by_person", "progress", ["人员目标完成（近半年）", "Targets by person, last half year"], {
      place: [4, 4, 4, 8],
      entity: "contract",
      dimensions: [{ field: "owner" }],
      measures: [
        {
          ...SIGNED_AMOUNT,
          target: {
            ...GOAL,
            by: { owner: "person" },
            filter: { and: [GOAL.filter ?? true, within("month", "last-n-months", 6)] },
          },
        },
      ],
      filter: { and: [SIGNED, within("sign_date", "last-n-months", 6)] },
      sort: [{ field: "signed", descending: true }],
    }),
    card("signed_ranking", "ranking", ["签约排行", "Ranking by signed amount"], {
      place: [8, 4, 4, 8],
      entity: "contract",
      dimensions: [{ field: "owner" }],
      measures: [SIGNED_AMOUNT, COUNT],
      filter: SIGNED,
      sort: [{ field: "signed", descending: true }],
      limit: 10,
    }),
    card("months", "combo", ["每月签约额与合同数", "Signed amount and contracts by month"], {
      place: [0, 12, 6, 8],
      entity: "contract",
      dimensions: [{ field: "sign_date", grain: "month" }],
      measures: [SIGNED_AMOUNT, COUNT],
      filter: SIGNED,
      settings: { lines: [{ kind: "average" }] },
    }),
    card("received_months", "bar", ["每月回款额", "Received by month"], {
      place: [6, 12, 6, 8],
      entity: "payment",
      dimensions: [{ field: "date", grain: "month" }],
      measures: [RECEIVED],
      filter: CONFIRMED,
      settings: { labels: true, lines: [{ kind: "average" }] },
    }),
    card("team_months", "pivot", ["团队与人员签约明细", "Signed by team, person and month"], {
      place: [0, 20, 12, 9],
      entity: "contract",
      dimensions: [{ field: "team" }, { field: "owner" }],
      columns: [{ field: "sign_date", grain: "month" }],
      totals: true,
      measures: [SIGNED_AMOUNT],
      filter: { and: [SIGNED, within("sign_date", "last-n-months", 4)] },
      settings: { cells: "shades" },
    }),
  ],
);
