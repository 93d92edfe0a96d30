import { Type } from "typebox";
import { base, exact, expression, id, localizedText, settings } from "./parts.ts";
import { ruleSchema } from "./rule-schema.ts";

const field = exact({
  id,
  formerId: Type.Optional(id),
  type: Type.String(),
  name: localizedText,
  help: Type.Optional(localizedText),
  required: Type.Optional(Type.Boolean()),
  unique: Type.Optional(Type.Boolean()),
  readOnly: Type.Optional(Type.Boolean()),
  default: Type.Optional(expression),
  settings: Type.Optional(settings),
});

const place = exact({ entity: id, field: id });
const limit = Type.Optional(Type.Integer({ minimum: 0 }));

/** The shape of an entity document. */
export const entitySchema = exact({
  ...base("entity"),
  plural: Type.Optional(localizedText),
  icon: Type.String(),
  color: Type.String(),
  description: Type.Optional(localizedText),
  titleField: Type.String(),
  uniqueRules: Type.Optional(
    Type.Array(
      exact({
        id,
        fields: Type.Array(id, { minItems: 1, maxItems: 5 }),
        exact: Type.Optional(Type.Boolean()),
      }),
    ),
  ),
  searchFields: Type.Optional(Type.Array(id)),
  fields: Type.Array(field),
  rules: Type.Optional(Type.Array(ruleSchema)),
  owned: Type.Boolean(),
  pool: Type.Optional(exact({ dailyClaimLimit: limit, holdLimit: limit })),
  parent: Type.Optional(place),
  timeline: Type.Optional(Type.Array(place)),
});
