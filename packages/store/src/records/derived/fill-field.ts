import type { WorkHours } from "@mortise/expression";
import type { Catalog, FieldPlace } from "@mortise/metadata";
import { type Kysely, sql } from "kysely";
import { systemActor } from "../../actor.ts";
import type { SchemaLayout } from "../../schema/layout/schema-layout.ts";
import type { FieldTypeLookup } from "../../schema/physical-column.ts";
import type { SystemDatabase } from "../../system-schema.ts";
import { createContext, type GatewayContext } from "../model/gateway-context.ts";
import { accessRows, trustedAccess } from "../permission/row-access.ts";
import type { Sql } from "../sql-text.ts";
import { workedOutSql } from "../values/sql-of.ts";

type Database = Kysely<SystemDatabase>;

/** What kept values are worked out by. */
export interface FillBasis {
  readonly app: string;
  readonly catalog: Catalog;
  readonly layout: SchemaLayout;
  readonly fieldType: FieldTypeLookup;
  readonly calendar: WorkHours;
  readonly now: Date;
}

/** Rows that are locked together: a writer of one of them waits for as long as they take. */
const ROWS = 500;

/** Works kept values out anew for records that exist. They have no history and no revision of their own. */
export class FieldFiller {
  readonly #db: Database;
  readonly #basis: FillBasis;
  readonly #context: GatewayContext;

  constructor(db: Database, basis: FillBasis) {
    const { catalog, layout, fieldType, calendar, now } = basis;
    this.#db = db;
    this.#basis = basis;
    const releases = { current: () => ({ number: 0, catalog, layout }), calendar: () => calendar };
    this.#context = createContext({ db, releases, fieldType, clock: { now: () => now } }, []);
  }

  /** Whether the records of an entity are at most so many. */
  async isFew(entity: string, most: number): Promise<boolean> {
    const { home } = this.#context.model(this.#basis.app, entity);
    const { rows } = await sql<{ count: number }>`
      select count(*)::int as count from (select from ${home} limit ${most + 1}) as counted`.execute(
      this.#db,
    );
    return (rows[0]?.count ?? 0) <= most;
  }

  /** Fills the field in all records, in one statement. */
  async fillAll(place: FieldPlace): Promise<void> {
    await this.#fill(this.#db, place, sql`true`);
  }

  /** Fills it in the next records after one, inside a transaction; answers how many they were, and the last. */
  async fillNext(
    transaction: Database,
    place: FieldPlace,
    after: string | null,
  ): Promise<{ readonly rows: number; readonly last: string | null }> {
    const { home } = this.#context.model(this.#basis.app, place.entity);
    // Locked first and read in the next statement: what somebody writes meanwhile is worked out from what they wrote.
    const { rows } = await sql<{ id: string }>`
      select t.id from ${home} as t where ${after}::uuid is null or t.id > ${after}::uuid
      order by t.id limit ${ROWS} for no key update`.execute(transaction);
    const ids = rows.map(({ id }) => id);
    if (ids.length > 0) await this.#fill(transaction, place, sql`t.id = any(${ids}::uuid[])`);
    return { rows: ids.length, last: ids.at(-1) ?? null };
  }

  async #fill(db: Database, { entity, field: id }: FieldPlace, where: Sql): Promise<void> {
    const { app, now } = this.#basis;
    const model = this.#context.model(app, entity);
    const field = model.field(id);
    if (!field) return;
    const access = trustedAccess(accessRows(this.#context, systemActor, { app, entity, now }));
    await sql`
      update ${model.tableOf(id)} as t set ${sql.id(id)} = w.v
      from (select t.id, ${workedOutSql(access, field)} as v from ${model.table} as t where ${where}) as w
      where t.id = w.id and ${sql.id("t", id)} is distinct from w.v`.execute(db);
  }
}
