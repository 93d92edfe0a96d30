import type { LocalizedText } from "@mortise/kit";
import type { AppDocument } from "./app.ts";
import type { DashboardDocument } from "./dashboard.ts";
import type { EntityDocument } from "./entity.ts";
import type { FlowDocument } from "./flow.ts";
import type { FormDocument } from "./form.ts";
import type { MenuDocument } from "./menu.ts";
import type { RoleDocument } from "./role.ts";
import type { ViewDocument } from "./view.ts";

/** The kinds of definition document an app is made of. */
export const DOCUMENT_KINDS = ["app", "entity", "form", "view", "flow", "dashboard", "role", "menu"] as const;

/** One kind of definition document. */
export type DocumentKind = (typeof DOCUMENT_KINDS)[number];

/**
 * What every definition document carries. `id` is stable for life, unique per kind within the app, and
 * matches `[a-z][a-z0-9_]{0,47}`; names people see are `name`. `version` is the version of the format.
 */
export interface DocumentBase<Kind extends DocumentKind> {
  readonly kind: Kind;
  readonly id: string;
  readonly version: 1;
  readonly name: LocalizedText;
}

/** Any definition document. */
export type DefinitionDocument =
  | AppDocument
  | EntityDocument
  | FormDocument
  | ViewDocument
  | FlowDocument
  | DashboardDocument
  | RoleDocument
  | MenuDocument;

/** The document type of a kind. */
export type DocumentOf<Kind extends DocumentKind> = Extract<DefinitionDocument, { kind: Kind }>;

/** Identifies a document within its app: `entity/lead`. */
export type DocumentKey = `${DocumentKind}/${string}`;

/** The key of a document within its app. */
export function documentKey(document: { readonly kind: DocumentKind; readonly id: string }): DocumentKey {
  return `${document.kind}/${document.id}`;
}
