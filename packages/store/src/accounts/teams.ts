import { newId } from "@mortise/kit";
import { type Kysely, sql } from "kysely";
import { type AccessListener, announceAccess, nobody } from "./access-notice.ts";
import { refusalOf } from "./constraint-errors.ts";
import { teamCycle, teamNotEmpty, teamNotFound } from "./errors.ts";
import type { SystemDatabase } from "../system-schema.ts";
import { checkShift, type WorkShift } from "./work-profile.ts";

/** A team and how many people are in it. */
export interface TeamRecord {
  readonly id: string;
  readonly name: string;
  readonly parent: string | null;
  readonly members: number;
  /** Null: the hours of the team above, or of the company. */
  readonly shift: WorkShift | null;
}

/** The tree of teams. */
export class Teams {
  readonly #db: Kysely<SystemDatabase>;

  readonly #changed: AccessListener;

  constructor(db: Kysely<SystemDatabase>, changed: AccessListener = nobody) {
    this.#db = db;
    this.#changed = changed;
  }

  /** All teams in the order they were arranged. */
  async list(): Promise<readonly TeamRecord[]> {
    const { rows } = await sql<TeamRecord>`
      select id, name, parent, shift,
        (select count(*)::int from mortise.team_member where team = t.id) members
      from mortise.team t order by position, name, id`.execute(this.#db);
    return rows;
  }

  /** Adds a team below `parent`, or at the top; templates give the fixed id that their rules name. */
  async create(name: string, parent: string | null, id: string = newId()): Promise<string> {
    await this.#db
      .insertInto("team")
      .values({ id, name: name.trim(), parent })
      .execute()
      .catch((error: unknown) => {
        throw refusalOf(error) ?? error;
      });
    // Who sees a team sees those below it.
    if (parent !== null) await this.#announce();
    return id;
  }

  /** Renames or moves a team, or sets its hours; ACCOUNT_TEAM_CYCLE when it would stand below itself. */
  async update(
    id: string,
    changes: {
      name?: string | undefined;
      parent?: string | null | undefined;
      shift?: WorkShift | null | undefined;
    },
  ): Promise<void> {
    checkShift(changes.shift);
    if (changes.parent && (await this.below(id)).includes(changes.parent)) throw teamCycle();
    const row = {
      ...(changes.name === undefined ? {} : { name: changes.name.trim() }),
      ...(changes.parent === undefined ? {} : { parent: changes.parent }),
      ...(changes.shift === undefined ? {} : { shift: changes.shift && JSON.stringify(changes.shift) }),
    };
    if (Object.keys(row).length === 0) return;
    const result = await this.#db
      .updateTable("team")
      .set(row)
      .where("id", "=", id)
      .executeTakeFirst()
      .catch((error: unknown) => {
        throw refusalOf(error) ?? error;
      });
    if (result.numUpdatedRows === 0n) throw teamNotFound();
    if (changes.parent !== undefined) await this.#announce();
  }

  /** Removes an empty team. */
  async remove(id: string): Promise<void> {
    const children = await this.#db
      .selectFrom("team")
      .select("id")
      .where("parent", "=", id)
      .limit(1)
      .execute();
    const members = await this.#db
      .selectFrom("team_member")
      .select("account")
      .where("team", "=", id)
      .limit(1)
      .execute();
    if (children.length + members.length > 0) throw teamNotEmpty();
    const result = await this.#db.deleteFrom("team").where("id", "=", id).executeTakeFirst();
    if (result.numDeletedRows === 0n) throw teamNotFound();
  }

  async #announce(): Promise<void> {
    this.#changed(null);
    await announceAccess(this.#db, null);
  }

  /** A team and all teams below it. */
  async below(id: string): Promise<readonly string[]> {
    const { rows } = await sql<{ id: string }>`
      with recursive tree(id) as (
        select id from mortise.team where id = ${id}
        union select team.id from mortise.team join tree on team.parent = tree.id)
      select id from tree`.execute(this.#db);
    return rows.map((row) => row.id);
  }
}
