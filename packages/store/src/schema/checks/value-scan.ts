import { canonicalJson } from "@mortise/kit";
import type { Value } from "@mortise/expression";
import { type Kysely, sql } from "kysely";
import { fromDatabase } from "../../records/model/row-values.ts";
import type { SystemDatabase } from "../../system-schema.ts";
import type { ConversionContext } from "../conversion/convert-rows.ts";
import { type ConvertedValue, valueConverter } from "../conversion/convert-value.ts";
import { NamesInValues } from "../conversion/names-in-values.ts";
import { rowSource } from "../layout/row-source.ts";
import { quoteIdentifier } from "../names.ts";
import type { DataCheck } from "./data-check.ts";

const BATCH = 5_000;

/** What would become of one stored value. */
export interface ScannedValue {
  readonly id: string;
  readonly value: Value;
  readonly result: ConvertedValue;
  /** The stored value would stay exactly as it is. */
  readonly isSame: boolean;
}

/** Goes through the non-empty values of a field as its new definition would read them; nothing is written or locked. */
export class ValueScan {
  readonly #db: Kysely<SystemDatabase>;
  readonly #context: ConversionContext;
  readonly #check: DataCheck;

  constructor(db: Kysely<SystemDatabase>, context: ConversionContext, check: DataCheck) {
    this.#db = db;
    this.#context = context;
    this.#check = check;
  }

  /** Values of live records in the order of their ids; `condition` narrows them, over table `t`. */
  async *values(condition: ReturnType<typeof sql> = sql`true`): AsyncGenerator<ScannedValue> {
    const { from, to } = this.#check;
    const { fieldType } = this.#context;
    const names = new NamesInValues({ ...this.#context, from, to });
    await names.start(this.#db);
    const convert = valueConverter(from, to, fieldType);
    let after: string | null = null;
    for (;;) {
      const rows: readonly { id: string; value: Value }[] = await this.#batch(after, condition);
      if (rows.length === 0) return;
      await names.load(
        this.#db,
        rows.map(({ value }) => value),
      );
      for (const { id, value } of rows) {
        const result = convert(value, names.context);
        const isSame = result.kind !== "failed" && canonicalJson(result.value) === canonicalJson(value);
        yield { id, value, result, isSame };
      }
      after = rows.at(-1)?.id ?? null;
    }
  }

  async #batch(
    after: string | null,
    condition: ReturnType<typeof sql>,
  ): Promise<readonly { id: string; value: Value }[]> {
    const { app, layout, fieldType } = this.#context;
    const { entity, from } = this.#check;
    const type = fieldType(from.type);
    const kind = type.kind(from);
    const name = sql.raw(`t.${quoteIdentifier(from.id)}`);
    const { rows } = await sql<{ id: string; value: unknown }>`
      select t.id, ${kind === "date" ? sql`${name}::text` : name} as value
      from ${sql.raw(rowSource(app, entity, layout))} as t
      where t.deleted_at is null and ${name} is not null and ${condition}
        and ${after === null ? sql`true` : sql`t.id > ${after}::uuid`}
      order by t.id limit ${BATCH}`.execute(this.#db);
    const columnType = type.column(from)?.type ?? null;
    return rows.map(({ id, value }) => ({
      id,
      value: fromDatabase(value, { kind, columnType, system: false }),
    }));
  }
}
