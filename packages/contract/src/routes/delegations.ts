import type { LocalizedText } from "@mortise/kit";
import { Type } from "typebox";
import { defineRoute, typed } from "../route.ts";

const Id = Type.String({ format: "uuid" });
const Moment = Type.String({ format: "date-time" });
const Text = typed<LocalizedText>("Text in both languages");
const Scope = Type.Union([
  Type.Array(
    Type.Object({
      app: Type.String({ maxLength: 63 }),
      flow: Type.Union([Type.String({ maxLength: 63 }), Type.Null()]),
    }),
    { maxItems: 200 },
  ),
  Type.Null(),
]);

const DelegationList = Type.Object({
  items: Type.Array(
    Type.Object({
      id: Type.String(),
      account: Type.String(),
      accountName: Type.String(),
      delegate: Type.String(),
      delegateName: Type.String(),
      from: Type.String(),
      /** Where it was ended early, when that was. */
      until: Type.String(),
      /** Apps and flows for whose work it holds; null for all. */
      scope: Scope,
      reason: Type.Union([Type.String(), Type.Null()]),
      state: Type.Union([Type.Literal("coming"), Type.Literal("now"), Type.Literal("over")]),
      mayEnd: Type.Boolean(),
    }),
  ),
});

/** Standing in for others: somebody's new approvals and tasks go to somebody else for a time. */
export const delegationRoutes = {
  listDelegations: defineRoute({
    method: "GET",
    path: "/delegations",
    summary: "Delegations of the actor and to the actor; for administrators also those of others that hold",
    tag: "work",
    access: "signed-in",
    response: DelegationList,
  }),
  createDelegation: defineRoute({
    method: "POST",
    path: "/delegations",
    summary: "Let somebody deal with one's new approvals and tasks for a time",
    tag: "work",
    access: "signed-in",
    body: Type.Object({
      /** Whose work; only administrators name others. */
      account: Type.Optional(Id),
      delegate: Id,
      from: Moment,
      until: Moment,
      scope: Scope,
      reason: Type.Optional(Type.String({ maxLength: 500 })),
    }),
    response: DelegationList,
  }),
  endDelegation: defineRoute({
    method: "POST",
    path: "/delegations/:id/end",
    summary: "End a delegation at once",
    tag: "work",
    access: "signed-in",
    params: Type.Object({ id: Id }),
    response: DelegationList,
  }),
  delegationChoices: defineRoute({
    method: "GET",
    path: "/delegations/choices",
    summary: "Apps of the actor and their flows that ask people",
    tag: "work",
    access: "signed-in",
    response: Type.Object({
      apps: Type.Array(
        Type.Object({
          id: Type.String(),
          name: Text,
          flows: Type.Array(Type.Object({ id: Type.String(), name: Text })),
        }),
      ),
    }),
  }),
} as const;
