import { Type } from "typebox";
import { OPTION_COLORS } from "../documents/palette.ts";
import {
  CARD_SIZES,
  MOST_FROZEN,
  MOST_QUICK_FILTERS,
  ROW_HEIGHTS,
  VIEW_LAYOUTS,
  VIEW_SCALES,
} from "../documents/view.ts";
import { base, exact, expression, id, oneOf, sortKey } from "./parts.ts";

const dates = exact({
  start: Type.String(),
  end: Type.Optional(Type.String()),
  title: Type.Optional(Type.String()),
  colorBy: Type.Optional(Type.String()),
  progress: Type.Optional(Type.String()),
  dependsOn: Type.Optional(Type.String()),
  scale: Type.Optional(oneOf(...VIEW_SCALES)),
  weekStart: Type.Optional(Type.Integer({ minimum: 1, maximum: 7 })),
});

/** The shape of a view document. */
export const viewSchema = exact({
  ...base("view"),
  entity: id,
  layout: oneOf(...VIEW_LAYOUTS),
  columns: Type.Array(exact({ field: Type.String(), width: Type.Optional(Type.Number({ minimum: 40 })) })),
  filter: Type.Optional(expression),
  sort: Type.Optional(Type.Array(sortKey)),
  groupBy: Type.Optional(Type.String()),
  dates: Type.Optional(dates),
  gallery: Type.Optional(
    exact({ cover: Type.Optional(Type.String()), size: Type.Optional(oneOf(...CARD_SIZES)) }),
  ),
  map: Type.Optional(exact({ place: Type.String() })),
  colors: Type.Optional(
    Type.Array(exact({ when: expression, color: oneOf(...OPTION_COLORS) }), { maxItems: 20 }),
  ),
  rowHeight: Type.Optional(oneOf(...ROW_HEIGHTS)),
  frozen: Type.Optional(Type.Integer({ minimum: 0, maximum: MOST_FROZEN })),
  quickFilters: Type.Optional(Type.Array(Type.String(), { maxItems: MOST_QUICK_FILTERS })),
});
