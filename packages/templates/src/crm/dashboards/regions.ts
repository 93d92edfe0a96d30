import { board, card, CONVERTED, COUNT, share, sum, within } from "./card.ts";

const RATE = share("rate", ["转化率", "Conversion"], ["converted", "count"]);
const EXPECTED = sum("expected", "est_amount", ["预计金额", "Expected amount"]);
const BY_CITY = { field: "region", level: 4 } as const;

/** 区域: where leads come from and how well each area converts them. */
export const regionsBoard = board(
  "regions",
  ["区域", "Regions"],
  [
    card("conversion", "bar", ["近三个月各区域线索转化率", "Conversion by region, last three months"], {
      place: [0, 0, 7, 10],
      entity: "lead",
      dimensions: [BY_CITY],
      measures: [COUNT, CONVERTED],
      filter: within("created_at", "last-n-months", 3),
      sort: [{ field: "count", descending: true }],
      limit: 12,
      settings: { rate: true },
    }),
    card("map", "map", ["线索分布", "Where leads come from"], {
      place: [7, 0, 5, 10],
      entity: "lead",
      dimensions: [{ field: "region", level: 2 }],
      measures: [COUNT, EXPECTED],
    }),
    card("value", "scatter", ["区域：线索数与预计金额", "Regions: number and expected amount"], {
      place: [0, 10, 6, 8],
      entity: "lead",
      dimensions: [BY_CITY],
      measures: [COUNT, EXPECTED, CONVERTED],
      settings: { lines: [{ kind: "average" }] },
    }),
    card("table", "table", ["区域汇总", "Summary by region"], {
      place: [6, 10, 6, 8],
      entity: "lead",
      dimensions: [BY_CITY],
      measures: [COUNT, CONVERTED, RATE, EXPECTED],
      settings: { cells: "bars" },
    }),
    card("sources", "heatmap", ["区域与来源", "Regions and sources"], {
      place: [0, 18, 7, 9],
      entity: "lead",
      dimensions: [{ field: "source" }, BY_CITY],
      measures: [COUNT],
      filter: { notEmpty: [{ var: "owner" }] },
    }),
    card("customers", "treemap", ["客户分布：区域与行业", "Customers by region and industry"], {
      place: [7, 18, 5, 9],
      entity: "customer",
      dimensions: [BY_CITY, { field: "industry" }],
      measures: [COUNT],
    }),
  ],
);
