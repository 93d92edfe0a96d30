import { Type } from "typebox";
import { base, exact, id, localizedText, mapOf, oneOf, settings } from "./parts.ts";

const node = exact({
  id: Type.String(),
  type: Type.String(),
  name: Type.Optional(localizedText),
  settings,
  exits: mapOf(Type.String()),
});

const test = exact({
  id: Type.String(),
  name: localizedText,
  given: exact({
    at: Type.String(),
    startedBy: Type.Union([Type.String(), Type.Null()]),
    values: settings,
    old: Type.Optional(settings),
    cursors: Type.Optional(settings),
    loads: Type.Optional(settings),
    tallies: Type.Optional(settings),
    owners: Type.Optional(settings),
    replies: Type.Optional(settings),
    inputs: Type.Optional(settings),
  }),
  answers: mapOf(Type.String()),
  expect: exact({
    status: oneOf("done", "waiting", "failed"),
    owner: Type.Union([Type.String(), Type.Null()]),
    values: settings,
    asked: mapOf(Type.Array(Type.String())),
    told: Type.Array(Type.String()),
    sent: Type.Optional(Type.Array(Type.String())),
    called: Type.Optional(Type.Array(Type.String())),
  }),
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
  again: oneOf("restart", "ignore", "parallel", "queue"),
  queueBy: Type.Optional(Type.String()),
  tests: Type.Optional(Type.Array(test)),
});
