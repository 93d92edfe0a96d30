import type { Value } from "@mortise/expression";
import { canonicalJson, isId, type LocalizedText } from "@mortise/kit";
import { type Kysely, sql } from "kysely";
import type { Actor } from "../../actor.ts";
import { violationsUnknown } from "../../errors.ts";
import type { RecordGateway } from "../../records/gateway.ts";
import { scalarText } from "../../records/model/row-values.ts";
import type { CheckRule, DataCheck } from "../../schema/checks/data-check.ts";
import { ValueScan } from "../../schema/checks/value-scan.ts";
import type { ConversionContext } from "../../schema/conversion/convert-rows.ts";
import { rowSource } from "../../schema/layout/row-source.ts";
import { quoteIdentifier } from "../../schema/names.ts";
import type { SystemDatabase } from "../../system-schema.ts";
import type { Releases } from "../releases.ts";

/** Which rows: those that stand against one change of one field in the drafts. */
export interface ViolationQuery {
  readonly entity: string;
  readonly field: string;
  readonly rule: CheckRule;
}

/** A row that stands against a change, as far as the actor may see it. */
export interface Violation {
  readonly id: string;
  /** Text of the record's title. */
  readonly title: string;
  /** The value; shortened or empty for those who may not see it in clear. */
  readonly value: string;
  readonly reason: LocalizedText;
}

/** Rows of one read through the gateway. */
const BATCH = 500;

/** The rows that stand against unpublished changes. The gateway decides which of them, and what of them, an actor sees. */
export class Violations {
  readonly #db: Kysely<SystemDatabase>;
  readonly #releases: Releases;
  readonly #records: RecordGateway;

  constructor(db: Kysely<SystemDatabase>, releases: Releases, records: RecordGateway) {
    this.#db = db;
    this.#releases = releases;
    this.#records = records;
  }

  /**
   * All rows in the order of their ids (duplicates beside each other), found while they are asked for.
   * STORE_VIOLATIONS_UNKNOWN when the drafts do not change the field in that way.
   */
  async *list(actor: Actor, app: string, query: ViolationQuery): AsyncGenerator<Violation> {
    const { check, context } = await this.#find(actor, app, query);
    let batch: Found[] = [];
    for await (const one of this.#violating(context, check)) {
      if (batch.push(one) < BATCH) continue;
      yield* await this.#visible(actor, context, { check, batch });
      batch = [];
    }
    if (batch.length > 0) yield* await this.#visible(actor, context, { check, batch });
  }

  async #find(actor: Actor, app: string, { entity, field, rule }: ViolationQuery) {
    const { checks, context } = await this.#releases.checks(app, actor);
    const check = checks.find((one) => one.entity === entity && one.to.id === field && one.rule === rule);
    if (!check) throw violationsUnknown();
    return { check, context };
  }

  async *#violating(context: ConversionContext, check: DataCheck): AsyncGenerator<Found> {
    if (check.rule !== "type") {
      yield* this.#breaking(context, check, check.rule);
      return;
    }
    for await (const { id, value, result } of new ValueScan(this.#db, context, check).values()) {
      if (result.kind === "failed") yield { id, reason: result.reason, value };
    }
  }

  async *#breaking({ app, layout }: ConversionContext, check: DataCheck, rule: "unique" | "required") {
    const source = sql.raw(rowSource(app, check.entity, layout));
    const column = sql.raw(quoteIdentifier(check.from.id));
    const { rows } =
      rule === "required"
        ? await sql<{
            id: string;
          }>`select id from ${source} as t where deleted_at is null and ${column} is null order by id`.execute(
            this.#db,
          )
        : await sql<{ id: string }>`
            select id from (select id, ${column}, count(*) over (partition by ${column}) as n from ${source} as t
              where deleted_at is null and ${column} is not null) as counted
            where n > 1 order by ${column}, id`.execute(this.#db);
    for (const { id } of rows) yield { id, reason: REASONS[rule] };
  }

  async #visible(
    actor: Actor,
    { app, catalog }: ConversionContext,
    found: { readonly check: DataCheck; readonly batch: readonly Found[] },
  ): Promise<readonly Violation[]> {
    const { check, batch } = found;
    const title = catalog.find("entity", check.entity)?.titleField ?? "id";
    const { fields } = this.#records.permission(actor, app, check.entity);
    const shown = [title, check.from.id].filter((id) => fields.get(id) !== "hidden");
    const page = await this.#records.query(actor, app, {
      entity: check.entity,
      fields: [...new Set(shown)],
      filter: { in: [{ var: "id" }, batch.map(({ id }) => id)] },
      limit: BATCH,
    });
    const records = new Map(page.items.map((item) => [item.id, item]));
    const textOf = (value: Value | undefined): string => {
      if (value === null || value === undefined) return "";
      return isId(value) ? (page.labels[value] ?? value) : scalarText(value);
    };
    return batch.flatMap(({ id, reason, value }) => {
      const record = records.get(id);
      if (!record) return [];
      const shownValue = record[check.from.id];
      // A reason may quote the value: who does not see it in clear is not told.
      const isClear = value === undefined || canonicalJson(shownValue ?? null) === canonicalJson(value);
      return [
        {
          id,
          title: textOf(record[title]),
          value: textOf(shownValue),
          reason: isClear ? reason : REASONS.type,
        },
      ];
    });
  }
}

/** A row in the way; with the value when the reason may quote it. */
interface Found {
  readonly id: string;
  readonly reason: LocalizedText;
  readonly value?: Value;
}

const REASONS = {
  type: { zh: "不适合新的类型", en: "Does not fit the new type" },
  unique: { zh: "与其他记录重复", en: "Repeats another record" },
  required: { zh: "为空", en: "Empty" },
} as const;
