import { Type } from "typebox";
import { base, exact, expression, id, oneOf, sortKey } from "./parts.ts";

/** The shape of a view document. */
export const viewSchema = exact({
  ...base("view"),
  entity: id,
  layout: oneOf("table", "kanban", "tree"),
  columns: Type.Array(exact({ field: Type.String(), width: Type.Optional(Type.Number({ minimum: 40 })) })),
  filter: Type.Optional(expression),
  sort: Type.Optional(Type.Array(sortKey)),
  groupBy: Type.Optional(Type.String()),
});
