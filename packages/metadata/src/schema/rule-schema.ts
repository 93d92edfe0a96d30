import { Type } from "typebox";
import { exact, expression, id, localizedText, oneOf } from "./parts.ts";

// What is not chosen yet is empty: that can be kept in a draft, and stops publishing.
const field = Type.String();
const fields = Type.Array(field, { maxItems: 100 });
const plain = exact({ type: oneOf("hide", "show", "lock"), fields });
const require = exact({
  type: Type.Literal("require"),
  fields,
  evenHidden: Type.Optional(Type.Boolean()),
});
const set = exact({ type: Type.Literal("set"), field, value: expression });
const offer = exact({
  type: Type.Literal("offer"),
  field,
  options: Type.Array(Type.String()),
});
const match = Type.Array(exact({ field, value: expression }), { maxItems: 10 });
const fill = exact({
  type: Type.Literal("fill"),
  entity: Type.String(),
  match,
  take: oneOf("first", "last"),
  order: Type.Optional(field),
  values: Type.Array(
    exact({
      field,
      from: Type.Optional(field),
      total: Type.Optional(oneOf("count", "sum", "avg", "min", "max")),
    }),
    { maxItems: 50 },
  ),
  rows: Type.Optional(field),
});
const gate = exact({
  type: Type.Literal("gate"),
  field,
  move: oneOf("enter", "leave"),
  options: Type.Array(Type.String()),
  fields,
  message: Type.Optional(localizedText),
});
const narrow = exact({ type: Type.Literal("narrow"), field, match });
const message = exact({
  type: oneOf("refuse", "warn"),
  message: localizedText,
  field: Type.Optional(field),
});

/** The shape of a rule of an entity. */
export const ruleSchema = exact({
  id,
  name: Type.Optional(localizedText),
  when: expression,
  actions: Type.Array(Type.Union([plain, require, set, offer, fill, narrow, gate, message]), {
    minItems: 1,
    maxItems: 20,
  }),
  disabled: Type.Optional(Type.Boolean()),
});
