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
  actions: Type.Array(Type.Union([plain, require, set, offer, message]), { minItems: 1, maxItems: 20 }),
  disabled: Type.Optional(Type.Boolean()),
});
