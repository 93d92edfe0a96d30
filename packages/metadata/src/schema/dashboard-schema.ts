import { Type } from "typebox";
import { base, exact, expression, id, localizedText, oneOf, settings, sortKey } from "./parts.ts";

const cells = Type.Integer({ minimum: 0 });

const dimension = exact({
  field: Type.String(),
  grain: Type.Optional(oneOf("day", "week", "month", "quarter", "year")),
  level: Type.Optional(Type.Unsafe<2 | 4 | 6>(Type.Union([2, 4, 6].map((level) => Type.Literal(level))))),
});

const measure = exact({
  id: Type.String(),
  name: Type.Optional(localizedText),
  function: oneOf("count", "countDistinct", "sum", "avg", "min", "max"),
  field: Type.Optional(Type.String()),
  filter: Type.Optional(expression),
});

const card = exact({
  id: Type.String(),
  chart: Type.String(),
  title: localizedText,
  entity: id,
  dimensions: Type.Array(dimension),
  measures: Type.Array(measure),
  filter: Type.Optional(expression),
  sort: Type.Optional(Type.Array(sortKey)),
  limit: Type.Optional(Type.Integer({ minimum: 1 })),
  settings: Type.Optional(settings),
  layout: exact({ x: cells, y: cells, w: cells, h: cells }),
});

/** The shape of a dashboard document. */
export const dashboardSchema = exact({ ...base("dashboard"), cards: Type.Array(card) });
