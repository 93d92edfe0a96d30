import { fieldCatalog } from "@mortise/fields";
import type { EntityDocument } from "@mortise/metadata";
import { type Actor, type EntityPermission, personNames, type Store, teamNames } from "@mortise/store";

import { valueText } from "./row-key.ts";

/** What a name stands for; `several` when it is not one thing only. */
type Found = { readonly id: string } | "several";

interface Names {
  readonly known: Map<string, Found>;
  /** Names that were looked for, found or not. */
  readonly asked: Set<string>;
}

const ASK_AT_ONCE = 400;
const MOST_KEPT = 200_000;

/** Who looks names up, and where. */
export interface DirectoryReader {
  readonly store: Store;
  readonly actor: Actor;
  readonly app: string;
}

/** Ids for the names in a file: people and teams are read once, records in batches as their names occur. */
export class NameDirectory {
  readonly #reader: DirectoryReader;
  readonly #names = new Map<string, Names>();

  constructor(reader: DirectoryReader) {
    this.#reader = reader;
  }

  /** Makes the names of people and teams known. */
  async start(): Promise<void> {
    const { store } = this.#reader;
    for (const { text, id } of await personNames(store.db)) this.#learn("user", text, id);
    for (const { text, id } of await teamNames(store.db)) this.#learn("team", text, id);
  }

  /** Makes records known by their titles, as far as the actor may read them. */
  async load(entity: string, texts: readonly string[]): Promise<void> {
    const names = this.#of(entity);
    if (names.asked.size > MOST_KEPT) {
      names.asked.clear();
      names.known.clear();
    }
    const wanted = [...new Set(texts.map((text) => text.trim()))].filter(
      (text) => text !== "" && !names.asked.has(nameKey(text)),
    );
    for (let start = 0; start < wanted.length; start += ASK_AT_ONCE) {
      await this.#ask(entity, wanted.slice(start, start + ASK_AT_ONCE));
    }
    for (const text of wanted) names.asked.add(nameKey(text));
  }

  /** The one thing that a name means; undefined when there is none, or more than one. */
  find(target: string, text: string): string | undefined {
    const found = this.#names.get(target)?.known.get(nameKey(text));
    return found === "several" ? undefined : found?.id;
  }

  /** Whether a name means more than one thing. */
  isAmbiguous(target: string, text: string): boolean {
    return this.#names.get(target)?.known.get(nameKey(text)) === "several";
  }

  /** Makes a name mean one thing, whatever it meant before. */
  learn(target: string, text: string, id: string): void {
    this.#of(target).known.set(nameKey(text), { id });
  }

  async #ask(entity: string, texts: readonly string[]): Promise<void> {
    const { store, actor, app } = this.#reader;
    const document = store.releases.current(app).catalog.find("entity", entity);
    if (!document) return;
    const named = namingFields(document, store.records.permission(actor, app, entity));
    if (named.length === 0) return;
    let after: string | undefined;
    do {
      const page = await store.records.query(actor, app, {
        entity,
        fields: named,
        filter: { or: named.map((field) => ({ in: [{ var: field }, [...texts]] })) },
        limit: 500,
        ...(after === undefined ? {} : { after }),
      });
      for (const record of page.items) {
        for (const field of named) {
          const value = record[field] ?? null;
          if (value !== null) this.#learn(entity, valueText(value), record.id);
        }
      }
      after = page.next;
    } while (after !== undefined);
  }

  #learn(target: string, text: string, id: string): void {
    const { known } = this.#of(target);
    const key = nameKey(text);
    const before = known.get(key);
    const isSame = before !== "several" && (before === undefined || before.id === id);
    known.set(key, isSame ? { id } : "several");
  }

  #of(target: string): Names {
    const names = this.#names.get(target) ?? { known: new Map<string, Found>(), asked: new Set<string>() };
    this.#names.set(target, names);
    return names;
  }
}

/** A name as it is compared. */
export function nameKey(text: string): string {
  return text.normalize("NFKC").trim().toLowerCase();
}

/** The fields a record may be named by: its title, and unique texts such as a customer number, as far as they may be read. */
function namingFields(entity: EntityDocument, permission: EntityPermission): readonly string[] {
  return entity.fields
    .filter(({ id, unique }) => id === entity.titleField || unique === true)
    .filter((field) => fieldCatalog.kindOf(field) === "text")
    .map(({ id }) => id)
    .filter(
      (id) => ["read", "write"].includes(permission.fields.get(id) ?? "hidden") && !permission.limits.has(id),
    );
}
