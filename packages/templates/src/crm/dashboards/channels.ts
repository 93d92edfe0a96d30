import { board, card, CONVERTED, COUNT, metric, share, sum, WON_DEAL } from "./card.ts";

const COST = sum("cost", "cost", ["费用", "Cost"]);
const RATE = share("rate", ["转化率", "Conversion"], ["converted", "count"]);

/** 渠道: what each source brings, how well it converts, how long it takes and what it costs. */
export const channelsBoard = board(
  "channels",
  ["渠道", "Channels"],
  [
    card("by_source", "bar", ["各来源线索与转化", "Leads and conversion by source"], {
      place: [0, 0, 8, 8],
      entity: "lead",
      dimensions: [{ field: "source" }],
      measures: [COUNT, CONVERTED],
      sort: [{ field: "count", descending: true }],
      settings: { rate: true },
    }),
    card("shares", "rose", ["活动带来的线索", "Leads from campaigns"], {
      place: [8, 0, 4, 8],
      entity: "lead",
      dimensions: [{ field: "campaign.channel" }],
      measures: [COUNT],
      filter: { notEmpty: [{ var: "campaign" }] },
    }),
    card("months", "area", ["每月线索：来自哪些活动渠道", "Leads by month and channel of campaigns"], {
      place: [0, 8, 6, 8],
      entity: "lead",
      dimensions: [{ field: "created_at", grain: "month" }, { field: "campaign.channel" }],
      measures: [COUNT],
    }),
    card("cycle", "bar", ["各来源平均成交周期", "Average deal cycle by source"], {
      place: [6, 8, 6, 8],
      entity: "lead",
      dimensions: [{ field: "source" }],
      measures: [metric("deal_cycle")],
      filter: { "==": [{ var: "status" }, "converted"] },
      sort: [{ field: "deal_cycle", descending: true }],
      settings: { horizontal: true, labels: true },
    }),
    card("cost_rate", "progress", ["渠道费用率：费用 ÷ 赢单金额", "Cost of channels ÷ amount won"], {
      place: [0, 16, 4, 7],
      entity: "campaign",
      dimensions: [{ field: "channel" }],
      measures: [
        {
          ...COST,
          target: {
            entity: "opportunity",
            field: "amount",
            filter: WON_DEAL,
            by: { channel: "lead.campaign.channel" },
          },
        },
      ],
      filter: { notEmpty: [{ var: "cost" }] },
      settings: { zones: false },
    }),
    card("spent", "table", ["渠道预算与费用", "Budget and cost of channels"], {
      place: [4, 16, 4, 7],
      entity: "campaign",
      dimensions: [{ field: "channel" }],
      measures: [sum("budget", "budget", ["预算", "Budget"]), COST],
      settings: { cells: "bars" },
    }),
    card("per_channel", "table", ["活动渠道的线索转化", "Conversion of campaigns' leads"], {
      place: [8, 16, 4, 7],
      entity: "lead",
      dimensions: [{ field: "campaign.channel" }],
      measures: [COUNT, CONVERTED, RATE],
      filter: { notEmpty: [{ var: "campaign" }] },
      settings: { cells: "shades" },
    }),
  ],
);
