import type { Value } from "@mortise/expression";
import type { LocalizedText } from "@mortise/kit";
import { Type } from "typebox";
import { defineRoute, typed } from "../route.ts";
import type { RecordData } from "./records.ts";

/** One entry of a record's timeline, newest first. */
export const TimelineEntry = Type.Object({
  id: Type.String(),
  at: Type.String(),
  /** `change` with `changes`; `record` a related record such as a follow-up; `decision` with its `why`; `comment`. */
  type: Type.Union([
    Type.Literal("change"),
    Type.Literal("record"),
    Type.Literal("decision"),
    Type.Literal("comment"),
  ]),
  action: Type.String(),
  actor: Type.Union([Type.String(), Type.Null()]),
  actorName: Type.String(),
  cause: Type.Object({ type: Type.String(), label: Type.Optional(Type.String()) }),
  changes: Type.Array(
    Type.Object({ field: Type.String(), from: typed<Value>("old"), to: typed<Value>("new") }),
  ),
  /** The reason a person gave, such as for returning a record to the pool. */
  note: Type.Optional(Type.String()),
  /** The change-set of a change: what is undone together. */
  changeSet: Type.Optional(Type.String()),
  /** True when the change was undone later. */
  undone: Type.Optional(Type.Boolean()),
  entity: Type.Optional(Type.String()),
  record: Type.Optional(typed<RecordData>("A record by field ids")),
  comment: Type.Optional(
    Type.Object({
      text: Type.String({ description: "People are named as `@[account id]`" }),
      edited: Type.Boolean(),
    }),
  ),
  why: Type.Optional(typed<LocalizedText>("Why, in one sentence")),
  /** The run that decided: its way is shown by `readRun`. */
  run: Type.Optional(Type.String()),
  details: Type.Optional(
    typed<
      readonly { readonly label: LocalizedText; readonly value: LocalizedText; readonly decisive: boolean }[]
    >("The values that decided"),
  ),
});

/** What happened to a record. */
export const timelineRoutes = {
  timeline: defineRoute({
    method: "GET",
    path: "/apps/:app/entities/:entity/records/:id/timeline",
    summary: "Changes, comments, related records and decisions, newest first",
    tag: "records",
    access: "signed-in",
    params: Type.Object({ app: Type.String(), entity: Type.String(), id: Type.String({ format: "uuid" }) }),
    query: Type.Object({
      before: Type.Optional(Type.String({ format: "date-time" })),
      field: Type.Optional(Type.String({ description: "Only the changes of this field" })),
      limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100 })),
    }),
    response: Type.Object({
      items: Type.Array(TimelineEntry),
      labels: Type.Record(Type.String(), Type.String(), {
        description: "Names of users, teams and records by id",
      }),
      next: Type.Optional(Type.String()),
    }),
  }),
} as const;
