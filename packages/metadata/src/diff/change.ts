import { canonicalJson, type LocalizedText } from "@mortise/kit";
import { documentTitle } from "../document-name.ts";
import type { DiffContext } from "./diff-context.ts";
import { type DefinitionDocument, type DocumentKey, documentKey } from "../documents/document.ts";

/**
 * One difference between two states of an app, in words people use. `type` is what happened to the thing named by
 * `subject`; without a subject it is the document itself.
 */
export interface DocumentChange {
  readonly document: DocumentKey;
  readonly type: "added" | "removed" | "changed";
  readonly text: LocalizedText;
  readonly subject?: ChangeSubject;
}

/** What about a field changed, as far as that matters to those who use it. */
export type FieldAspect = "key" | "type" | "required" | "unique" | "readOnly";

/** The part of a document that changed. */
export type ChangeSubject =
  | { readonly part: "field"; readonly field: string; readonly aspect?: FieldAspect }
  | { readonly part: "option"; readonly field: string; readonly option: string; readonly off?: true }
  | { readonly part: "item"; readonly item: string }
  | { readonly part: "column"; readonly field: string }
  | { readonly part: "node"; readonly node: string }
  | { readonly part: "card"; readonly card: string }
  | { readonly part: "grant"; readonly entity: string };

/** How parts of a document are told of. */
export interface PartWords<Part> {
  /** The part with its kind, as it is called in the state in which it stands: 列“金额” / column “Amount”. */
  readonly nameOf: (part: Part, state: keyof DiffContext) => LocalizedText;
  readonly subjectOf?: (part: Part) => ChangeSubject;
  /** The word for taking one away: what is deleted is lost, what is only placed there is not. */
  readonly gone: "移除" | "删除";
}

/** Collects the changes of one document; texts begin with its title. */
export class ChangeList {
  readonly changes: DocumentChange[] = [];
  readonly #key: DocumentKey;
  readonly #title: LocalizedText;

  constructor(document: DefinitionDocument) {
    this.#key = documentKey(document);
    this.#title = documentTitle(document);
  }

  /** Parts that came or went, each by what `nameOf` calls it: 新增列“金额” / column “Amount” added. */
  addParts<Part>({ added, removed }: ListDifference<Part>, words: PartWords<Part>): void {
    for (const part of added) {
      const { zh, en } = words.nameOf(part, "after");
      this.add("added", { zh: `新增${zh}`, en: `${en} added` }, words.subjectOf?.(part));
    }
    for (const part of removed) {
      const { zh, en } = words.nameOf(part, "before");
      this.add("removed", { zh: `${words.gone}${zh}`, en: `${en} removed` }, words.subjectOf?.(part));
    }
  }

  /** Says in one change what was changed; nothing when nothing was. */
  addChanged(what: readonly LocalizedText[]): void {
    if (what.length === 0) return;
    const { zh, en } = joinNames(what);
    this.add("changed", { zh: `修改了${zh}`, en: `${en} changed` });
  }

  add(type: DocumentChange["type"], text: LocalizedText, subject?: ChangeSubject): void {
    this.changes.push({
      document: this.#key,
      type,
      text: { zh: `${this.#title.zh}${text.zh}`, en: `${this.#title.en}: ${text.en}` },
      ...(subject ? { subject } : {}),
    });
  }
}

/** Whether two values are the same, whatever the order of keys; an absent value equals undefined. */
export function isSame(a: unknown, b: unknown): boolean {
  return canonicalJson(a ?? null) === canonicalJson(b ?? null);
}

/** How two lists differ, item by item. */
export interface ListDifference<Item> {
  readonly added: readonly Item[];
  readonly removed: readonly Item[];
  readonly kept: readonly { readonly before: Item; readonly after: Item }[];
  /** The items that are in both stand in another order. */
  readonly reordered: boolean;
}

/** Compares two lists whose items are told apart by a key. */
export function compareLists<Item>(
  before: readonly Item[],
  after: readonly Item[],
  keyOf: (item: Item) => string,
): ListDifference<Item> {
  const old = new Map(before.map((item) => [keyOf(item), item]));
  const next = new Map(after.map((item) => [keyOf(item), item]));
  const order = (items: ReadonlyMap<string, Item>, others: ReadonlyMap<string, Item>): string =>
    [...items.keys()].filter((key) => others.has(key)).join("\n");
  return {
    added: after.filter((item) => !old.has(keyOf(item))),
    removed: before.filter((item) => !next.has(keyOf(item))),
    kept: after.flatMap((item) => {
      const counterpart = old.get(keyOf(item));
      return counterpart === undefined ? [] : [{ before: counterpart, after: item }];
    }),
    reordered: order(old, next) !== order(next, old),
  };
}

/** What the properties of a thing are called, for "… changed". */
export type PropertyNames<Thing> = Readonly<Partial<Record<keyof Thing & string, LocalizedText>>>;

/** The names of the named properties that differ, and `other` when any unnamed one does. */
export function changedProperties<Thing extends object>(
  before: Thing,
  after: Thing,
  names: PropertyNames<Thing>,
): readonly LocalizedText[] {
  // The keys of two things of one type are keys of that type.
  const keys = new Set([...Object.keys(before), ...Object.keys(after)]) as Set<keyof Thing & string>;
  const found: LocalizedText[] = [];
  for (const key of keys) {
    const name = names[key];
    if (name && !isSame(before[key], after[key])) found.push(name);
  }
  return found;
}

/** Several names as one: “、” in Chinese, commas in English. */
export function joinNames(names: readonly LocalizedText[]): LocalizedText {
  return { zh: names.map(({ zh }) => zh).join("、"), en: names.map(({ en }) => en).join(", ") };
}
