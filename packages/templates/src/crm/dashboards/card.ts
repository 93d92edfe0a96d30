import type { Expression } from "@mortise/expression";
import type { DashboardCard, DashboardDocument, Measure } from "@mortise/metadata";

/** Names in Chinese and English. */
export type Names = readonly [zh: string, en: string];

type CardParts = Omit<DashboardCard, "id" | "chart" | "title" | "layout" | "dimensions"> & {
  readonly place: readonly [x: number, y: number, w: number, h: number];
  readonly dimensions?: DashboardCard["dimensions"];
};

/** A card: its id, type and title, and what it asks; not split unless it says by what. */
export function card(
  id: string,
  chart: string,
  [zh, en]: Names,
  { place, dimensions = [], ...rest }: CardParts,
): DashboardCard {
  const [x, y, w, h] = place;
  return { id, chart, title: { zh, en }, dimensions, layout: { x, y, w, h }, ...rest };
}

/** A page of cards. */
export function board(
  id: string,
  [zh, en]: Names,
  cards: readonly DashboardCard[],
  more: Partial<Pick<DashboardDocument, "contents" | "filters">> = {},
): DashboardDocument {
  return { kind: "dashboard", id, version: 1, name: { zh, en }, cards, ...more };
}

/** The sum of a field. */
export function sum(id: string, field: string, [zh, en]: Names, filter?: Expression): Measure {
  return { id, name: { zh, en }, function: "sum", field, ...(filter === undefined ? {} : { filter }) };
}

/** The number of records that meet a condition. */
export function count(id: string, [zh, en]: Names, filter?: Expression): Measure {
  return { id, name: { zh, en }, function: "count", ...(filter === undefined ? {} : { filter }) };
}

/** A ready-made metric under its own name. */
export function metric(id: string, field?: string): Measure {
  return { id, function: "metric", metric: id, ...(field === undefined ? {} : { field }) };
}

/** One figure of the card over another, as percent. */
export function share(id: string, [zh, en]: Names, [part, whole]: readonly [string, string]): Measure {
  return {
    id,
    name: { zh, en },
    function: "formula",
    formula: { "/": [{ var: part }, { var: whole }] },
    format: "percent",
  };
}

/** A date lies in a period: `this-month`, or `last-n-days` with a number. */
export function within(field: string, period: string, number?: number): Expression {
  return { inPeriod: [{ var: field }, period, ...(number === undefined ? [] : [number])] };
}

/** The plain number of records. */
export const COUNT: Measure = count("count", ["数量", "Count"]);

/** The amount of deals and contracts. */
export const AMOUNT: Measure = sum("amount", "amount", ["金额", "Amount"]);

/** Deals that were won. */
export const WON_DEAL: Expression = { "==": [{ var: "stage" }, "won"] };

/** Deals still on their way. */
export const OPEN_DEAL: Expression = {
  in: [{ var: "stage" }, ["first_contact", "needs", "proposal", "negotiation", "contract"]],
};

/** Leads that became customers. */
export const CONVERTED: Measure = count("converted", ["已转化", "Converted"], {
  "==": [{ var: "status" }, "converted"],
});

/** Contracts that count as signed. */
export const SIGNED: Expression = { in: [{ var: "status" }, ["effective", "completed"]] };

/** Payments that have come in. */
export const CONFIRMED: Expression = { "==": [{ var: "status" }, "confirmed"] };
