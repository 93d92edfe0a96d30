import type { LocalizedText } from "@mortise/kit";
import { Type } from "typebox";
import { defineRoute, typed, typedObject } from "../route.ts";

const Ids = Type.Array(Type.String({ format: "uuid" }), { minItems: 1, maxItems: 500 });
const Text = typed<LocalizedText>("Text in both languages");

/** A button that starts a flow. */
export const OfferedFlowButton = Type.Object({
  flow: Type.String(),
  label: Text,
  ids: Type.Array(Type.String(), { description: "The records for which it may be pressed" }),
  ask: Type.Array(Type.String(), { description: "Fields that are filled in first" }),
  must: Type.Boolean({ description: "They have to be filled in" }),
  many: Type.Boolean({ description: "For several records at once, too" }),
  confirm: Type.Optional(Text),
});

/** Starting flows by buttons. */
export const flowButtonRoutes = {
  flowButtons: defineRoute({
    method: "POST",
    safe: true,
    path: "/apps/:app/entities/:entity/flow-buttons",
    summary: "Buttons of flows that the actor may press for some records, and for which of these",
    tag: "work",
    access: "signed-in",
    params: Type.Object({ app: Type.String(), entity: Type.String() }),
    body: Type.Object({ ids: Ids }),
    response: Type.Object({ buttons: Type.Array(OfferedFlowButton) }),
  }),
  pressFlowButton: defineRoute({
    method: "POST",
    path: "/apps/:app/flows/:flow/press",
    summary: "Start a flow for records by its button; what it asks for is saved with it",
    tag: "work",
    access: "signed-in",
    params: Type.Object({ app: Type.String(), flow: Type.String() }),
    body: Type.Object({
      ids: Ids,
      values: Type.Optional(typedObject<Readonly<Record<string, unknown>>>("Values by field")),
    }),
    response: Type.Object({
      started: Type.Integer(),
      skipped: Type.Integer({
        description: "Records that may not be seen, or whose condition does not hold",
      }),
    }),
  }),
} as const;
