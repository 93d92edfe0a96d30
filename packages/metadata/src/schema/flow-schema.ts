import { Type } from "typebox";
import { base, exact, id, localizedText, mapOf, oneOf, settings } from "./parts.ts";

const node = exact({
  id: Type.String(),
  type: Type.String(),
  name: Type.Optional(localizedText),
  settings,
  exits: mapOf(Type.String()),
});

/** The shape of a flow document. */
export const flowSchema = exact({
  ...base("flow"),
  entity: id,
  enabled: Type.Boolean(),
  description: Type.Optional(localizedText),
  trigger: exact({ type: Type.String(), settings }),
  start: Type.Optional(Type.String()),
  nodes: Type.Array(node),
  again: oneOf("restart", "ignore", "parallel"),
});
