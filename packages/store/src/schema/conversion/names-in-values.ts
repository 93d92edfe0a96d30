import type { Value } from "@mortise/expression";
import type { FieldContext } from "@mortise/fields";
import { isId, type Locale } from "@mortise/kit";
import type { Catalog, FieldDefinition } from "@mortise/metadata";
import { type Kysely, sql } from "kysely";
import { personNames, teamNames } from "../../imports/directory.ts";
import type { SystemDatabase } from "../../system-schema.ts";
import { quoteIdentifier, tableName } from "../names.ts";
import { scalarText } from "../../records/model/row-values.ts";

type Database = Kysely<SystemDatabase>;

/** Whose names are looked up, and how texts are written. */
export interface NameReading {
  readonly app: string;
  readonly catalog: Catalog;
  readonly from: FieldDefinition;
  readonly to: FieldDefinition;
  readonly timeZone: string;
  readonly locale: Locale;
}

/**
 * Names of people, teams and records by id, and ids by name, for values that are read as another type. People and teams
 * are read once, records as they occur.
 */
export class NamesInValues {
  readonly #reading: NameReading;
  readonly #labels = new Map<string, string>();
  /** Ids by target and folded name; null when a name means several. */
  readonly #ids = new Map<string, string | null>();

  constructor(reading: NameReading) {
    this.#reading = reading;
  }

  /** Makes people and teams known. */
  async start(db: Database): Promise<void> {
    for (const { text, id } of await personNames(db)) this.#learn("user", text, id);
    for (const { text, id } of await teamNames(db)) this.#learn("team", text, id);
    const { rows } = await sql<{ id: string; name: string }>`
      select id, name from mortise.account union all select id, name from mortise.team`.execute(db);
    for (const { id, name } of rows) this.#labels.set(id, name);
  }

  /** Makes the records known that some values mean, by id or by title. */
  async load(db: Database, values: readonly Value[]): Promise<void> {
    const { catalog, from, to } = this.#reading;
    const { fieldTypes } = catalog;
    const [source, target] = [fieldTypes.targetEntity(from), fieldTypes.targetEntity(to)];
    if (source !== undefined) await this.#loadTitles(db, source, values.flatMap(idsIn));
    if (target !== undefined) await this.#loadIds(db, target, values.map(scalarText));
  }

  get context(): FieldContext {
    return {
      locale: this.#reading.locale,
      timeZone: this.#reading.timeZone,
      label: (id) => this.#labels.get(id),
      find: (target, text) => this.#ids.get(nameKey(target, text)) ?? undefined,
    };
  }

  async #loadTitles(db: Database, entity: string, ids: readonly string[]): Promise<void> {
    const wanted = ids.filter((id) => !this.#labels.has(id));
    for (const { id, title } of await this.#records(db, entity, sql`id = any(${wanted}::uuid[])`)) {
      if (title !== null) this.#labels.set(id, title);
    }
  }

  async #loadIds(db: Database, entity: string, texts: readonly string[]): Promise<void> {
    const wanted = texts.map((text) => text.trim());
    const title = this.#titleColumn(entity);
    if (title === undefined) return;
    const condition = sql`deleted_at is null and ${sql.raw(title)} = any(${wanted}::text[])`;
    for (const record of await this.#records(db, entity, condition)) {
      if (record.title !== null) this.#learn(entity, record.title, record.id);
    }
  }

  async #records(db: Database, entity: string, condition: ReturnType<typeof sql>) {
    const title = this.#titleColumn(entity);
    if (title === undefined) return [];
    const { rows } = await sql<{ id: string; title: string | null }>`
      select id, ${sql.raw(title)} as title from ${sql.raw(tableName(this.#reading.app, entity))} where ${condition}`.execute(
      db,
    );
    return rows;
  }

  #titleColumn(entity: string): string | undefined {
    const title = this.#reading.catalog.find("entity", entity)?.titleField;
    return title === undefined ? undefined : `${quoteIdentifier(title)}::text`;
  }

  #learn(target: string, text: string, id: string): void {
    const key = nameKey(target, text);
    const known = this.#ids.get(key);
    this.#ids.set(key, known === undefined || known === id ? id : null);
  }
}

function idsIn(value: Value): readonly string[] {
  if (isId(value)) return [value];
  return Array.isArray(value) ? value.filter(isId) : [];
}

function nameKey(target: string, text: string): string {
  return `${target}\n${text.normalize("NFKC").trim().toLowerCase()}`;
}
