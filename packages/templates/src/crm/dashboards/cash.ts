import type { Expression } from "@mortise/expression";
import type { Measure } from "@mortise/metadata";
import { AMOUNT, board, card, CONFIRMED, share, sum, within } from "./card.ts";

const UNPAID: Expression = { ">": [{ var: "unreceived" }, 0] };
const PAST: Expression = { "<": [{ var: "due" }, { var: "$today" }] };
const OVERDUE: Expression = { and: [UNPAID, PAST] };
const DUE = sum("due", "amount", ["应收", "Due"]);
const RECEIVED = sum("received", "received", ["已收", "Received"]);
const PAID = sum("paid", "amount", ["回款额", "Received"]);

/** What has been overdue for more than `from` and at most `to` days. */
function aged(from: number, to: number | undefined): Measure {
  const parts: Expression[] = [];
  if (to !== undefined) parts.push(within("due", "last-n-days", to));
  if (from > 0) parts.push({ "!": [within("due", "last-n-days", from)] });
  const name = to === undefined ? `${from}+` : `${from === 0 ? 0 : from + 1}–${to}`;
  return sum(`aged_${from}`, "amount", [`${name} 天`, `${name} days`], { and: parts });
}

/** 回款: what is due, what came in, what is late and for how long. */
export const cashBoard = board(
  "cash",
  ["回款", "Cash"],
  [
    card("due_month", "number", ["本月应收", "Due this month"], {
      place: [0, 0, 3, 3],
      entity: "payment_plan",
      measures: [DUE],
      compare: { field: "due", period: "month", with: ["previous"], whole: true },
    }),
    card("paid_month", "number", ["本月回款", "Received this month"], {
      place: [3, 0, 3, 3],
      entity: "payment",
      measures: [PAID],
      filter: CONFIRMED,
      compare: { field: "date", period: "month", with: ["previous"] },
    }),
    card("rate", "progress", ["到期款项回款率", "Received of what was due"], {
      place: [6, 0, 3, 6],
      entity: "payment_plan",
      measures: [RECEIVED, DUE],
      filter: PAST,
      settings: { look: "liquid" },
    }),
    card("overdue_amount", "number", ["逾期未收", "Overdue"], {
      place: [9, 0, 3, 3],
      entity: "payment_plan",
      measures: [DUE],
      filter: OVERDUE,
    }),
    card("overdue_count", "number", ["逾期期数", "Overdue instalments"], {
      place: [9, 3, 3, 3],
      entity: "payment_plan",
      measures: [{ id: "count", name: { zh: "期数", en: "Instalments" }, function: "count" }],
      filter: OVERDUE,
    }),
    card("open_amount", "number", ["合同未回款", "Outstanding of contracts"], {
      place: [0, 3, 6, 3],
      entity: "contract",
      measures: [
        sum("contract", "amount", ["合同额", "Contracts"]),
        sum("in", "received", ["已回款", "Received"]),
      ],
      filter: { "==": [{ var: "status" }, "effective"] },
    }),
    card("months", "combo", ["每月应收、已收与回款率", "Due, received and rate by month"], {
      place: [0, 6, 7, 8],
      entity: "payment_plan",
      dimensions: [{ field: "due", grain: "month" }],
      measures: [DUE, RECEIVED, share("rate", ["回款率", "Rate"], ["received", "due"])],
      settings: { columns: 2 },
    }),
    card("ageing", "bar", ["逾期账龄（按负责人）", "Overdue by age and person"], {
      place: [7, 6, 5, 8],
      entity: "payment_plan",
      dimensions: [{ field: "owner" }],
      measures: [aged(0, 30), aged(30, 60), aged(60, 90), aged(90, undefined)],
      filter: OVERDUE,
      settings: { stack: "stacked", horizontal: true },
    }),
    card("by_person", "progress", ["各人合同回款进度", "Received of contracts by person"], {
      place: [0, 14, 4, 8],
      entity: "contract",
      dimensions: [{ field: "owner" }],
      measures: [sum("in", "received", ["已回款", "Received"]), AMOUNT],
      filter: { in: [{ var: "status" }, ["effective", "completed"]] },
    }),
    card("methods", "pie", ["付款方式", "Ways of payment"], {
      place: [4, 14, 3, 8],
      entity: "payment",
      dimensions: [{ field: "method" }],
      measures: [PAID],
      filter: CONFIRMED,
    }),
  ],
  {
    contents: [
      {
        id: "overdue_list",
        type: "records",
        title: { zh: "逾期款项", en: "Overdue instalments" },
        view: "payment_plan_overdue",
        layout: { x: 7, y: 14, w: 5, h: 8 },
      },
    ],
  },
);
