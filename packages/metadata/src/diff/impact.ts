import type { LocalizedText } from "@mortise/kit";
import type { Catalog } from "../catalog.ts";
import { documentTitle, quoted } from "../document-name.ts";
import { type DefinitionDocument, type DocumentKey, documentKey } from "../documents/document.ts";
import type { EntityDocument, FieldDefinition } from "../documents/entity.ts";
import { isOffered } from "../documents/public-form.ts";
import type { DocumentChecker } from "../validation/problem.ts";
import type { DocumentChange } from "./change.ts";
import { touchedBy, type Touched } from "./touched.ts";
import { fieldUses, rulesUses, type Use, usesOf } from "./uses.ts";

/** A document, formula or public link that uses something which a change takes away or makes different. */
export interface Impact {
  readonly document: DocumentKey;
  readonly kind: "document" | "formula" | "public-link" | "personal-view";
  readonly text: LocalizedText;
}

/**
 * Which views, forms, public links, flows, dashboards, formulas, form rules, pages, roles and menus use the fields,
 * options, entities and other documents that changes remove, retype or tighten, also from other entities, through
 * references. `catalog` is the state before the changes, in which all of those things still exist under their old keys;
 * `checkers` know what documents of engines name.
 */
export function impactOf(
  changes: readonly DocumentChange[],
  catalog: Catalog,
  checkers: readonly DocumentChecker[] = [],
): readonly Impact[] {
  const removed = new Set(
    changes.flatMap(({ document, type, subject }) => (type === "removed" && !subject ? [document] : [])),
  );
  const touched = changes.flatMap((change) => touchedBy(change, catalog));
  if (touched.length === 0) return [];
  const found = catalog.documents
    .filter((document) => !removed.has(documentKey(document)))
    .flatMap((document) => [
      ...documentImpact(document, touched, usesOf(document, catalog, checkers)),
      ...(document.kind === "entity" ? entityImpact(document, { touched, changes }, catalog) : []),
    ]);
  return found.filter(
    ({ document, text }, index) =>
      found.findIndex((other) => other.document === document && other.text.zh === text.zh) === index,
  );
}

function documentImpact(
  document: DefinitionDocument,
  touched: readonly Touched[],
  uses: readonly Use[],
): readonly Impact[] {
  const key = documentKey(document);
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

/** Formulas, lookups, rollups and form rules of an entity; those of another entity than the change is in name theirs. */
function entityImpact(
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
  const found = (uses: readonly Use[], kind: Impact["kind"], title: LocalizedText): readonly Impact[] =>
    touched
      .filter((thing) => !thing.kinds && uses.some((use) => thing.isUsedBy(use)))
      .map(({ what, document: changed }) => {
        const whose = changed === document ? undefined : quoted(entity.name);
        return {
          document,
          kind,
          text: {
            zh: `${whose ? `实体${whose.zh}的` : ""}${title.zh}用到了${what.zh}`,
            en: `${title.en}${whose ? ` of entity ${whose.en}` : ""} uses ${what.en}`,
          },
        };
      });
  return [
    ...entity.fields.flatMap((field) =>
      gone.has(field.id)
        ? []
        : found(fieldUses(entity.id, field, catalog), "formula", fieldTitle(field, catalog)),
    ),
    ...found(rulesUses(entity, catalog), "document", { zh: "表单规则", en: "A form rule" }),
  ];
}

function fieldTitle(field: FieldDefinition, catalog: Catalog): LocalizedText {
  const { zh, en } = quoted(field.name);
  return catalog.fieldTypes.expressionOf?.(field) === undefined
    ? { zh: `字段${zh}`, en: `The field ${en}` }
    : { zh: `公式字段${zh}`, en: `The formula ${en}` };
}
