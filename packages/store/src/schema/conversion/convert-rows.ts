import type { Value } from "@mortise/expression";
import type { Locale } from "@mortise/kit";
import type { Catalog } from "@mortise/metadata";
import { type Kysely, sql } from "kysely";
import { forColumn, fromDatabase } from "../../records/model/row-values.ts";
import type { SystemDatabase } from "../../system-schema.ts";
import type { SchemaLayout } from "../layout/schema-layout.ts";
import { quoteIdentifier, tableName } from "../names.ts";
import type { FieldTypeLookup } from "../physical-column.ts";
import type { ConversionTask } from "../task/structure-task.ts";
import { valueConverter } from "./convert-value.ts";
import { NamesInValues } from "./names-in-values.ts";

type Database = Kysely<SystemDatabase>;

/** Rows of one statement: their locks are held for some ten milliseconds. */
const BATCH = 500;

/** What conversions work with. */
export interface ConversionContext {
  readonly app: string;
  /** The release in force: names of referenced records come from its entities. */
  readonly catalog: Catalog;
  readonly layout: SchemaLayout;
  readonly fieldType: FieldTypeLookup;
  /** How the publisher writes dates and names. */
  readonly timeZone: string;
  readonly locale: Locale;
}

/** Which rows: those after a record in the order of ids, or those that were written meanwhile. */
export type RowChoice = { readonly after: string | null } | { readonly queued: true };

/** What one batch did. */
export interface ConvertedBatch {
  readonly rows: number;
  readonly failed: number;
  /** The record up to which rows are done; for `after`. */
  readonly last: string | null;
  /** Nothing was left. */
  readonly isEmpty: boolean;
}

interface StoredRow {
  readonly id: string;
  readonly value: unknown;
}

/** Writes the values of one column into the column beside it, a batch at a time. */
export class RowConverter {
  readonly #context: ConversionContext;
  readonly #task: ConversionTask;
  readonly #names: NamesInValues;
  #isStarted = false;

  constructor(context: ConversionContext, task: ConversionTask) {
    this.#context = context;
    this.#task = task;
    this.#names = new NamesInValues({ ...context, from: task.from, to: task.to });
  }

  /** Converts the next batch; run it in a transaction of its own, or in the one that locks the table. */
  async batch(db: Database, choice: RowChoice): Promise<ConvertedBatch> {
    if (!this.#isStarted) await this.#names.start(db);
    this.#isStarted = true;
    const rows = "queued" in choice ? await this.#queued(db) : await this.#next(db, choice.after);
    if (rows === undefined) return { rows: 0, failed: 0, last: null, isEmpty: true };
    return { ...(await this.#convert(db, rows)), last: rows.at(-1)?.id ?? null, isEmpty: false };
  }

  async #next(db: Database, after: string | null): Promise<readonly StoredRow[] | undefined> {
    const { rows } = await sql<StoredRow>`
      select id, ${this.#column} as value from ${this.#table}
      where ${after === null ? sql`true` : sql`id > ${after}::uuid`}
      order by id limit ${BATCH} for no key update`.execute(db);
    return rows.length === 0 ? undefined : rows;
  }

  /** Takes noted rows off the list and locks them: whoever writes one afterwards notes it again. */
  async #queued(db: Database): Promise<readonly StoredRow[] | undefined> {
    const { rows: noted } = await sql<{ record: string }>`
      delete from mortise.conversion_row where sequence in (
        select sequence from mortise.conversion_row
        where app = ${this.#context.app} and task = ${this.#task.name} order by sequence limit ${BATCH})
      returning record`.execute(db);
    if (noted.length === 0) return undefined;
    const { rows } = await sql<StoredRow>`
      select id, ${this.#column} as value from ${this.#table}
      where id = any(${noted.map(({ record }) => record)}::uuid[]) order by id for no key update`.execute(db);
    return rows;
  }

  async #convert(
    db: Database,
    stored: readonly StoredRow[],
  ): Promise<Pick<ConvertedBatch, "rows" | "failed">> {
    const { from, to, type, shadow, fallback } = this.#task;
    const { fieldType } = this.#context;
    const kind = fieldType(from.type).kind(from);
    const column = fieldType(from.type).column(from)?.type ?? "text";
    const values = stored.map(({ id, value }) => ({
      id,
      value: fromDatabase(value, { kind, columnType: column, system: false }),
    }));
    await this.#names.load(
      db,
      values.map(({ value }) => value),
    );
    const convert = valueConverter(from, to, fieldType);
    let failed = 0;
    const converted = values.map(({ id, value }): { id: string; value: Value } => {
      const result = convert(value, this.#names.context);
      if (result.kind !== "failed") return { id, value: forColumn(result.value, type) };
      failed += 1;
      return { id, value: null };
    });
    const next = sql.id(shadow);
    const kept = fallback === undefined ? sql`r.value` : sql`coalesce(r.value, t.${sql.id(fallback)})`;
    await sql`update ${this.#table} as t set ${next} = ${kept}
      from jsonb_to_recordset(${JSON.stringify(converted)}::jsonb) as r(id uuid, value ${sql.raw(type)})
      where t.id = r.id and t.${next} is distinct from ${kept}`.execute(db);
    return { rows: stored.length, failed };
  }

  get #table() {
    return sql.raw(tableName(this.#context.app, this.#task.table));
  }

  get #column() {
    const { from, field } = this.#task;
    const name = sql.raw(quoteIdentifier(field));
    // Dates as text: the driver would make midnight of the machine's zone of them.
    return this.#context.fieldType(from.type).kind(from) === "date" ? sql`${name}::text` : name;
  }
}
