import { type ErrorDetail, isPlainObject, type LocalizedText } from "@mortise/kit";
import type { TSchema } from "typebox";
import { Value } from "typebox/value";
import { DOCUMENT_KINDS, type DefinitionDocument, type DocumentKind } from "../documents/document.ts";
import { appSchema } from "./app-schema.ts";
import { dashboardSchema } from "./dashboard-schema.ts";
import { entitySchema } from "./entity-schema.ts";
import { flowSchema } from "./flow-schema.ts";
import { formSchema } from "./form-schema.ts";
import { menuSchema } from "./menu-schema.ts";
import { pageSchema } from "./page-schema.ts";
import { poolSchema } from "./pool-schema.ts";
import { printSchema } from "./print-schema.ts";
import { roleSchema } from "./role-schema.ts";
import { viewSchema } from "./view-schema.ts";

/** The JSON schema of every kind of document, also served in the API's description. */
export const documentSchemas = {
  app: appSchema,
  entity: entitySchema,
  form: formSchema,
  view: viewSchema,
  flow: flowSchema,
  dashboard: dashboardSchema,
  page: pageSchema,
  print: printSchema,
  pool: poolSchema,
  role: roleSchema,
  menu: menuSchema,
} as const satisfies Readonly<Record<DocumentKind, TSchema>>;

/** A document, or every place where the input does not have its shape. */
export type ParsedDocument =
  | { readonly ok: true; readonly document: DefinitionDocument }
  | { readonly ok: false; readonly problems: readonly ErrorDetail[] };

/**
 * Reads a definition document from outside. Only the shape is checked: whether fields and entities that it names
 * exist is `validateCatalog`'s to say.
 */
export function parseDocument(input: unknown): ParsedDocument {
  const kind = isPlainObject(input) ? input["kind"] : undefined;
  if (!isDocumentKind(kind)) {
    return refusal("kind", {
      zh: `必须是 ${DOCUMENT_KINDS.join("、")} 之一`,
      en: `Must be one of ${DOCUMENT_KINDS.join(", ")}`,
    });
  }
  const schema: TSchema = documentSchemas[kind];
  // The schema is that of the document's kind; a type test keeps schemas and types together.
  if (Value.Check(schema, input)) return { ok: true, document: input as DefinitionDocument };
  const details = Value.Errors(schema, input).map(({ instancePath, message }) => ({
    path: pathOf(instancePath),
    message: { zh: `格式不对（${message}）`, en: message },
  }));
  return { ok: false, problems: details.filter(isFirstOfPath) };
}

function isDocumentKind(kind: unknown): kind is DocumentKind {
  return DOCUMENT_KINDS.some((known) => known === kind);
}

function refusal(path: string, message: LocalizedText): ParsedDocument {
  return { ok: false, problems: [{ path, message }] };
}

/** `/fields/0/name` as `fields.0.name`. */
function pathOf(pointer: string): string {
  return pointer
    .split("/")
    .slice(1)
    .map((part) => part.replaceAll("~1", "/").replaceAll("~0", "~"))
    .join(".");
}

function isFirstOfPath(detail: ErrorDetail, index: number, all: readonly ErrorDetail[]): boolean {
  return all.findIndex(({ path }) => path === detail.path) === index;
}
