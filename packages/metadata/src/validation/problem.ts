import type { LocalizedText } from "@mortise/kit";
import type { Catalog } from "../catalog.ts";
import type { DocumentKey, DocumentKind, DocumentOf } from "../documents/document.ts";

/** Something wrong in a draft. Errors stop publishing, warnings do not; `path` leads to the place (`fields.3.name`). */
export interface Problem {
  readonly document: DocumentKey;
  readonly path: string;
  readonly message: LocalizedText;
  readonly severity: "error" | "warning";
}

/** What an engine has to say about the documents of one kind: unknown node types, settings that do not fit. */
export interface DocumentChecker<Kind extends DocumentKind = DocumentKind> {
  readonly kind: Kind;
  check(document: DocumentOf<Kind>, catalog: Catalog): readonly Problem[];
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
