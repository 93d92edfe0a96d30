import { Type } from "typebox";
import { PAGE_BLOCK_TYPES } from "../documents/page.ts";
import { base, exact, expression, id, localizedText, oneOf } from "./parts.ts";

const texts = Type.Array(Type.String());

const block = exact({
  id: Type.String(),
  type: oneOf(...PAGE_BLOCK_TYPES),
  column: Type.String(),
  title: Type.Optional(localizedText),
  fields: Type.Optional(texts),
  field: Type.Optional(Type.String()),
  dashboard: Type.Optional(Type.String()),
  card: Type.Optional(Type.String()),
  entity: Type.Optional(Type.String()),
  match: Type.Optional(Type.Array(exact({ field: Type.String(), value: expression }), { maxItems: 10 })),
  columns: Type.Optional(texts),
  roles: Type.Optional(texts),
});

const column = exact({
  id: Type.String(),
  tab: Type.String(),
  span: Type.Integer({ minimum: 1, maximum: 12 }),
});

/** The shape of a page document. */
export const pageSchema = exact({
  ...base("page"),
  entity: id,
  roles: Type.Optional(texts),
  keyFields: texts,
  tabs: Type.Array(exact({ id: Type.String(), name: localizedText })),
  columns: Type.Array(column),
  blocks: Type.Array(block),
  phoneOrder: Type.Optional(texts),
});
