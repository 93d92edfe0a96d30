import type { LocalizedText } from "@mortise/kit";
import type { Catalog } from "../catalog.ts";
import { documentTitle, quoted } from "../document-name.ts";
import { type DefinitionDocument, type DocumentKey, documentKey } from "../documents/document.ts";
import type { EntityDocument } from "../documents/entity.ts";
import { isOffered } from "../documents/public-form.ts";
import type { DocumentChange } from "./change.ts";
import { touchedBy, type Touched } from "./touched.ts";
import { ofExpression, usesOf } from "./uses.ts";

/** A document, formula or public link that uses something which a change takes away or makes different. */
export interface Impact {
  readonly document: DocumentKey;
  readonly kind: "document" | "formula" | "public-link";
  readonly text: LocalizedText;
}

/**
 * Which views, forms, public links, flows, dashboards, formulas, roles and menus use the fields, options, entities and
 * other documents that changes remove, retype or tighten. `catalog` is the state before the changes, in which all of
 * those things still exist under their old keys.
 */
export function impactOf(changes: readonly DocumentChange[], catalog: Catalog): readonly Impact[] {
  const removed = new Set(
    changes.flatMap(({ document, type, subject }) => (type === "removed" && !subject ? [document] : [])),
  );
  const touched = changes.flatMap((change) => touchedBy(change, catalog));
  if (touched.length === 0) return [];
  const found = catalog.documents
    .filter((document) => !removed.has(documentKey(document)))
    .flatMap((document) => [
      ...documentImpact(document, touched, catalog),
      ...(document.kind === "entity" ? formulaImpact(document, { touched, changes }, catalog) : []),
    ]);
  return found.filter(
    ({ document, text }, index) =>
      found.findIndex((other) => other.document === document && other.text.zh === text.zh) === index,
  );
}

function documentImpact(
  document: DefinitionDocument,
  touched: readonly Touched[],
  catalog: Catalog,
): readonly Impact[] {
  const key = documentKey(document);
  const uses = usesOf(document, catalog);
  const isPublic = document.kind === "form" && isOffered(document.public);
  const title = isPublic ? publicTitle(document.name) : documentTitle(document);
  return touched
    .filter(
      (thing) =>
        thing.document !== key &&
        (thing.kinds?.includes(document.kind) ?? true) &&
        uses.some((use) => thing.isUsedBy(use)),
    )
    .map(({ what }) => ({
      document: key,
      kind: isPublic ? ("public-link" as const) : ("document" as const),
      text: { zh: `${title.zh}用到了${what.zh}`, en: `${title.en} uses ${what.en}` },
    }));
}

function publicTitle(name: LocalizedText): LocalizedText {
  const { zh, en } = quoted(name);
  return { zh: `公开表单${zh}`, en: `Public form ${en}` };
}

/** Formulas of the same entity; what another entity uses is told of that entity. */
function formulaImpact(
  entity: EntityDocument,
  {
    touched,
    changes,
  }: {
    readonly touched: readonly Touched[];
    readonly changes: readonly DocumentChange[];
  },
  catalog: Catalog,
): readonly Impact[] {
  const document = documentKey(entity);
  const gone = new Set(
    changes.flatMap((change) =>
      change.document === document && change.type === "removed" && change.subject?.part === "field"
        ? [change.subject.field]
        : [],
    ),
  );
  return entity.fields.flatMap((field) => {
    if (gone.has(field.id)) return [];
    const uses = ofExpression(entity.id, catalog.fieldTypes.expressionOf?.(field));
    const name = quoted(field.name);
    return touched
      .filter(
        (thing) => thing.document === document && !thing.kinds && uses.some((use) => thing.isUsedBy(use)),
      )
      .map(({ what }) => ({
        document,
        kind: "formula" as const,
        text: { zh: `公式字段${name.zh}用到了${what.zh}`, en: `The formula ${name.en} uses ${what.en}` },
      }));
  });
}
