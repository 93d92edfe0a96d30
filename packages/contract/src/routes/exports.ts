import type { Expression } from "@mortise/expression";
import type { LocalizedText } from "@mortise/kit";
import type { SortKey } from "@mortise/metadata";
import { Type } from "typebox";
import { defineRoute, typed, typedList } from "../route.ts";

const list = Type.Object({ app: Type.String(), entity: Type.String() });
const id = Type.Object({ app: Type.String(), id: Type.String({ format: "uuid" }) });

/** Which list is to be written, and how. */
export const ExportRequest = Type.Object({
  format: Type.Union([Type.Literal("xlsx"), Type.Literal("csv")]),
  fields: Type.Optional(
    Type.Array(Type.String(), {
      minItems: 1,
      maxItems: 1000,
      description: "Columns in their order; all readable fields when absent",
    }),
  ),
  filter: Type.Optional(typed<Expression>("Condition as JSON Logic")),
  search: Type.Optional(Type.String({ maxLength: 200 })),
  sort: Type.Optional(typedList<SortKey>("Sort keys")),
  state: Type.Optional(Type.Union([Type.Literal("live"), Type.Literal("deleted")])),
  children: Type.Optional(
    Type.Union([Type.Literal("none"), Type.Literal("sheets"), Type.Literal("rows")], {
      description:
        "Child rows: left out, on sheets of their own (xlsx), or beside their record, which is repeated for each",
    }),
  ),
});

/** An export on its way: `waiting` → `running` → `done` → `expired` after a day, or `failed`, `cancelled`. */
export const ExportJob = Type.Object({
  id: Type.String(),
  entity: Type.String(),
  fileName: Type.String(),
  status: Type.String(),
  request: ExportRequest,
  total: Type.Union([Type.Integer(), Type.Null()]),
  processed: Type.Integer(),
  /** Cells whose text was longer than a cell of a workbook can hold, and was cut. */
  shortened: Type.Integer(),
  size: Type.Union([Type.Integer(), Type.Null()]),
  error: Type.Union([typed<LocalizedText>("why it failed"), Type.Null()]),
  createdAt: Type.String(),
  expiresAt: Type.Union([Type.String(), Type.Null()]),
});

/** What exported files say of who took them out and when. */
export const ExportStamp = Type.Object({
  sheet: Type.Boolean({ description: "On a sheet of its own, behind the others (xlsx)" }),
  footer: Type.Boolean({ description: "Below each printed page (xlsx)" }),
  note: Type.String({
    maxLength: 100,
    description: "A text of the company's, such as a degree of confidentiality",
  }),
  revision: Type.Integer({
    minimum: 0,
    description: "The revision that was read; 409 when it is no longer current",
  }),
});

/** Lists as files. */
export const exportRoutes = {
  startExport: defineRoute({
    method: "POST",
    path: "/apps/:app/entities/:entity/exports",
    summary: "Start writing a list as a workbook or CSV, under the rights of whoever asks",
    tag: "exports",
    access: "signed-in",
    params: list,
    body: ExportRequest,
    response: ExportJob,
  }),
  listExports: defineRoute({
    method: "GET",
    path: "/apps/:app/exports",
    summary: "One's own recent exports",
    tag: "exports",
    access: "signed-in",
    params: Type.Object({ app: Type.String() }),
    response: Type.Object({ items: Type.Array(ExportJob) }),
  }),
  getExport: defineRoute({
    method: "GET",
    path: "/apps/:app/exports/:id",
    summary: "State and progress of an export of one's own",
    tag: "exports",
    access: "signed-in",
    params: id,
    response: ExportJob,
  }),
  cancelExport: defineRoute({
    method: "POST",
    path: "/apps/:app/exports/:id/cancel",
    summary: "Stop an export",
    tag: "exports",
    access: "signed-in",
    params: id,
    response: ExportJob,
  }),
  getExportStamp: defineRoute({
    method: "GET",
    path: "/admin/export-stamp",
    summary: "What exported files say of who took them out and when",
    tag: "exports",
    access: "admin",
    response: ExportStamp,
  }),
  saveExportStamp: defineRoute({
    method: "PUT",
    path: "/admin/export-stamp",
    summary: "Set what exported files say; noted in the audit log",
    tag: "exports",
    access: "admin",
    body: ExportStamp,
    response: ExportStamp,
  }),
  downloadExport: defineRoute({
    method: "GET",
    path: "/apps/:app/exports/:id/file",
    summary: "The file, for a day, for the person who asked for it",
    tag: "exports",
    access: "signed-in",
    params: id,
    download: true,
    response: typed<unknown>("file"),
  }),
} as const;
