import { describeExpression, type Expression, type ExpressionNames } from "@mortise/expression";
import { isLocalizedText, isPlainObject, type Locale, type LocalizedText, sameText } from "@mortise/kit";
import { fieldName } from "../available-fields.ts";
import type { Catalog } from "../catalog.ts";
import { documentTitle, quoted } from "../document-name.ts";
import { type DefinitionDocument, documentKey } from "../documents/document.ts";
import type { MergeConflict } from "./merge-documents.ts";
import { ORDER } from "./merge-value.ts";
import { ITEM_NAMES, PROPERTY_NAMES } from "./property-names.ts";
import { DOCUMENT_SHAPES, itemsByKey, type Shape } from "./shape.ts";

/** A conflict as people read it: what it is about, and what each side has. */
export interface ConflictText {
  readonly title: LocalizedText;
  readonly base: LocalizedText;
  readonly ours: LocalizedText;
  readonly theirs: LocalizedText;
}

/** Puts a conflict into business words; names are looked up in our state first, then in theirs. */
export function describeConflict(
  conflict: MergeConflict,
  catalogs: { readonly ours: Catalog; readonly theirs: Catalog },
): ConflictText {
  const found = (catalog: Catalog): DefinitionDocument | undefined =>
    catalog.documents.find((document) => documentKey(document) === conflict.document);
  const [own, other] = [found(catalogs.ours), found(catalogs.theirs)];
  const document = own ?? other;
  const catalog = own ? catalogs.ours : catalogs.theirs;
  if (!document) return { title: sameText(conflict.id), ...sideTexts(conflict, () => sameText("")) };
  const parts = partNames(conflict.path, [own, other], catalog);
  const title = documentTitle(document);
  const entity = entityOf(document, conflict.path);
  const words: Words = { catalog, entity };
  return {
    title: {
      zh: [title.zh, ...parts.map(({ zh }) => zh)].join(" · "),
      en: [title.en, ...parts.map(({ en }) => en)].join(" · "),
    },
    ...sideTexts(conflict, (value) => valueText(value, conflict.path, words)),
  };
}

function sideTexts(
  { base, ours, theirs }: MergeConflict,
  text: (value: unknown) => LocalizedText,
): Omit<ConflictText, "title"> {
  return { base: text(base), ours: text(ours), theirs: text(theirs) };
}

/** The names along a path: items of lists by what people call them, the rest by the names of properties. */
function partNames(
  path: readonly string[],
  documents: readonly (DefinitionDocument | undefined)[],
  catalog: Catalog,
): readonly LocalizedText[] {
  let shape: Shape | undefined = documents.find((document) => document !== undefined)
    ? DOCUMENT_SHAPES[documents.find((document) => document !== undefined)?.kind ?? "app"]
    : undefined;
  // Items of forms and menus stand in one list while they are merged, whatever group they are in.
  let values: readonly unknown[] = documents.map((document) => document && withAllItems(document));
  const names: LocalizedText[] = [];
  let list = "";
  for (const part of path) {
    const here = shape;
    if (here?.type === "list" && part !== ORDER) {
      values = values.map((value) => itemsByKey(value, here.key)?.get(part));
      names[names.length - 1] = itemTitle(list, part, values, catalog);
      shape = here.item;
    } else {
      values = values.map((value) => (isPlainObject(value) ? value[part] : undefined));
      names.push(propertyName(list, part, catalog));
      shape = here?.type === "object" ? (here.properties[part] ?? here.rest) : undefined;
      list = part;
    }
  }
  return names;
}

function withAllItems(document: DefinitionDocument): unknown {
  if (document.kind !== "form" && document.kind !== "menu") return document;
  interface Nested {
    readonly id: string;
    readonly items?: readonly Nested[];
  }
  const all = (items: readonly Nested[]): readonly Nested[] =>
    items.flatMap((item) => [item, ...all(item.items ?? [])]);
  return { ...document, items: all(document.items) };
}

function propertyName(parent: string, part: string, catalog: Catalog): LocalizedText {
  if (parent === "grants") {
    const name = quoted(catalog.find("entity", part)?.name ?? sameText(part));
    return { zh: `实体${name.zh}`, en: `entity ${name.en}` };
  }
  return PROPERTY_NAMES[part] ?? sameText(part);
}

function itemTitle(list: string, id: string, values: readonly unknown[], catalog: Catalog): LocalizedText {
  const kind = ITEM_NAMES[list] ?? sameText(list);
  const item = values.find(isPlainObject);
  const own = item && [item["name"], item["title"], item["label"]].find(isLocalizedText);
  const field = item?.["field"];
  const target = item?.["target"];
  const behind =
    typeof field === "string"
      ? nameOfField(field, catalog)
      : catalog.documents.find((document) => document.id === target)?.name;
  const name = quoted(own ?? behind ?? sameText(id));
  return { zh: `${kind.zh}${name.zh}`, en: `${kind.en} ${name.en}` };
}

function nameOfField(field: string, catalog: Catalog): LocalizedText | undefined {
  return catalog
    .all("entity")
    .flatMap(({ fields }) => fields)
    .find(({ id }) => id === field)?.name;
}

/** The entity whose fields a part of a document names. */
function entityOf(document: DefinitionDocument, path: readonly string[]): string | undefined {
  if (document.kind === "entity") return document.id;
  if (document.kind === "role") return path[1];
  if (document.kind === "dashboard") return document.cards.find(({ id }) => id === path[1])?.entity;
  return "entity" in document ? document.entity : undefined;
}

interface Words {
  readonly catalog: Catalog;
  readonly entity: string | undefined;
}

const CONDITIONS: ReadonlySet<string> = new Set([
  "filter",
  "condition",
  "when",
  "default",
  "expression",
  "value",
]);
const LONGEST = 300;

function valueText(value: unknown, path: readonly string[], words: Words): LocalizedText {
  const last = path.at(-1) ?? "";
  if (value === undefined || value === null) {
    return path.length === 0 ? { zh: "已删除", en: "Removed" } : { zh: "（无）", en: "(none)" };
  }
  if (typeof value === "boolean") return value ? { zh: "是", en: "Yes" } : { zh: "否", en: "No" };
  if (typeof value === "number") return sameText(String(value));
  if (typeof value === "string") return nameOf(value, last, words);
  if (isLocalizedText(value))
    return value.zh === value.en ? sameText(value.zh) : sameText(`${value.zh} / ${value.en}`);
  // Conditions and formulas are JSON by the schema of their document.
  if (CONDITIONS.has(last)) return conditionText(value as Expression, words);
  if (Array.isArray(value)) return listText(value, last, words);
  if (isPlainObject(value)) return objectText(value, path);
  return sameText("");
}

function nameOf(text: string, property: string, { catalog, entity }: Words): LocalizedText {
  if (property === "type" && catalog.fieldTypes.has(text)) return catalog.fieldTypes.typeName(text);
  if (property === "entity") return catalog.find("entity", text)?.name ?? sameText(text);
  return entity === undefined ? sameText(text) : fieldName(catalog, entity, text);
}

function conditionText(expression: Expression, { catalog, entity = "" }: Words): LocalizedText {
  const names: ExpressionNames = { variable: (path) => fieldName(catalog, entity, path) };
  const say = (locale: Locale): string => describeExpression(expression, names, locale);
  return { zh: say("zh"), en: say("en") };
}

function listText(items: readonly unknown[], property: string, words: Words): LocalizedText {
  if (items.length === 0) return { zh: "（空）", en: "(empty)" };
  const texts = items.map((item) => {
    const named = isPlainObject(item) ? (item["field"] ?? item["name"] ?? item["id"] ?? item) : item;
    return valueText(named, [property], words);
  });
  const cut = (text: string): string => (text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text);
  return {
    zh: cut(texts.map(({ zh }) => zh).join("、")),
    en: cut(texts.map(({ en }) => en).join(", ")),
  };
}

/** Something that one side removed and the other changed, or that both added under one id. */
function objectText(value: Record<string, unknown>, path: readonly string[]): LocalizedText {
  const name = [value["name"], value["title"]].find(isLocalizedText);
  if (name) {
    const { zh, en } = quoted(name);
    return { zh: `保留${zh}及其修改`, en: `Keep ${en} with its changes` };
  }
  if (path.length === 0) return { zh: "保留修改后的内容", en: "Keep what was changed" };
  return sameText(
    Object.entries(value)
      .map(([key, inner]) => `${key}: ${typeof inner === "object" ? "…" : String(inner)}`)
      .join(", ")
      .slice(0, LONGEST),
  );
}
