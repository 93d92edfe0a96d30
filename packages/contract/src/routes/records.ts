import type { Expression, Value } from "@mortise/expression";
import type { LocalizedText } from "@mortise/kit";
import type { Dimension, FieldAccess, RecordMeasure, SortKey } from "@mortise/metadata";
import { Type } from "typebox";
import { defineRoute, typed, typedList, typedObject } from "../route.ts";
import { SearchMarks } from "./search-marks.ts";

const entity = Type.Object({ app: Type.String(), entity: Type.String() });
const record = Type.Object({
  app: Type.String(),
  entity: Type.String(),
  id: Type.String({ format: "uuid" }),
});
const Filter = Type.Optional(typed<Expression>("Condition as JSON Logic"));
const Values = typedObject<Record<string, unknown>>("Field values by field id");
const Sort = Type.Optional(typedList<SortKey>("Sort keys"));
const Ids = Type.Array(Type.String({ format: "uuid" }), { minItems: 1, maxItems: 10_000 });

/** A record as read: system fields and fields by id. */
export type RecordData = { readonly id: string; readonly revision: number } & {
  readonly [field: string]: Value;
};
const Row = typed<RecordData>("A record by field ids");
const Labels = Type.Record(Type.String(), Type.String(), {
  description: "Names of users, teams and records by id",
});

const Limits = Type.Optional(
  typed<Readonly<Record<string, Readonly<Record<string, FieldAccess>>>>>(
    "By record and field: where the record's state allows less than the actor may do at most",
  ),
);

const Denied = Type.Optional(
  typed<Readonly<Record<string, readonly ("update" | "delete" | "claim" | "release" | "assign")[]>>>(
    "By record: what the actor may do with other records of the entity, but not with this one",
  ),
);

const Query = Type.Object({
  fields: Type.Optional(Type.Array(Type.String())),
  filter: Filter,
  reached: Type.Optional(
    Type.Object(
      {
        field: Type.String(),
        option: Type.String(),
        only: Type.Optional(
          Type.Boolean({ description: "Ever was in this very stage; later ones do not count" }),
        ),
        way: Type.Optional(Type.Union([Type.Literal("onward"), Type.Literal("lost")])),
      },
      { description: "Ever came to this stage" },
    ),
  ),
  search: Type.Optional(Type.String({ maxLength: 200 })),
  sort: Sort,
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 500 })),
  after: Type.Optional(Type.String({ description: "`next` of a page: the rows behind it" })),
  before: Type.Optional(
    Type.String({ description: "`previous` of a page: the rows before it, in the order of the list" }),
  ),
  around: Type.Optional(
    Type.String({
      format: "uuid",
      description: "The page in whose middle this record stands; 404 when it is not in the list",
    }),
  ),
  offset: Type.Optional(
    Type.Integer({
      minimum: 0,
      maximum: 200_000,
      description: "Rows to skip, counted from `after`: a jump into a long list",
    }),
  ),
  state: Type.Optional(Type.Union([Type.Literal("live"), Type.Literal("deleted")])),
  count: Type.Optional(Type.Union([Type.Literal("capped"), Type.Literal("exact")])),
  asOf: Type.Optional(
    Type.String({
      format: "date-time",
      description: "The records as they were then, under the rights of now; without search, stages and bin",
    }),
  ),
});
const Page = Type.Object({
  items: Type.Array(Row),
  next: Type.Optional(Type.String()),
  previous: Type.Optional(Type.String()),
  count: Type.Optional(Type.Object({ value: Type.Integer(), capped: Type.Boolean() })),
  labels: Labels,
  limits: Limits,
  denied: Denied,
});
const Written = Type.Object({
  changeSet: Type.String(),
  records: Type.Array(Type.Object({ id: Type.String(), revision: Type.Integer() })),
});

const changeSet = Type.Object({ app: Type.String(), id: Type.String({ format: "uuid" }) });
const UndoCause = Type.Object({
  type: Type.String(),
  id: Type.Optional(Type.String()),
  label: Type.Optional(Type.String()),
});
const Maybe = Type.Union([Type.String(), Type.Null()]);

/** What happens to records that were changed since: left alone, taken back where untouched, or taken back anyway. */
export const UndoChoice = Type.Object({
  conflicts: Type.Optional(
    Type.Union([Type.Literal("skip"), Type.Literal("untouched"), Type.Literal("force")]),
  ),
});

/** What an undo would do, before it is done. */
export const UndoPreview = Type.Object({
  at: Type.String(),
  actor: Maybe,
  cause: UndoCause,
  records: Type.Array(Type.Object({ entity: Type.String(), count: Type.Integer() })),
  conflictCount: Type.Integer(),
  conflicts: Type.Array(
    Type.Object({
      entity: Type.String(),
      id: Type.String(),
      reason: Type.Union([Type.Literal("changed"), Type.Literal("gone"), Type.Literal("not-allowed")]),
      fields: Type.Array(Type.String()),
      title: Type.String(),
      changes: Type.Array(
        Type.Object({
          field: Type.String(),
          old: typed<Value>("before the change-set"),
          written: typed<Value>("what it wrote"),
          now: typed<Value>("what stands there now"),
          by: Maybe,
          at: Maybe,
        }),
      ),
      by: Maybe,
      at: Maybe,
    }),
  ),
  labels: Labels,
});

/** Records of user-defined entities. */
export const recordRoutes = {
  queryRecords: defineRoute({
    method: "POST",
    safe: true,
    path: "/apps/:app/entities/:entity/query",
    summary: "A page of records",
    tag: "records",
    access: "signed-in",
    params: entity,
    body: Query,
    response: Page,
  }),
  getRecord: defineRoute({
    method: "GET",
    path: "/apps/:app/entities/:entity/records/:id",
    summary: "One record with its child rows",
    tag: "records",
    access: "signed-in",
    params: record,
    response: Type.Object({
      record: Row,
      labels: Labels,
      limits: Limits,
      denied: Denied,
      /** For a record in the bin: the one it was merged into. */
      mergedInto: Type.Optional(Type.String()),
    }),
  }),
  getPastRecord: defineRoute({
    method: "GET",
    path: "/apps/:app/entities/:entity/records/:id/past",
    summary: "One record with its child rows as it was at a moment, under the rights of now",
    tag: "records",
    access: "signed-in",
    params: record,
    query: Type.Object({ asOf: Type.String({ format: "date-time" }) }),
    response: Type.Object({ record: Row, labels: Labels }),
  }),
  revealValue: defineRoute({
    method: "POST",
    path: "/apps/:app/entities/:entity/records/:id/reveal",
    summary: "The clear value of a masked field; needs the right to reveal it, and each answer is audited",
    tag: "records",
    access: "signed-in",
    params: record,
    body: Type.Object({ field: Type.String() }),
    response: Type.Object({ value: typed<Value>("The clear value"), labels: Labels }),
  }),
  createRecord: defineRoute({
    method: "POST",
    path: "/apps/:app/entities/:entity/records",
    summary: "Create a record; an Idempotency-Key header makes a repeat safe",
    tag: "records",
    access: "signed-in",
    params: entity,
    body: Type.Object({ values: Values }),
    response: Type.Object({ changeSet: Type.String(), record: Row }),
  }),
  updateRecord: defineRoute({
    method: "PATCH",
    path: "/apps/:app/entities/:entity/records/:id",
    summary: "Change fields of a record; with `revision` a lost update is refused",
    tag: "records",
    access: "signed-in",
    params: record,
    body: Type.Object({ revision: Type.Optional(Type.Integer()), values: Values }),
    response: Type.Object({ changeSet: Type.String(), record: Row }),
  }),
  createRecords: defineRoute({
    method: "POST",
    path: "/apps/:app/entities/:entity/records/batch",
    summary: "Create up to 10,000 records in one change-set",
    tag: "records",
    access: "signed-in",
    params: entity,
    body: Type.Object({ rows: Type.Array(Values, { minItems: 1, maxItems: 10_000 }) }),
    response: Written,
  }),
  updateRecords: defineRoute({
    method: "PATCH",
    path: "/apps/:app/entities/:entity/records",
    summary: "Set the same values on many records",
    tag: "records",
    access: "signed-in",
    params: entity,
    body: Type.Object({ ids: Ids, values: Values }),
    response: Written,
  }),
  deleteRecords: defineRoute({
    method: "POST",
    path: "/apps/:app/entities/:entity/delete",
    summary: "Move records to the recycle bin",
    tag: "records",
    access: "signed-in",
    params: entity,
    body: Type.Object({ ids: Ids }),
    response: Written,
  }),
  restoreRecords: defineRoute({
    method: "POST",
    path: "/apps/:app/entities/:entity/restore",
    summary: "Bring records back from the recycle bin",
    tag: "records",
    access: "signed-in",
    params: entity,
    body: Type.Object({ ids: Ids }),
    response: Written,
  }),
  claimRecords: defineRoute({
    method: "POST",
    path: "/apps/:app/entities/:entity/claim",
    summary:
      "Claim records from the public pool; where its pools fill claims up, `refused` says which records were not claimed and why",
    tag: "records",
    access: "signed-in",
    params: entity,
    body: Type.Object({ ids: Ids }),
    response: Type.Object({
      ...Written.properties,
      refused: Type.Optional(
        Type.Array(Type.Object({ id: Type.String(), reason: typed<LocalizedText>("Why") })),
      ),
    }),
  }),
  assignRecords: defineRoute({
    method: "POST",
    path: "/apps/:app/entities/:entity/assign",
    summary:
      "Give ownerless records to people in turn, or put them into another pool; for admins of the pools in which they lie",
    tag: "records",
    access: "signed-in",
    params: entity,
    body: Type.Object({
      ids: Ids,
      to: Type.Optional(Type.Array(Type.String({ format: "uuid" }), { minItems: 1, maxItems: 200 })),
      pool: Type.Optional(Type.String()),
    }),
    response: Written,
  }),
  releaseRecords: defineRoute({
    method: "POST",
    path: "/apps/:app/entities/:entity/release",
    summary: "Return records to the public pool: the one named, or the one they belong to",
    tag: "records",
    access: "signed-in",
    params: entity,
    body: Type.Object({
      ids: Ids,
      reason: Type.Optional(Type.String({ maxLength: 500 })),
      pool: Type.Optional(Type.String()),
    }),
    response: Written,
  }),
  listChangeSets: defineRoute({
    method: "GET",
    path: "/apps/:app/change-sets",
    summary: "Recent changes as they were made: who, what, how many; one's own, for administrators all",
    tag: "records",
    access: "signed-in",
    params: Type.Object({ app: Type.String() }),
    query: Type.Object({
      mine: Type.Optional(Type.Boolean()),
      before: Type.Optional(Type.String({ format: "uuid" })),
      limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100 })),
    }),
    response: Type.Object({
      items: Type.Array(
        Type.Object({
          id: Type.String(),
          at: Type.String(),
          actor: Type.Union([Type.String(), Type.Null()]),
          cause: UndoCause,
          counts: Type.Array(
            Type.Object({ entity: Type.String(), type: Type.String(), records: Type.Integer() }),
          ),
          undone: Type.Boolean(),
        }),
      ),
      labels: Labels,
      next: Type.Optional(Type.String()),
    }),
  }),
  previewUndo: defineRoute({
    method: "GET",
    path: "/apps/:app/change-sets/:id/undo",
    summary:
      "What undoing a change-set would bring back, and what was changed since by whom; nothing is written",
    tag: "records",
    access: "signed-in",
    params: changeSet,
    response: UndoPreview,
  }),
  undoChangeSet: defineRoute({
    method: "POST",
    path: "/apps/:app/change-sets/:id/undo",
    summary: "Undo everything one change-set did; `conflicts` says what happens to what was changed since",
    tag: "records",
    access: "signed-in",
    params: changeSet,
    query: UndoChoice,
    response: Type.Object({
      changeSet: Type.String(),
      undone: Type.Integer(),
      conflicts: Type.Array(Type.String()),
    }),
  }),
  searchApp: defineRoute({
    method: "GET",
    path: "/apps/:app/search",
    summary: "Keyword search over all entities: best hits, where they match, and how many there are",
    tag: "records",
    access: "signed-in",
    params: Type.Object({ app: Type.String() }),
    query: Type.Object({ q: Type.String({ minLength: 1, maxLength: 200 }) }),
    response: Type.Object({
      /** By entity, the one with the best hit first; in each the best hits. */
      groups: Type.Array(
        Type.Object({
          entity: Type.String(),
          count: Type.Object({ value: Type.Integer(), capped: Type.Boolean() }),
          hits: Type.Array(
            Type.Object({
              id: Type.String(),
              title: Type.String(),
              marks: SearchMarks,
              hints: Type.Array(
                Type.Object({ field: Type.String(), text: Type.String(), marks: SearchMarks }),
              ),
            }),
          ),
        }),
      ),
    }),
  }),
  aggregate: defineRoute({
    method: "POST",
    safe: true,
    path: "/apps/:app/entities/:entity/aggregate",
    summary: "Grouped figures",
    tag: "reports",
    access: "signed-in",
    params: entity,
    body: Type.Object({
      filter: Filter,
      search: Type.Optional(Type.String()),
      dimensions: typedList<Dimension>("dimensions"),
      measures: typedList<RecordMeasure>("measures"),
      sort: Sort,
      limit: Type.Optional(Type.Integer()),
    }),
    response: Type.Object({
      rows: Type.Array(
        Type.Object({
          keys: Type.Array(typed<Value>("key")),
          values: Type.Record(Type.String(), Type.Union([Type.String(), Type.Null()])),
        }),
      ),
      labels: Labels,
      truncated: Type.Boolean(),
    }),
  }),
} as const;
