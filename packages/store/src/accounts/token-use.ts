import type { Clock } from "@mortise/kit";
import { type Kysely, sql } from "kysely";
import type { SystemDatabase } from "../system-schema.ts";

/** An API token that used an entity. */
export interface TokenUse {
  readonly token: string;
  readonly name: string;
  readonly entity: string;
  readonly lastUsedAt: string;
}

const NOTED_FOR_MS = 60 * 60_000;
const RECENT_MS = 30 * 86_400_000;

/** Which tokens use which entities, so that builders know whom a change concerns. One write an hour at most for each. */
export class TokenUses {
  readonly #db: Kysely<SystemDatabase>;
  readonly #clock: Clock;
  readonly #noted = new Map<string, number>();

  constructor(db: Kysely<SystemDatabase>, clock: Clock) {
    this.#db = db;
    this.#clock = clock;
  }

  /** Notes a use. Cheap when it was noted within the hour. */
  async note(token: string, app: string, entity: string): Promise<void> {
    const now = this.#clock.now();
    const key = `${token}/${app}/${entity}`;
    if ((this.#noted.get(key) ?? 0) > now.getTime() - NOTED_FOR_MS) return;
    this.#noted.set(key, now.getTime());
    await sql`insert into mortise.token_use (token, app, entity, last_used_at)
      select id, ${app}, ${entity}, ${now} from mortise.api_token where id = ${token}
      on conflict (app, entity, token) do update set last_used_at = excluded.last_used_at`.execute(this.#db);
  }

  /** Tokens in force that used one of the entities within the last 30 days. */
  async recent(app: string, entities: readonly string[]): Promise<readonly TokenUse[]> {
    if (entities.length === 0) return [];
    const since = new Date(this.#clock.now().getTime() - RECENT_MS);
    const rows = await this.#db
      .selectFrom("token_use as u")
      .innerJoin("api_token as t", "t.id", "u.token")
      .select(["u.token", "t.name", "u.entity", "u.last_used_at"])
      .where("u.app", "=", app)
      .where("u.entity", "in", [...entities])
      .where("u.last_used_at", ">=", since.toISOString())
      .where("t.revoked_at", "is", null)
      .orderBy("t.name")
      .execute();
    return rows.map((row) => ({
      token: row.token,
      name: row.name,
      entity: row.entity,
      lastUsedAt: row.last_used_at,
    }));
  }
}
