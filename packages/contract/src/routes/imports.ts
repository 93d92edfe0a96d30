import type { LocalizedText } from "@mortise/kit";
import type { EntityDocument } from "@mortise/metadata";
import { Type } from "typebox";
import { defineRoute, typed, typedObject } from "../route.ts";
import { UndoChoice, UndoPreview } from "./records.ts";

const id = Type.Object({ app: Type.String(), id: Type.String({ format: "uuid" }) });

/** How one column of the file fills a field; `field` null leaves the column out. */
export const ColumnMapping = Type.Object({
  column: Type.Integer(),
  field: Type.Union([Type.String(), Type.Null()]),
});

/** What to do with the file. */
export const ImportPlan = Type.Object({
  entity: Type.String(),
  sheet: Type.Integer(),
  headerRow: Type.Integer(),
  mapping: Type.Array(ColumnMapping),
  /** Fields that together tell whether a record exists already; empty means every row is new. */
  keys: Type.Array(Type.String()),
  duplicates: Type.Union([Type.Literal("skip"), Type.Literal("overwrite"), Type.Literal("update-only")]),
  /** What an empty cell does to an existing value. */
  blanks: Type.Union([Type.Literal("keep"), Type.Literal("clear")]),
  /** Values set on each new record. */
  values: typedObject<Record<string, unknown>>("Fixed values"),
  createOptions: Type.Boolean(),
  runFlows: Type.Boolean(),
});

const Counts = Type.Object({
  total: Type.Integer(),
  create: Type.Integer(),
  update: Type.Integer(),
  skip: Type.Integer(),
  error: Type.Integer(),
});
const RowError = Type.Object({
  row: Type.Integer(),
  column: Type.Union([Type.String(), Type.Null()]),
  value: Type.String(),
  message: typed<LocalizedText>("why"),
});

/** An import on its way: `analysing` → `ready` → `checking` → `checked` → `running` → `done`, or `cancelled`, `failed`, `undone`. */
export const ImportJob = Type.Object({
  id: Type.String(),
  fileName: Type.String(),
  size: Type.Integer(),
  status: Type.String(),
  sheets: Type.Array(
    Type.Object({
      index: Type.Integer(),
      name: Type.String(),
      /** Not shown by spreadsheets. */
      isHidden: Type.Optional(Type.Boolean()),
      headerRow: Type.Integer(),
      rows: Type.Array(Type.Array(Type.String())),
    }),
  ),
  encoding: Type.Union([Type.String(), Type.Null()]),
  plan: Type.Union([ImportPlan, Type.Null()]),
  counts: Type.Union([Counts, Type.Null()]),
  processed: Type.Integer(),
  errors: Type.Array(RowError),
  error: Type.Union([typed<LocalizedText>("why it failed"), Type.Null()]),
  createdAt: Type.String(),
});

/** Import of legacy lists. */
export const importRoutes = {
  importTemplate: defineRoute({
    method: "GET",
    path: "/apps/:app/entities/:entity/import-template.xlsx",
    summary:
      "A workbook to be filled in: titles that the import recognises, drop-downs, rules and an example",
    tag: "imports",
    access: "signed-in",
    params: Type.Object({ app: Type.String(), entity: Type.String() }),
    download: true,
    response: typed<unknown>("workbook"),
  }),
  uploadImport: defineRoute({
    method: "POST",
    path: "/apps/:app/imports",
    summary: "Upload a .xlsx, .xls or .csv file",
    tag: "imports",
    access: "signed-in",
    params: Type.Object({ app: Type.String() }),
    upload: true,
    response: ImportJob,
  }),
  listImports: defineRoute({
    method: "GET",
    path: "/apps/:app/imports",
    summary: "Recent imports",
    tag: "imports",
    access: "signed-in",
    params: Type.Object({ app: Type.String() }),
    response: Type.Object({ items: Type.Array(ImportJob) }),
  }),
  getImport: defineRoute({
    method: "GET",
    path: "/apps/:app/imports/:id",
    summary: "State and progress of an import",
    tag: "imports",
    access: "signed-in",
    params: id,
    response: ImportJob,
  }),
  suggestMapping: defineRoute({
    method: "POST",
    path: "/apps/:app/imports/:id/suggest",
    summary: "Guess which column fills which field",
    tag: "imports",
    access: "signed-in",
    params: id,
    body: Type.Object({ entity: Type.String(), sheet: Type.Integer(), headerRow: Type.Integer() }),
    response: Type.Object({ mapping: Type.Array(ColumnMapping), keys: Type.Array(Type.String()) }),
  }),
  inferEntity: defineRoute({
    method: "POST",
    path: "/apps/:app/imports/:id/infer",
    summary: "Propose an entity for the file: fields with types from the cells",
    tag: "imports",
    access: "builder",
    params: id,
    body: Type.Object({ sheet: Type.Integer(), headerRow: Type.Integer() }),
    response: Type.Object({ entity: typed<EntityDocument>("entity"), mapping: Type.Array(ColumnMapping) }),
  }),
  checkImport: defineRoute({
    method: "POST",
    path: "/apps/:app/imports/:id/check",
    summary: "Count what would happen; nothing is written",
    tag: "imports",
    access: "signed-in",
    params: id,
    body: Type.Object({ plan: ImportPlan }),
    response: ImportJob,
  }),
  runImport: defineRoute({
    method: "POST",
    path: "/apps/:app/imports/:id/run",
    summary: "Write the rows",
    tag: "imports",
    access: "signed-in",
    params: id,
    body: Type.Object({ plan: ImportPlan }),
    response: ImportJob,
  }),
  cancelImport: defineRoute({
    method: "POST",
    path: "/apps/:app/imports/:id/cancel",
    summary: "Stop checking or running",
    tag: "imports",
    access: "signed-in",
    params: id,
    response: ImportJob,
  }),
  previewUndoImport: defineRoute({
    method: "GET",
    path: "/apps/:app/imports/:id/undo",
    summary:
      "What undoing the import would bring back, and what was changed since by whom; nothing is written",
    tag: "imports",
    access: "signed-in",
    params: id,
    response: UndoPreview,
  }),
  undoImport: defineRoute({
    method: "POST",
    path: "/apps/:app/imports/:id/undo",
    summary: "Undo the whole import; `conflicts` says what happens to what was changed since",
    tag: "imports",
    access: "signed-in",
    params: id,
    query: UndoChoice,
    response: ImportJob,
  }),
  importErrors: defineRoute({
    method: "GET",
    path: "/apps/:app/imports/:id/errors.xlsx",
    summary: "The failed rows with their reasons as a workbook",
    tag: "imports",
    access: "signed-in",
    params: id,
    download: true,
    response: typed<unknown>("workbook"),
  }),
} as const;
