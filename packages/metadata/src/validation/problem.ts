import type { LocalizedText } from "@mortise/kit";
import type { Catalog } from "../catalog.ts";
import type { FieldPlace } from "../field-graph.ts";
import type { DefinitionDocument, DocumentKey, DocumentKind, DocumentOf } from "../documents/document.ts";

/** Something wrong in a draft. Errors stop publishing, warnings do not; `path` leads to the place (`fields.3.name`). */
export interface Problem {
  readonly document: DocumentKey;
  readonly path: string;
  readonly message: LocalizedText;
  readonly severity: "error" | "warning";
  /** Set when stored records are the reason: the rows can be listed. */
  readonly rows?: {
    readonly entity: string;
    readonly field: string;
    readonly rule: "type" | "unique" | "required";
    readonly count: number;
  };
}

/** What an engine has to say about documents of one kind: unknown node types, settings that do not fit. Made by `defineChecker`. */
export interface DocumentChecker {
  /** Problems of a document; none for documents of other kinds. */
  check(document: DefinitionDocument, catalog: Catalog): readonly Problem[];
  /** The fields that a document names in what only the engine can read; undefined for documents of other kinds. */
  fieldsIn?(document: DefinitionDocument, catalog: Catalog): readonly FieldPlace[] | undefined;
}

/** Makes the checker of one kind of document. */
export function defineChecker<Kind extends DocumentKind>(
  kind: Kind,
  check: (document: DocumentOf<Kind>, catalog: Catalog) => readonly Problem[],
  fieldsIn?: (document: DocumentOf<Kind>, catalog: Catalog) => readonly FieldPlace[],
): DocumentChecker {
  return {
    // Kinds are equal, so the document is of the checker's kind.
    check: (document, catalog) =>
      document.kind === kind ? check(document as DocumentOf<Kind>, catalog) : [],
    // The same.
    fieldsIn: (document, catalog) =>
      document.kind === kind ? fieldsIn?.(document as DocumentOf<Kind>, catalog) : undefined,
  };
}

/** Collects the problems of one document. */
export class ProblemList {
  readonly problems: Problem[] = [];
  readonly #document: DocumentKey;

  constructor(document: DocumentKey) {
    this.#document = document;
  }

  error(path: string, zh: string, en: string): void {
    this.problems.push({ document: this.#document, path, message: { zh, en }, severity: "error" });
  }

  warning(path: string, zh: string, en: string): void {
    this.problems.push({ document: this.#document, path, message: { zh, en }, severity: "warning" });
  }
}
