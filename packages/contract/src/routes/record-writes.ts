import type { Expression } from "@mortise/expression";
import type { JsonObject, LocalizedText } from "@mortise/kit";
import { Type } from "typebox";
import { defineRoute, typed, typedObject } from "../route.ts";
import type { RecordData } from "./records.ts";

const entity = Type.Object({ app: Type.String(), entity: Type.String() });
const Id = Type.String({ format: "uuid" });
const Values = typedObject<Record<string, unknown>>("Field values by field id");
const Selection = {
  filter: Type.Optional(typed<Expression>("Condition as JSON Logic")),
  search: Type.Optional(Type.String({ maxLength: 200 })),
};
const Changed = Type.Object({ changeSet: Type.String(), count: Type.Integer() });

/** Writes beyond single records: by key, by filter, merging, removing for good; and the audit log. */
export const recordWriteRoutes = {
  upsertRecords: defineRoute({
    method: "PUT",
    path: "/apps/:app/entities/:entity/records",
    summary:
      "Change the records that have the keys of the rows and create the others; an Idempotency-Key header makes a repeat safe",
    tag: "records",
    access: "signed-in",
    params: entity,
    body: Type.Object({
      keys: Type.Array(Type.String(), { minItems: 1, maxItems: 5 }),
      rows: Type.Array(Values, { minItems: 1, maxItems: 10_000 }),
    }),
    response: Type.Object({
      changeSet: Type.String(),
      records: Type.Array(
        Type.Object({ id: Type.String(), revision: Type.Integer(), created: Type.Boolean() }),
      ),
    }),
  }),
  changeRecords: defineRoute({
    method: "PATCH",
    path: "/apps/:app/entities/:entity/records/batch",
    summary:
      "Change up to 10,000 records, each with its own values, in one change-set: all or none. With `revision` a lost update is refused; complaints name row and field (`rows.3.mobile`)",
    tag: "records",
    access: "signed-in",
    params: entity,
    body: Type.Object({
      changes: Type.Array(Type.Object({ id: Id, revision: Type.Optional(Type.Integer()), values: Values }), {
        minItems: 1,
        maxItems: 10_000,
      }),
    }),
    response: Type.Object({
      changeSet: Type.String(),
      records: Type.Array(Type.Object({ id: Type.String(), revision: Type.Integer() })),
    }),
  }),
  linkRecords: defineRoute({
    method: "POST",
    path: "/apps/:app/entities/:entity/records/:id/links",
    summary:
      "Put records into a list of related records or take them out: a field of several references, or a reverse list, where the records that point here are changed",
    tag: "records",
    access: "signed-in",
    params: Type.Object({ app: Type.String(), entity: Type.String(), id: Id }),
    body: Type.Object({
      field: Type.String(),
      add: Type.Optional(Type.Array(Id, { maxItems: 500 })),
      remove: Type.Optional(Type.Array(Id, { maxItems: 500 })),
    }),
    response: Changed,
  }),
  countMatching: defineRoute({
    method: "POST",
    safe: true,
    path: "/apps/:app/entities/:entity/matching/count",
    summary:
      "How many records match, and how many of them the caller may change or delete; nothing is written",
    tag: "records",
    access: "signed-in",
    params: entity,
    body: Type.Object({
      ...Selection,
      operation: Type.Union([Type.Literal("update"), Type.Literal("delete")]),
    }),
    response: Type.Object({ matching: Type.Integer(), allowed: Type.Integer() }),
  }),
  updateMatching: defineRoute({
    method: "PATCH",
    path: "/apps/:app/entities/:entity/matching",
    summary:
      "Set the same values on all matching records that the caller may change; an Idempotency-Key header makes a repeat safe",
    tag: "records",
    access: "signed-in",
    params: entity,
    body: Type.Object({ ...Selection, values: Values }),
    response: Changed,
  }),
  deleteMatching: defineRoute({
    method: "POST",
    path: "/apps/:app/entities/:entity/matching/delete",
    summary:
      "Move all matching records that the caller may delete to the recycle bin; an Idempotency-Key header makes a repeat safe",
    tag: "records",
    access: "signed-in",
    params: entity,
    body: Type.Object(Selection),
    response: Changed,
  }),
  mergeRecords: defineRoute({
    method: "POST",
    path: "/apps/:app/entities/:entity/records/:id/merge",
    summary:
      "Make one record of two: values, references, child rows and timeline go to this one, the other to the bin; an Idempotency-Key header makes a repeat safe",
    tag: "records",
    access: "signed-in",
    params: Type.Object({ app: Type.String(), entity: Type.String(), id: Id }),
    body: Type.Object({
      loser: Id,
      values: Values,
      lists: Type.Optional(
        Type.Record(
          Type.String(),
          Type.Union([Type.Literal("keep"), Type.Literal("take"), Type.Literal("both")]),
          {
            description:
              "Of fields that hold many and of sub-tables: this record's list, the other's, or both. Left out, references and child rows are united and other lists kept",
          },
        ),
      ),
      revision: Type.Optional(Type.Integer()),
    }),
    response: Type.Object({ changeSet: Type.String(), record: typed<RecordData>("The survivor") }),
  }),
  purgeRecords: defineRoute({
    method: "POST",
    path: "/apps/:app/entities/:entity/purge",
    summary:
      "Remove records from the recycle bin for good; needs the right to, and is audited. An Idempotency-Key header makes a repeat safe",
    tag: "records",
    access: "signed-in",
    params: entity,
    body: Type.Object({
      ids: Type.Array(Id, { minItems: 1, maxItems: 1_000 }),
      references: Type.Union([Type.Literal("refuse"), Type.Literal("clear")]),
    }),
    response: Changed,
  }),
  listAudit: defineRoute({
    method: "GET",
    path: "/audit",
    summary:
      "What people did that others must be able to look up: values revealed, records purged, views as somebody",
    tag: "accounts",
    access: "admin",
    query: Type.Object({
      kind: Type.Optional(Type.String({ maxLength: 40 })),
      before: Type.Optional(Id),
      limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200 })),
    }),
    response: Type.Object({
      items: Type.Array(
        Type.Object({
          id: Type.String(),
          at: Type.String(),
          kind: Type.String(),
          actor: Type.Union([Type.String(), Type.Null()]),
          actorName: Type.String(),
          app: Type.Union([Type.String(), Type.Null()]),
          entity: Type.Union([Type.String(), Type.Null()]),
          record: Type.Union([Type.String(), Type.Null()]),
          details: typed<JsonObject>("What exactly"),
          /** What the entity and the field are called now; absent when they are gone. */
          entityName: Type.Optional(typed<LocalizedText>("Name of the entity")),
          fieldName: Type.Optional(typed<LocalizedText>("Name of the field")),
        }),
      ),
      next: Type.Optional(Type.String()),
    }),
  }),
} as const;
