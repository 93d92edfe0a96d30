import { AMOUNT, board, card, count, COUNT, metric, OPEN_DEAL, WON_DEAL } from "./card.ts";

/** 漏斗: from leads to money, where deals stand and where they are lost. */
export const funnelBoard = board(
  "funnel",
  ["漏斗", "Funnel"],
  [
    card("lead_rate", "number", ["线索转化率", "Lead conversion"], {
      place: [0, 0, 3, 3],
      entity: "lead",
      measures: [metric("conversion_rate")],
    }),
    card("win_rate", "number", ["商机赢单率", "Win rate"], {
      place: [3, 0, 3, 3],
      entity: "opportunity",
      measures: [metric("win_rate")],
    }),
    card("forecast", "number", ["加权预测金额", "Weighted forecast"], {
      place: [6, 0, 3, 3],
      entity: "opportunity",
      measures: [metric("forecast", "amount")],
    }),
    card("cycle", "number", ["平均成交周期", "Average deal cycle"], {
      place: [9, 0, 3, 3],
      entity: "opportunity",
      measures: [metric("deal_cycle")],
    }),
    card("lead_funnel", "funnel", ["线索漏斗", "Lead funnel"], {
      place: [0, 3, 6, 8],
      entity: "lead",
      dimensions: [{ field: "status" }],
      measures: [COUNT],
      settings: { mode: "reached" },
    }),
    card("deal_funnel", "funnel", ["商机漏斗", "Deal funnel"], {
      place: [6, 3, 6, 8],
      entity: "opportunity",
      dimensions: [{ field: "stage" }],
      measures: [COUNT, AMOUNT],
      settings: { mode: "reached" },
    }),
    card("open_stages", "combo", ["在谈商机：金额与数量", "Open deals: amount and number"], {
      place: [0, 11, 6, 8],
      entity: "opportunity",
      dimensions: [{ field: "stage" }],
      measures: [AMOUNT, COUNT],
      filter: OPEN_DEAL,
    }),
    card("where", "heatmap", ["在谈商机停在谁的哪一步", "Where open deals stand, and with whom"], {
      place: [6, 11, 6, 8],
      entity: "opportunity",
      dimensions: [{ field: "stage" }, { field: "owner" }],
      measures: [COUNT],
      filter: OPEN_DEAL,
    }),
    card("won_lost", "bidirectional", ["各人赢单与输单", "Won and lost by person"], {
      place: [0, 19, 5, 9],
      entity: "opportunity",
      dimensions: [{ field: "owner" }],
      measures: [
        count("won", ["赢单", "Won"], WON_DEAL),
        count("lost", ["输单", "Lost"], { "==": [{ var: "stage" }, "lost"] }),
      ],
      filter: { in: [{ var: "stage" }, ["won", "lost"]] },
    }),
    card(
      "stages",
      "table",
      ["商机的每个阶段：进入、转化、流失、停留", "Stages of deals: entered, got on, lost, time spent"],
      {
        place: [0, 28, 12, 8],
        entity: "opportunity",
        dimensions: [{ field: "stage", passed: true }],
        measures: [
          count("entered", ["进入过", "Entered"]),
          metric("stage_conversion"),
          metric("stage_loss"),
          metric("stage_loss_rate"),
          metric("stage_dwell"),
        ],
        settings: { cells: "bars" },
      },
    ),
    card("flow", "sankey", ["线索去向：等级到状态", "Where leads go: from grade to status"], {
      place: [5, 19, 7, 9],
      entity: "lead",
      dimensions: [{ field: "grade" }, { field: "status" }],
      measures: [COUNT],
    }),
  ],
);
