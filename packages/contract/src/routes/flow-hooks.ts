import type { Json, LocalizedText } from "@mortise/kit";
import { Type } from "typebox";
import { defineRoute, typed } from "../route.ts";

const Place = Type.Object({ app: Type.String(), flow: Type.String() });
const Page = Type.Object({
  token: Type.String({ description: "The address is /api/v1/hooks/ with this behind it" }),
  secret: Type.String({ description: "Under which calls are signed" }),
  calls: Type.Array(
    Type.Object({
      id: Type.String(),
      at: Type.String(),
      peer: Type.Union([Type.String(), Type.Null()]),
      body: typed<Json>("What was sent"),
      record: Type.Union([Type.String(), Type.Null()]),
      problem: typed<LocalizedText | null>("Why it was refused; null when it was not"),
    }),
  ),
});

/** Header that holds `sha256=` and the HMAC-SHA256 of the body, in hex. */
export const HOOK_SIGNATURE_HEADER = "x-mortise-signature";

/** Addresses to which other systems send what starts flows. */
export const flowHookRoutes = {
  receiveHook: defineRoute({
    method: "POST",
    path: "/hooks/:token",
    summary:
      "Send a record to a flow's address: it is written and the flow starts, both or neither. With an Idempotency-Key a repeated call gives the first answer",
    tag: "hooks",
    access: "public",
    params: Type.Object({ token: Type.String({ minLength: 16, maxLength: 64 }) }),
    body: typed<Json>("Any JSON; the flow says which value goes into which field"),
    response: typed<unknown>("The id of the record, or the text that the flow is set to answer"),
  }),
  flowHook: defineRoute({
    method: "GET",
    path: "/apps/:app/flows/:flow/hook",
    summary: "The address of a flow, with the last calls",
    tag: "hooks",
    access: "builder",
    params: Place,
    response: Page,
  }),
  renewFlowHook: defineRoute({
    method: "POST",
    path: "/apps/:app/flows/:flow/hook/renew",
    summary: "Give a flow a new address and secret; the old ones end at once",
    tag: "hooks",
    access: "builder",
    params: Place,
    response: Page,
  }),
} as const;
