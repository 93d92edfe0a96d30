import type { LocalizedText } from "@mortise/kit";

/** The kinds of definition document an app is made of. */
export const DOCUMENT_KINDS = [
  "app",
  "entity",
  "form",
  "view",
  "flow",
  "dashboard",
  "page",
  "print",
  "pool",
  "role",
  "menu",
] as const;

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
