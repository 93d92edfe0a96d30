import type { AppDocument } from "./app.ts";
import type { DashboardDocument } from "./dashboard.ts";
import type { DocumentKind } from "./document-base.ts";
import type { EntityDocument } from "./entity.ts";
import type { FlowDocument } from "./flow.ts";
import type { FormDocument } from "./form.ts";
import type { MenuDocument } from "./menu.ts";
import type { PageDocument } from "./page.ts";
import type { PoolDocument } from "./pool.ts";
import type { PrintDocument } from "./print.ts";
import type { RoleDocument } from "./role.ts";
import type { ViewDocument } from "./view.ts";

export * from "./document-base.ts";

/** Any definition document. */
export type DefinitionDocument =
  | AppDocument
  | EntityDocument
  | FormDocument
  | ViewDocument
  | FlowDocument
  | DashboardDocument
  | PageDocument
  | PrintDocument
  | PoolDocument
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
