import type { LocalizedText } from "@mortise/kit";
import type { EntityDocument } from "@mortise/metadata";
import { Type } from "typebox";
import { defineRoute, typed, typedObject } from "../route.ts";
import { UndoChoice, UndoPreview } from "./records.ts";

const id = Type.Object({ app: Type.String(), id: Type.String({ format: "uuid" }) });

/** How one column of the file fills a field, also one of child rows (`lines.price`); `field` null leaves the column out. */
export const ColumnMapping = Type.Object({
  column: Type.Integer(),
  field: Type.Union([Type.String(), Type.Null()]),
});

/** Child rows on a sheet of their own: the text in its column `key` is that in the column `of` of their record's row. */
export const ChildSheet = Type.Object({
  subTable: Type.String(),
  sheet: Type.Integer(),
  headerRow: Type.Integer(),
  key: Type.Integer(),
  of: Type.Integer(),
  /** Fields are named as in the plan: `lines.price`. */
  mapping: Type.Array(ColumnMapping),
});

const CellPolicy = Type.Union([Type.Literal("row"), Type.Literal("cell")]);

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
  /** Records that a cell refers to by a name that no record has are added. */
  createReferences: Type.Optional(Type.Boolean()),
  /** What a cell that cannot be read costs, by what is wrong with it: its row (when not given) or only itself. */
  onError: Type.Optional(
    Type.Object({
      value: Type.Optional(CellPolicy),
      option: Type.Optional(CellPolicy),
      person: Type.Optional(CellPolicy),
      reference: Type.Optional(CellPolicy),
      file: Type.Optional(CellPolicy),
    }),
  ),
  /** Sub-tables whose rows stand on other sheets of the workbook. */
  childSheets: Type.Optional(Type.Array(ChildSheet, { maxItems: 20 })),
  runFlows: Type.Boolean(),
  /**
   * Whose the records are: `keep` what the file says, whatever flows would do (they give owners to those that have none);
   * by the `rules` of flows, which then run in any case; or one person's. The last two leave records alone that exist.
   */
  owner: Type.Optional(
    Type.Union([
      Type.Literal("keep"),
      Type.Literal("rules"),
      Type.Object({ user: Type.String({ format: "uuid" }) }),
    ]),
  ),
});

/** How lists of one kind are imported, kept under a name: columns by their headers, and all other choices. */
export const KeptMapping = Type.Object({
  id: Type.String(),
  name: Type.String(),
  /** Whether the person may remove it. */
  isOwn: Type.Boolean(),
  mapping: Type.Object({
    columns: Type.Array(
      Type.Object({ header: Type.String(), field: Type.Union([Type.String(), Type.Null()]) }),
    ),
    ...Type.Omit(ImportPlan, ["entity", "sheet", "headerRow", "mapping", "childSheets"]).properties,
  }),
});
const entityPlace = Type.Object({ app: Type.String(), entity: Type.String() });
const MappingList = Type.Object({ items: Type.Array(KeptMapping) });

const Counts = Type.Object({
  total: Type.Integer(),
  create: Type.Integer(),
  update: Type.Integer(),
  skip: Type.Integer(),
  error: Type.Integer(),
  /** Child rows of the records. All counts but this and `total` are of records, which may have several rows of the file. */
  children: Type.Optional(Type.Integer()),
  /** Cells left out of rows that are imported all the same. */
  cells: Type.Optional(Type.Integer()),
  /** Records of other entities, and options of fields, that are added for the rows. */
  made: Type.Optional(
    Type.Array(
      Type.Object({
        entity: Type.Optional(Type.String()),
        field: Type.Optional(Type.String()),
        count: Type.Integer(),
      }),
    ),
  ),
});
const RowError = Type.Object({
  row: Type.Integer(),
  /** Where it is not that of the plan. */
  sheet: Type.Optional(Type.Integer()),
  column: Type.Union([Type.String(), Type.Null()]),
  value: Type.String(),
  message: typed<LocalizedText>("why"),
  /** The row was imported without the cell. */
  imported: Type.Optional(Type.Boolean()),
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
  /** The archive of files beside the list. */
  files: Type.Optional(
    Type.Object({ name: Type.String(), count: Type.Integer(), size: Type.Integer({ description: "bytes" }) }),
  ),
  /** It was stopped or failed while rows were written, and can go on where it ended. */
  canContinue: Type.Optional(Type.Boolean()),
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
    params: entityPlace,
    download: true,
    response: typed<unknown>("workbook"),
  }),
  listImportMappings: defineRoute({
    method: "GET",
    path: "/apps/:app/entities/:entity/import-mappings",
    summary: "Kept mappings for lists that go into an entity",
    tag: "imports",
    access: "signed-in",
    params: entityPlace,
    response: MappingList,
  }),
  saveImportMapping: defineRoute({
    method: "PUT",
    path: "/apps/:app/entities/:entity/import-mappings",
    summary: "Keep a mapping under a name; one of the same name is replaced",
    tag: "imports",
    access: "signed-in",
    params: entityPlace,
    body: Type.Object({
      name: Type.String({ minLength: 1, maxLength: 100 }),
      mapping: KeptMapping.properties.mapping,
    }),
    response: MappingList,
  }),
  removeImportMapping: defineRoute({
    method: "DELETE",
    path: "/apps/:app/entities/:entity/import-mappings/:id",
    summary: "Forget a kept mapping: one's own, for builders any",
    tag: "imports",
    access: "signed-in",
    params: Type.Object({ app: Type.String(), entity: Type.String(), id: Type.String({ format: "uuid" }) }),
    response: MappingList,
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
    response: Type.Object({
      mapping: Type.Array(ColumnMapping),
      keys: Type.Array(Type.String()),
      childSheets: Type.Array(ChildSheet),
    }),
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
  importAgain: defineRoute({
    method: "POST",
    path: "/apps/:app/imports/:id/again",
    summary: "A further import of the same file: another of its sheets",
    tag: "imports",
    access: "signed-in",
    params: id,
    response: ImportJob,
  }),
  continueImport: defineRoute({
    method: "POST",
    path: "/apps/:app/imports/:id/continue",
    summary: "Go on with a run that was stopped or failed, behind the last row that was dealt with",
    tag: "imports",
    access: "signed-in",
    params: id,
    response: ImportJob,
  }),
  uploadImportFiles: defineRoute({
    method: "POST",
    path: "/apps/:app/imports/:id/files",
    summary: "Upload a .zip of the files that cells of the list name; one that was there is replaced",
    tag: "imports",
    access: "signed-in",
    params: id,
    upload: true,
    response: ImportJob,
  }),
  removeImportFiles: defineRoute({
    method: "DELETE",
    path: "/apps/:app/imports/:id/files",
    summary: "Forget the .zip beside the list",
    tag: "imports",
    access: "signed-in",
    params: id,
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
