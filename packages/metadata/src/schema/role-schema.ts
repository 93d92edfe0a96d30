import { Type } from "typebox";
import { base, exact, expression, mapOf, oneOf } from "./parts.ts";

const scopes = Type.Array(oneOf("own", "team", "pool", "all"));

const access = oneOf("hidden", "masked", "read", "write");

const grant = exact({
  create: Type.Boolean(),
  read: scopes,
  update: scopes,
  delete: scopes,
  condition: Type.Optional(expression),
  import: Type.Optional(Type.Boolean()),
  export: Type.Optional(Type.Boolean()),
  fields: Type.Optional(mapOf(access)),
  fieldRules: Type.Optional(
    Type.Array(exact({ fields: Type.Array(Type.String()), access, when: expression })),
  ),
  reveal: Type.Optional(Type.Array(Type.String())),
  purge: Type.Optional(Type.Boolean()),
});

/** The shape of a role document. */
export const roleSchema = exact({
  ...base("role"),
  builder: Type.Boolean(),
  runs: Type.Optional(oneOf("see", "mend", "pause")),
  ledger: Type.Optional(Type.Boolean()),
  grants: mapOf(grant),
});
