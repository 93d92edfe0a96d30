import { Type } from "typebox";
import { PAPERS, PRINT_BLOCK_TYPES } from "../documents/print.ts";
import { base, exact, id, localizedText, oneOf } from "./parts.ts";

const block = exact({
  id: Type.String(),
  type: oneOf(...PRINT_BLOCK_TYPES),
  text: Type.Optional(localizedText),
  align: Type.Optional(oneOf("start", "center", "end")),
  fields: Type.Optional(Type.Array(Type.String())),
  columns: Type.Optional(Type.Integer({ minimum: 1, maximum: 4 })),
  field: Type.Optional(Type.String()),
});

/** The shape of a print template. */
export const printSchema = exact({
  ...base("print"),
  entity: id,
  paper: oneOf(...PAPERS),
  landscape: Type.Optional(Type.Boolean()),
  margin: Type.Integer({ minimum: 0, maximum: 50 }),
  header: Type.Optional(localizedText),
  footer: Type.Optional(localizedText),
  pageNumbers: Type.Optional(Type.Boolean()),
  blocks: Type.Array(block),
});
