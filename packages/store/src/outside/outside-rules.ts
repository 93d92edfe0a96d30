import type { Clock } from "@mortise/kit";
import { type Kysely, sql } from "kysely";
import type { Actor } from "../actor.ts";
import { writeAudit } from "../audit/audit-log.ts";
import { outsideRulesChanged } from "../errors.ts";
import type { SystemDatabase } from "../system-schema.ts";

/** What flows may reach, for the whole installation. */
export interface OutsideRules {
  /** Hosts that flows may call: `api.example.com`, `*.example.org`, `erp.example.com:8443`. None: flows call nobody. */
  readonly hosts: readonly string[];
  /** 0 until somebody has set them. */
  readonly revision: number;
}

const NONE: OutsideRules = { hosts: [], revision: 0 };

/** What flows may reach outside: one set of rules, set by administrators, each change written down. */
export class OutsideRuleBook {
  readonly #db: Kysely<SystemDatabase>;
  readonly #clock: Clock;

  constructor(db: Kysely<SystemDatabase>, clock: Clock) {
    this.#db = db;
    this.#clock = clock;
  }

  /** The rules in force. */
  async current(): Promise<OutsideRules> {
    const { rows } = await sql<OutsideRules>`
      select hosts, revision from mortise.outside_rules`.execute(this.#db);
    return rows[0] ?? NONE;
  }

  /** Sets them, over the revision that was read; STORE_OUTSIDE_RULES_CHANGED when somebody was faster. */
  async save(actor: Actor, { hosts, revision }: OutsideRules): Promise<OutsideRules> {
    const at = this.#clock.now();
    return this.#db.transaction().execute(async (db) => {
      const before = await new OutsideRuleBook(db, this.#clock).current();
      const { rows } = await sql<OutsideRules>`
        insert into mortise.outside_rules as r (hosts, updated_by, updated_at)
        values (${[...hosts]}::text[], ${actor.userId}::uuid, ${at.toISOString()}::timestamptz)
        on conflict (sole) do update set hosts = excluded.hosts, revision = r.revision + 1,
          updated_by = excluded.updated_by, updated_at = excluded.updated_at
        where r.revision = ${revision}
        returning hosts, revision`.execute(db);
      const [saved] = rows;
      if (!saved) throw outsideRulesChanged();
      const details = { hosts: [...hosts], before: { hosts: [...before.hosts] } };
      await writeAudit(db, { kind: "outside-rules", actor: actor.userId, at, details });
      return saved;
    });
  }
}
