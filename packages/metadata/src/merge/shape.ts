import { isPlainObject } from "@mortise/kit";
import type { DocumentKind } from "../documents/document.ts";

/**
 * How finely a part of a document is merged: as one value, property by property, or item by item. Expressions and
 * names are single values: half of one and half of another would be a third thing that nobody wrote.
 */
export type Shape =
  | { readonly type: "value" }
  | { readonly type: "object"; readonly properties: Readonly<Record<string, Shape>>; readonly rest: Shape }
  | { readonly type: "list"; readonly key: string; readonly item: Shape };

const VALUE: Shape = { type: "value" };

function object(properties: Readonly<Record<string, Shape>> = {}, rest: Shape = VALUE): Shape {
  return { type: "object", properties, rest };
}

function list(item: Shape = object(), key = "id"): Shape {
  return { type: "list", key, item };
}

const options = list(object(), "key");
const branches = list();

/** The shape of the documents of each kind; forms and menus as `flattened` gives them. */
export const DOCUMENT_SHAPES: Readonly<Record<DocumentKind, Shape>> = {
  app: object(),
  entity: object({
    fields: list(object({ settings: object({ options }) })),
    pool: object(),
    timeline: list(object(), "entity"),
  }),
  form: object({
    items: list(),
    public: object({
      parameters: object(),
      values: object(),
      links: list(object({ parameters: object(), values: object() })),
    }),
    publicQuery: object({ show: list(object(), "field") }),
  }),
  view: object({ columns: list(object(), "field") }),
  flow: object({
    trigger: object({ settings: object() }),
    nodes: list(object({ settings: object({ branches }), exits: object() })),
  }),
  dashboard: object({
    cards: list(object({ measures: list(), settings: object(), phone: object() })),
    contents: list(object({ phone: object() })),
    tabs: list(),
    filters: list(object({ targets: list(object(), "item") })),
    screen: object(),
  }),
  page: object({ tabs: list(), columns: list(), blocks: list() }),
  print: object({ blocks: list() }),
  pool: object({
    renewedBy: object(),
    holdCaps: list(),
    recycling: object({ rules: list() }),
    giveBack: object(),
    onEntry: object(),
    alarms: object(),
  }),
  role: object({ grants: object({}, object({ fields: object() })) }),
  menu: object({ items: list() }),
};

/** The items of a list by their keys; undefined when the value is no list of items that differ in theirs. */
export function itemsByKey(value: unknown, key: string): ReadonlyMap<string, unknown> | undefined {
  if (!Array.isArray(value)) return undefined;
  const items = new Map<string, unknown>();
  // Items of a list are anything until they are looked at.
  for (const item of value as readonly unknown[]) {
    const id = isPlainObject(item) ? item[key] : undefined;
    if (typeof id !== "string" || items.has(id)) return undefined;
    items.set(id, item);
  }
  return items;
}
