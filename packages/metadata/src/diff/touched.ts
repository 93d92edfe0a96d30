import type { LocalizedText } from "@mortise/kit";
import { fieldName } from "../available-fields.ts";
import type { Catalog } from "../catalog.ts";
import { documentTitle, quoted } from "../document-name.ts";
import { type DocumentKey, type DocumentKind, documentKey } from "../documents/document.ts";
import type { DocumentChange, FieldAspect } from "./change.ts";
import type { Use } from "./uses.ts";

/** Something that a change takes away or makes different, and how to tell who uses it. */
export interface Touched {
  readonly document: DocumentKey;
  readonly what: LocalizedText;
  /** The kinds of document to which it matters; all when not given. */
  readonly kinds?: readonly DocumentKind[];
  isUsedBy(use: Use): boolean;
}

/** What a change touches: nothing when it cannot hurt anybody. `catalog` is the state before. */
export function touchedBy(change: DocumentChange, catalog: Catalog): readonly Touched[] {
  const { document, type, subject } = change;
  const [kind, id = ""] = document.split("/");
  if (!subject) return removedDocument(change, catalog);
  if (kind !== "entity") return [];
  if (subject.part === "field") {
    const isUsedBy = (use: Use): boolean => use.entity === id && use.field === subject.field;
    const name = quoted(fieldName(catalog, id, subject.field));
    if (type === "removed") {
      const what = { zh: `被删除的字段${name.zh}`, en: `the removed field ${name.en}` };
      return [{ document, what, isUsedBy }];
    }
    const aspect = subject.aspect && ASPECTS[subject.aspect];
    return aspect ? [{ document, ...aspect(name), isUsedBy }] : [];
  }
  if (subject.part !== "option" || (type !== "removed" && !subject.off)) return [];
  const name = quoted(fieldName(catalog, id, subject.field));
  const what =
    type === "removed"
      ? { zh: `字段${name.zh}被删除的选项`, en: `a removed option of field ${name.en}` }
      : { zh: `字段${name.zh}停用的选项`, en: `a switched-off option of field ${name.en}` };
  const isUsedBy = (use: Use): boolean =>
    use.entity === id && use.field === subject.field && (use.literals?.has(subject.option) ?? false);
  return [{ document, what, isUsedBy }];
}

function removedDocument({ document, type }: DocumentChange, catalog: Catalog): readonly Touched[] {
  const gone = catalog.documents.find((candidate) => documentKey(candidate) === document);
  if (type !== "removed" || !gone) return [];
  const title = documentTitle(gone);
  const what = { zh: `被删除的${title.zh}`, en: `the removed ${title.en}` };
  return [{ document, what, isUsedBy: (use) => use.document === document }];
}

type AspectText = (name: LocalizedText) => Pick<Touched, "what" | "kinds">;

/** A change of key is followed by itself, and what must be unique bothers only those who fill in. */
const ASPECTS: Readonly<Partial<Record<FieldAspect, AspectText>>> = {
  type: ({ zh, en }) => ({
    what: { zh: `改变了类型的字段${zh}`, en: `field ${en}, whose type changes` },
  }),
  required: ({ zh, en }) => ({
    what: { zh: `改为必填的字段${zh}`, en: `field ${en}, which becomes required` },
    kinds: ["form"],
  }),
  unique: ({ zh, en }) => ({
    what: { zh: `不再允许重复的字段${zh}`, en: `field ${en}, which must be unique from now on` },
    kinds: ["form"],
  }),
  readOnly: ({ zh, en }) => ({
    what: { zh: `改为只读的字段${zh}`, en: `field ${en}, which becomes read-only` },
    kinds: ["form"],
  }),
};
