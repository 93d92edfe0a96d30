import type { LocalizedText } from "@mortise/kit";
import { fieldName } from "../available-fields.ts";
import type { Catalog } from "../catalog.ts";
import { documentTitle, quoted } from "../document-name.ts";
import { type DocumentKey, documentKey } from "../documents/document.ts";
import type { DocumentChange } from "./change.ts";
import { usesOf, type Use } from "./uses.ts";

/** A document that uses something which a change takes away. */
export interface Impact {
  readonly document: DocumentKey;
  readonly text: LocalizedText;
}

/**
 * Which views, forms, flows, dashboards, roles and menus use the fields, options, entities and other
 * documents that changes remove. `catalog` is the state before the changes, in which those things still exist.
 */
export function impactOf(changes: readonly DocumentChange[], catalog: Catalog): readonly Impact[] {
  const removed = new Set(
    changes.flatMap(({ document, type, subject }) => (type === "removed" && !subject ? [document] : [])),
  );
  const touched = changes.flatMap((change) => touchedBy(change, catalog));
  if (touched.length === 0) return [];
  return catalog.documents.flatMap((document) => {
    const key = documentKey(document);
    if (removed.has(key)) return [];
    const uses = usesOf(document, catalog);
    const title = documentTitle(document);
    return touched
      .filter((thing) => thing.document !== key && uses.some((use) => thing.isUsedBy(use)))
      .map(({ what }) => ({
        document: key,
        text: { zh: `${title.zh}用到了${what.zh}`, en: `${title.en} uses ${what.en}` },
      }));
  });
}

interface Touched {
  readonly document: DocumentKey;
  readonly what: LocalizedText;
  isUsedBy(use: Use): boolean;
}

function touchedBy({ document, type, subject }: DocumentChange, catalog: Catalog): readonly Touched[] {
  const [kind, id = ""] = document.split("/");
  if (!subject) {
    const gone = catalog.documents.find((candidate) => documentKey(candidate) === document);
    if (type !== "removed" || !gone) return [];
    const title = documentTitle(gone);
    const what = { zh: `被删除的${title.zh}`, en: `the removed ${title.en}` };
    return [{ document, what, isUsedBy: (use) => use.document === document }];
  }
  if (kind !== "entity" || type !== "removed") return [];
  if (subject.part === "field") {
    const name = quoted(fieldName(catalog, id, subject.field));
    const what = { zh: `被删除的字段${name.zh}`, en: `the removed field ${name.en}` };
    return [{ document, what, isUsedBy: (use) => use.entity === id && use.field === subject.field }];
  }
  if (subject.part !== "option") return [];
  const name = quoted(fieldName(catalog, id, subject.field));
  const what = { zh: `字段${name.zh}被删除的选项`, en: `a removed option of field ${name.en}` };
  return [
    {
      document,
      what,
      isUsedBy: (use) =>
        use.entity === id && use.field === subject.field && (use.literals?.has(subject.option) ?? false),
    },
  ];
}
