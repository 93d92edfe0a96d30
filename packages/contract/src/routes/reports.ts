import type { Expression, Value } from "@mortise/expression";
import type { LocalizedText } from "@mortise/kit";
import type { ComparisonBase, DashboardCard } from "@mortise/metadata";
import { Type } from "typebox";
import { defineRoute, typed, typedObject } from "../route.ts";

/** The figure of the period that a point is compared with. */
export interface ComparedFigure {
  readonly value: string | null;
  /** The change since then as a share of it, 0.25 for a quarter more; null where there is nothing to compare with. */
  readonly change: string | null;
  /** Leads to the rows behind it. */
  readonly filter: Expression;
}

/** What was to be reached, and the share of it that was. */
export interface TargetFigure {
  readonly value: string | null;
  readonly completion: string | null;
}

/** One point of a chart; `filter` leads to the rows behind it. */
export interface ChartPoint {
  readonly keys: readonly Value[];
  readonly labels: readonly string[];
  readonly values: Readonly<Record<string, string | null>>;
  readonly filter: Expression;
  /** The condition of its group alone, by dimension: without those of the card and the dashboard. */
  readonly parts?: readonly Expression[];
  /** Figures of a funnel of everybody who got so far: the rows are those that ever reached this stage. */
  readonly reached?: { readonly field: string; readonly option: string; readonly only?: boolean };
  /** Colour of the option, when the key is one. */
  readonly color?: string;
  /** Gathers the groups beyond the limit. */
  readonly other?: true;
  /** For cards that compare periods: per measure and base. */
  readonly compared?: Readonly<Record<string, Readonly<Partial<Record<ComparisonBase, ComparedFigure>>>>>;
  /** For measures with a target, by measure. */
  readonly targets?: Readonly<Record<string, TargetFigure>>;
}

/** A subtotal or total: `keys` and `labels` are those of the first `rows` dimensions, then of the first `columns` dimensions across. */
export interface TotalPoint extends ChartPoint {
  readonly rows: number;
  readonly columns: number;
}

/** What an answer says of one measure. */
export interface MeasureAnswer {
  readonly id: string;
  readonly name: LocalizedText;
  /** Of ready-made metrics: what exactly is counted, for people to read. */
  readonly definition?: LocalizedText;
  /** How it is written where that does not follow from the measure of the card. */
  readonly format?: "number" | "percent" | "duration";
}

/** The data of one card. */
export const CardData = Type.Object({
  points: Type.Array(typed<ChartPoint>("point")),
  measures: Type.Array(typed<MeasureAnswer>("measure")),
  /** Subtotals and totals of cards that ask for them. */
  totals: Type.Optional(Type.Array(typed<TotalPoint>("total"))),
  truncated: Type.Boolean(),
  asOf: Type.String(),
});

/** Figures for dashboards. */
export const reportRoutes = {
  cardData: defineRoute({
    method: "POST",
    safe: true,
    path: "/apps/:app/card-data",
    summary: "The data of a dashboard card, published or in design",
    tag: "reports",
    access: "signed-in",
    params: Type.Object({ app: Type.String() }),
    body: Type.Object({
      card: typedObject<DashboardCard>("card"),
      filter: Type.Optional(typed<Expression>("dashboard filter")),
    }),
    response: CardData,
  }),
  exportCard: defineRoute({
    method: "POST",
    path: "/apps/:app/card-export",
    summary: "The figures of a dashboard card as a file, under the rights of the caller",
    tag: "reports",
    access: "signed-in",
    params: Type.Object({ app: Type.String() }),
    body: Type.Object({
      card: typedObject<DashboardCard>("card"),
      filter: Type.Optional(typed<Expression>("dashboard filter")),
      format: Type.Union([Type.Literal("xlsx"), Type.Literal("csv")]),
    }),
    response: Type.Object({
      fileName: Type.String(),
      content: Type.String({ description: "The file as base64" }),
    }),
  }),
  notePictureExport: defineRoute({
    method: "POST",
    path: "/apps/:app/picture-exports",
    summary: "Notes in the audit log that a picture of figures was taken out",
    tag: "reports",
    access: "signed-in",
    params: Type.Object({ app: Type.String() }),
    body: Type.Object({
      title: Type.String({ maxLength: 200 }),
      format: Type.Union([Type.Literal("png"), Type.Literal("pdf")]),
    }),
    response: Type.Object({}),
  }),
} as const;
