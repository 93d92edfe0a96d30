import type { LocalizedText } from "@mortise/kit";
import { Type } from "typebox";
import { defineRoute, typed } from "../route.ts";
import { CheckRule } from "./apps.ts";

const app = Type.Object({ app: Type.String() });
const Text = typed<LocalizedText>("Text in both languages");
const Violations = Type.Object({ entity: Type.String(), field: Type.String(), rule: CheckRule });

/** Work on the tables of an app that goes on while people write. */
export const StructureProgress = Type.Object({
  /** The release whose rows are being prepared, or that failed last. */
  pending: Type.Union([
    Type.Object({
      state: Type.Union([Type.Literal("preparing"), Type.Literal("failed")]),
      message: Type.Union([Text, Type.Null()]),
    }),
    Type.Null(),
  ]),
  tasks: Type.Array(
    Type.Object({
      /** `index`, `reference`, `search`, `conversion`, `fill` or `drop`. */
      kind: Type.String(),
      entity: Type.String(),
      field: Type.Union([Type.String(), Type.Null()]),
      name: Type.String(),
      state: Type.Union([Type.Literal("waiting"), Type.Literal("running"), Type.Literal("failed")]),
      /** Rows done so far. */
      done: Type.Integer(),
      message: Type.Union([Text, Type.Null()]),
    }),
  ),
});

const Figure = Type.Union([Type.Number(), Type.Null()]);

/** An index for saved views and dashboards; times in milliseconds, `cost` is the planner's own measure. */
export const IndexAdvice = Type.Object({
  name: Type.String(),
  entity: Type.String(),
  columns: Type.Array(Type.String()),
  wantedBy: Type.Array(Type.String()),
  /** `unused` was taken away after two weeks without use; `declined` by a builder. */
  state: Type.Union([Type.Literal("built"), Type.Literal("unused"), Type.Literal("declined")]),
  bytes: Figure,
  buildMilliseconds: Figure,
  millisecondsBefore: Figure,
  millisecondsAfter: Figure,
  costBefore: Figure,
  costAfter: Figure,
  uses: Type.Integer(),
  at: Type.String(),
});

/** Changes of structure: what stands against them, and how far they are. */
export const structureRoutes = {
  getStructure: defineRoute({
    method: "GET",
    path: "/apps/:app/structure",
    summary: "What is still being done on the tables: indexes being built, values being converted",
    tag: "build",
    access: "builder",
    params: app,
    response: StructureProgress,
  }),
  cancelPublish: defineRoute({
    method: "POST",
    path: "/apps/:app/structure/cancel",
    summary: "Give up the release whose rows are being prepared; the current one stays in force",
    tag: "build",
    access: "builder",
    params: app,
    response: Type.Object({ ok: Type.Literal(true) }),
  }),
  listIndexes: defineRoute({
    method: "GET",
    path: "/apps/:app/indexes",
    summary: "Indexes that were built for saved views and dashboards, with what they cost and brought",
    tag: "build",
    access: "builder",
    params: app,
    response: Type.Object({ items: Type.Array(IndexAdvice) }),
  }),
  decideIndex: defineRoute({
    method: "POST",
    path: "/apps/:app/indexes/:name",
    summary: "Take such an index away for good, or let it be built again",
    tag: "build",
    access: "builder",
    params: Type.Object({ app: Type.String(), name: Type.String() }),
    body: Type.Object({ keep: Type.Boolean() }),
    response: Type.Object({ ok: Type.Literal(true) }),
  }),
  listViolations: defineRoute({
    method: "GET",
    path: "/apps/:app/draft/violations",
    summary: "The first rows that stand against a change of a field, as far as the actor may see them",
    tag: "build",
    access: "builder",
    params: app,
    query: Violations,
    response: Type.Object({
      items: Type.Array(
        Type.Object({ id: Type.String(), title: Type.String(), value: Type.String(), reason: Text }),
      ),
      /** There are more: `downloadViolations` has them all. */
      more: Type.Boolean(),
    }),
  }),
  downloadViolations: defineRoute({
    method: "GET",
    path: "/apps/:app/draft/violations/file",
    summary: "All rows that stand against a change of a field, as an Excel file",
    tag: "build",
    access: "builder",
    params: app,
    query: Violations,
    download: true,
    response: typed<unknown>("workbook"),
  }),
} as const;
