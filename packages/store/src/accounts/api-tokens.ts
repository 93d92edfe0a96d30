import { type Clock, newId } from "@mortise/kit";
import type { Kysely } from "kysely";
import { announceAccess } from "./access-notice.ts";
import { tokenNotFound } from "./errors.ts";
import { hashSecret, newSecret } from "./secret.ts";
import type { SystemDatabase } from "../system-schema.ts";

/** An API token as it is listed: never with its secret. */
export interface ApiTokenRecord {
  readonly id: string;
  readonly name: string;
  readonly app: string;
  readonly roles: readonly string[];
  readonly createdAt: string;
  readonly lastUsedAt: string | null;
}

/** Prefix by which leaked tokens are recognised in logs and code. */
export const TOKEN_PREFIX = "mortise_";

/** Tokens of other systems; each holds roles of one app. */
export class ApiTokens {
  readonly #db: Kysely<SystemDatabase>;
  readonly #clock: Clock;

  constructor(db: Kysely<SystemDatabase>, clock: Clock) {
    this.#db = db;
    this.#clock = clock;
  }

  /** Tokens that were not revoked. */
  async list(): Promise<readonly ApiTokenRecord[]> {
    const rows = await this.#db
      .selectFrom("api_token")
      .selectAll()
      .where("revoked_at", "is", null)
      .orderBy("created_at")
      .execute();
    return rows.map((row) => ({
      id: row.id,
      name: row.name,
      app: row.app ?? "",
      roles: row.roles,
      createdAt: row.created_at,
      lastUsedAt: row.last_used_at,
    }));
  }

  /** Makes a token; the secret is answered once and never stored. */
  async create(name: string, app: string, roles: readonly string[]): Promise<{ id: string; secret: string }> {
    const id = newId();
    const secret = TOKEN_PREFIX + newSecret();
    await this.#db
      .insertInto("api_token")
      .values({
        id,
        name,
        app,
        roles: [...roles],
        hash: hashSecret(secret),
        last_used_at: null,
        revoked_at: null,
      })
      .execute();
    return { id, secret };
  }

  /** Ends a token at once; ACCOUNT_TOKEN_NOT_FOUND when it is not in force. */
  async revoke(id: string): Promise<void> {
    const now = this.#clock.now().toISOString();
    const result = await this.#db
      .updateTable("api_token")
      .set({ revoked_at: now })
      .where("id", "=", id)
      .where("revoked_at", "is", null)
      .executeTakeFirst();
    if (result.numUpdatedRows === 0n) throw tokenNotFound();
    await announceAccess(this.#db, null);
  }

  /** The token a secret belongs to, if it is in force; notes its use. */
  async recognise(
    secret: string,
  ): Promise<{ id: string; app: string; roles: readonly string[] } | undefined> {
    return this.#db
      .updateTable("api_token")
      .set({ last_used_at: this.#clock.now().toISOString() })
      .where("hash", "=", hashSecret(secret))
      .where("revoked_at", "is", null)
      .returning(["id", "app", "roles"])
      .executeTakeFirst();
  }
}
