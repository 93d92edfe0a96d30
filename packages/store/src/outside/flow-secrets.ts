import { type Clock, shortKey } from "@mortise/kit";
import { type Kysely, sql } from "kysely";
import type { Actor } from "../actor.ts";
import { writeAudit } from "../audit/audit-log.ts";
import { secretNeedsValue, secretNotFound } from "../errors.ts";
import { sealingNotSet } from "../records/record-errors.ts";
import type { Sealer } from "../sealing/sealer.ts";
import type { SystemDatabase } from "../system-schema.ts";

/** A secret of an app's flows; what it holds is never told. */
export interface FlowSecret {
  readonly id: string;
  readonly name: string;
  /** The only host that it is sent to. */
  readonly host: string;
  readonly updatedAt: string;
}

/** A secret that is made or changed. Without a value it keeps the one it has. */
export interface SecretInput {
  readonly id?: string | undefined;
  readonly name: string;
  readonly host: string;
  readonly value?: string | undefined;
}

/** A secret opened, to be sent. */
export interface OpenSecret {
  readonly host: string;
  readonly value: string;
}

/**
 * Secrets by which other systems know the flows of an app: keys and passwords. They are kept encrypted, go to the host that
 * they were entered for and to no other, and are in no document, export or log.
 */
export class FlowSecrets {
  readonly #db: Kysely<SystemDatabase>;
  readonly #clock: Clock;
  readonly #sealer: Sealer | undefined;

  constructor(db: Kysely<SystemDatabase>, clock: Clock, sealer: Sealer | undefined) {
    this.#db = db;
    this.#clock = clock;
    this.#sealer = sealer;
  }

  /** The secrets of an app by name. */
  async list(app: string): Promise<readonly FlowSecret[]> {
    const { rows } = await sql<FlowSecret>`
      select id, name, host, updated_at as "updatedAt" from mortise.flow_secret where app = ${app} order by name, id`.execute(
      this.#db,
    );
    return rows;
  }

  /**
   * Makes a secret, or changes one. A secret that gets another host needs its value again (STORE_SECRET_NEEDS_VALUE): who may change
   * flows could otherwise have it sent to themselves.
   */
  async save(actor: Actor, app: string, { id, name, host, value }: SecretInput): Promise<FlowSecret> {
    const at = this.#clock.now();
    return this.#db.transaction().execute(async (db) => {
      const { rows: known } = await sql<{ host: string; sealed: string }>`
        select host, sealed from mortise.flow_secret where app = ${app} and id = ${id ?? ""} for update`.execute(
        db,
      );
      const [old] = known;
      if (id !== undefined && !old) throw secretNotFound();
      if (value === undefined && old?.host !== host) throw secretNeedsValue();
      const made = id ?? shortKey(10);
      const sealed = value === undefined ? (old?.sealed ?? "") : this.#seal(value, placeOf(app, made));
      const { rows } = await sql<FlowSecret>`
        insert into mortise.flow_secret (app, id, name, host, sealed, updated_by, updated_at)
        values (${app}, ${made}, ${name}, ${host}, ${sealed}, ${actor.userId}::uuid, ${at.toISOString()}::timestamptz)
        on conflict (app, id) do update set name = excluded.name, host = excluded.host, sealed = excluded.sealed,
          updated_by = excluded.updated_by, updated_at = excluded.updated_at
        returning id, name, host, updated_at as "updatedAt"`.execute(db);
      const details = { name, host, isNew: old === undefined, isValueNew: value !== undefined };
      await writeAudit(db, { kind: "flow-secret", actor: actor.userId, at, app, details });
      const [saved] = rows;
      if (!saved) throw secretNotFound();
      return saved;
    });
  }

  /** Removes a secret; steps that name it are refused from then on. */
  async remove(actor: Actor, app: string, id: string): Promise<void> {
    const at = this.#clock.now();
    await this.#db.transaction().execute(async (db) => {
      const { rows } = await sql<{ name: string; host: string }>`
        delete from mortise.flow_secret where app = ${app} and id = ${id} returning name, host`.execute(db);
      const [gone] = rows;
      if (!gone) return;
      const details = { ...gone, isRemoved: true };
      await writeAudit(db, { kind: "flow-secret", actor: actor.userId, at, app, details });
    });
  }

  /** The value of a secret, for the moment in which it is sent; undefined when it is gone or was sealed under a secret that nobody knows any more. */
  async open(app: string, id: string): Promise<OpenSecret | undefined> {
    const { rows } = await sql<{ host: string; sealed: string }>`
      select host, sealed from mortise.flow_secret where app = ${app} and id = ${id}`.execute(this.#db);
    const [row] = rows;
    const value = row && this.#sealer?.open(row.sealed, placeOf(app, id));
    return row && value !== undefined ? { host: row.host, value } : undefined;
  }

  #seal(value: string, place: string): string {
    if (!this.#sealer) throw sealingNotSet();
    return this.#sealer.seal(value, place);
  }
}

function placeOf(app: string, id: string): string {
  return `flow-secret/${app}/${id}`;
}
