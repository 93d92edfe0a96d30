import type { Expression, Value } from "@mortise/expression";
import type { LocalizedText } from "@mortise/kit";
import type { DashboardCard } from "@mortise/metadata";
import { Type } from "typebox";
import { defineRoute, typed, typedObject } from "../route.ts";

/** One point of a chart; `filter` leads to the rows behind it. */
export interface ChartPoint {
  readonly keys: readonly Value[];
  readonly labels: readonly string[];
  readonly values: Readonly<Record<string, string | null>>;
  readonly filter: Expression;
  /** Figures of a funnel of everybody who got so far: the rows are those that ever reached this stage. */
  readonly reached?: { readonly field: string; readonly option: string };
  /** Colour of the option, when the key is one. */
  readonly color?: string;
}

/** The data of one card. */
export const CardData = Type.Object({
  points: Type.Array(typed<ChartPoint>("point")),
  measures: Type.Array(Type.Object({ id: Type.String(), name: typed<LocalizedText>("name") })),
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
} as const;
