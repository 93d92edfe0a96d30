import type { LocalizedText } from "@mortise/kit";
import { Type } from "typebox";
import { defineRoute, typed } from "../route.ts";

const Text = typed<LocalizedText>("Text in both languages");
const Moment = Type.String({ format: "date-time" });
const Id = Type.String({ format: "uuid" });
const app = Type.Object({ app: Type.String() });

/** How much one person was due and was given under a rule. */
const LedgerPerson = Type.Object({
  id: Type.String(),
  name: Type.String(),
  active: Type.Boolean(),
  /** Shares in a rotation by shares; 1 elsewhere. */
  weight: Type.Number(),
  /** What was theirs by their share of each record, among those who could take it. */
  due: Type.Number(),
  given: Type.Integer(),
  /** Of these, turns that had been kept for them. */
  madeUp: Type.Integer(),
  /** Records that went to others while something stood in their way, by the kind of reason. */
  missed: Type.Record(Type.String(), Type.Integer()),
});

/** The ledger of shares: how evenly flows give records to people. */
export const ledgerRoutes = {
  readLedger: defineRoute({
    method: "GET",
    path: "/apps/:app/ledger",
    summary:
      "What each person was due and was given by each rule in a time: for builders, and those whose role lets them read the ledger",
    tag: "work",
    access: "signed-in",
    params: app,
    query: Type.Object({ from: Moment, until: Moment, flow: Type.Optional(Type.String()) }),
    response: Type.Object({
      groups: Type.Array(
        Type.Object({
          flow: Type.String(),
          flowName: Text,
          entity: Type.String(),
          node: Type.String(),
          nodeName: Text,
          rule: Type.String(),
          /** Null when the rule is not there any more. */
          ruleName: Type.Union([Text, Type.Null()]),
          /** How it shares out; null when the rule is not there any more. */
          strategy: Type.Union([Text, Type.Null()]),
          records: Type.Integer(),
          people: Type.Array(LedgerPerson),
        }),
      ),
      flows: Type.Array(Type.Object({ id: Type.String(), name: Text })),
    }),
  }),
  ledgerRecords: defineRoute({
    method: "GET",
    path: "/apps/:app/ledger/records",
    summary: "The records that somebody was given under a rule, or missed; the newest first",
    tag: "work",
    access: "signed-in",
    params: app,
    query: Type.Object({
      from: Moment,
      until: Moment,
      flow: Type.String(),
      node: Type.String(),
      rule: Type.String(),
      account: Id,
      side: Type.Union([Type.Literal("given"), Type.Literal("missed")]),
      after: Type.Optional(Type.String({ description: "`next` of the page before" })),
      limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200 })),
    }),
    response: Type.Object({
      items: Type.Array(
        Type.Object({
          id: Type.String(),
          entity: Type.String(),
          record: Type.String(),
          /** Null for those who may not read the record. */
          title: Type.Union([Type.String(), Type.Null()]),
          at: Type.String(),
          owner: Type.String(),
          /** Null for those who may not read the record. */
          why: Type.Union([Text, Type.Null()]),
          missed: Type.Union([Type.String(), Type.Null()]),
        }),
      ),
      next: Type.Optional(Type.String()),
    }),
  }),
};
