import { Type } from "typebox";
import type { Json } from "@mortise/kit";
import { DASHBOARD_CONTENT_TYPES, DASHBOARD_FILTER_TYPES } from "../documents/dashboard-parts.ts";
import { base, exact, expression, id, localizedText, oneOf, settings, sortKey } from "./parts.ts";
import { comparison, dimension, measure } from "./report-query-schema.ts";

const cells = Type.Integer({ minimum: 0 });

const item = {
  id: Type.String(),
  tab: Type.Optional(Type.String()),
  layout: exact({ x: cells, y: cells, w: cells, h: cells }),
  phone: Type.Optional(
    exact({
      order: Type.Optional(Type.Integer()),
      h: Type.Optional(Type.Integer({ minimum: 1 })),
      hidden: Type.Optional(Type.Boolean()),
    }),
  ),
};

const card = exact({
  ...item,
  chart: Type.String(),
  title: localizedText,
  entity: id,
  dimensions: Type.Array(dimension),
  columns: Type.Optional(Type.Array(dimension)),
  totals: Type.Optional(Type.Boolean()),
  measures: Type.Array(measure),
  filter: Type.Optional(expression),
  compare: Type.Optional(comparison),
  sort: Type.Optional(Type.Array(sortKey)),
  limit: Type.Optional(Type.Integer({ minimum: 1 })),
  settings: Type.Optional(settings),
});

const content = exact({
  ...item,
  type: oneOf(...DASHBOARD_CONTENT_TYPES),
  title: Type.Optional(localizedText),
  text: Type.Optional(localizedText),
  image: Type.Optional(Type.String()),
  view: Type.Optional(Type.String()),
});

const filter = exact({
  id: Type.String(),
  type: oneOf(...DASHBOARD_FILTER_TYPES),
  name: localizedText,
  targets: Type.Array(exact({ item: Type.String(), field: Type.String() })),
  // What a value may be goes by the type; the validation looks at it.
  value: Type.Optional(Type.Unsafe<Json>(Type.Unknown())),
});

/** The shape of a dashboard document. */
export const dashboardSchema = exact({
  ...base("dashboard"),
  cards: Type.Array(card),
  contents: Type.Optional(Type.Array(content)),
  tabs: Type.Optional(Type.Array(exact({ id: Type.String(), name: localizedText }))),
  filters: Type.Optional(Type.Array(filter)),
  look: Type.Optional(
    exact({ palette: Type.Optional(Type.String()), theme: Type.Optional(oneOf("light", "dark")) }),
  ),
  screen: Type.Optional(
    exact({
      theme: Type.Optional(oneOf("light", "dark")),
      seconds: Type.Optional(Type.Integer({ minimum: 3, maximum: 3_600 })),
    }),
  ),
});
