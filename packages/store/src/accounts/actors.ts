import type { Clock } from "@mortise/kit";
import { type Kysely, sql } from "kysely";
import { type Actor, systemActor } from "../actor.ts";
import { ActorCache } from "./actor-cache.ts";
import { PREPARED } from "../database/preparing-client.ts";
import type { ApiTokens } from "./api-tokens.ts";
import { roleActor, type ViewAs } from "./view-as.ts";
import { fragmentSql } from "../records/sql-text.ts";
import { textPredicate } from "../schema/search-text.ts";
import type { SystemDatabase } from "../system-schema.ts";

interface ActorRow {
  readonly id: string;
  readonly name: string;
  readonly admin: boolean;
  readonly locale: "zh" | "en";
  readonly time_zone: string;
  readonly expires_at: string | null;
  readonly view_as: ViewAs | null;
  readonly roles: Readonly<Record<string, readonly string[]>> | null;
  readonly teams: readonly string[] | null;
  readonly own_teams: readonly string[] | null;
  readonly teams_above: readonly string[] | null;
  readonly main_team: string | null;
}

/** In place of a session's expiry and view: accounts by themselves have neither. */
const UNBOUND = sql`null as expires_at, null as view_as`;

/** Which people are read: those with the words in their name, behind the one whose id is given. */
export interface PeoplePage {
  readonly words: string;
  readonly after?: string | undefined;
  readonly limit: number;
}

const NAMES = { words: ["name"], names: ["name"], digits: [] };

/** Turns sessions and tokens into actors. A role taken away is gone at the next call; see {@link ActorCache}. */
export class Actors {
  readonly #db: Kysely<SystemDatabase>;
  readonly #tokens: ApiTokens;
  readonly #clock: Clock;
  readonly #cache: ActorCache;

  constructor(db: Kysely<SystemDatabase>, tokens: ApiTokens, clock: Clock) {
    this.#db = db;
    this.#tokens = tokens;
    this.#clock = clock;
    this.#cache = new ActorCache(clock);
  }

  /** The actor of a live session of an active account. */
  async ofSession(session: string): Promise<Actor | undefined> {
    return this.#cache.of(session, async () => {
      const now = this.#clock.now().toISOString();
      const [row] = await this.#loadAll(
        sql`join mortise.session s on s.account = a.id and s.id = ${session} and s.expires_at > ${now} where a.active`,
        sql`s.expires_at, s.view_as`,
      );
      return row && { actor: await this.#viewed(row), expiresAt: row.expires_at ?? "" };
    });
  }

  /** Administrators may look at the product as somebody else; who lost the right sees it as themselves. */
  async #viewed(row: ActorRow): Promise<Actor> {
    const own = actorIn(row);
    const view = row.view_as;
    if (!view || !row.admin) return own;
    if ("role" in view) return { ...roleActor(own, view), viewer: row.id };
    const other = await this.ofAccount(view.account);
    return other ? { ...other, locale: row.locale, viewer: row.id } : own;
  }

  /** Has the actors of an account's sessions read again, or of all sessions: what they may do has changed. */
  forget(account: string | null): void {
    this.#cache.forget(account);
  }

  /** The actor of an active account, for work done in a person's name. */
  async ofAccount(account: string): Promise<Actor | undefined> {
    const [row] = await this.#loadAll(sql`where a.active and a.id = ${account}`, UNBOUND);
    return row && actorIn(row);
  }

  /** The actors of some accounts, as far as they are active. */
  async ofAccounts(accounts: readonly string[]): Promise<readonly Actor[]> {
    const rows = await this.#loadAll(sql`where a.active and a.id = any(${[...accounts]}::uuid[])`, UNBOUND);
    return rows.map(actorIn);
  }

  /** A page of those active who may open an app and whose name, or its first letters, hold the words, by name. */
  async ofApp(
    app: string,
    { words, after, limit }: PeoplePage,
  ): Promise<readonly { readonly actor: Actor; readonly name: string }[]> {
    const named = fragmentSql(textPredicate(words, NAMES, "a"));
    const behind =
      after === undefined
        ? sql``
        : sql`and (a.name, a.id) > (select p.name, p.id from mortise.account p where p.id = ${after}::uuid)`;
    const rows = await this.#loadAll(
      sql`where a.active and (a.admin or exists (
        select from mortise.role_member m where m.account = a.id and m.app = ${app})) and ${named} ${behind}
        order by a.name, a.id limit ${limit}`,
      UNBOUND,
    );
    return rows.map((row) => ({ actor: actorIn(row), name: row.name }));
  }

  /** The actor behind an API token. */
  async ofToken(secret: string): Promise<Actor | undefined> {
    const token = await this.#tokens.recognise(secret);
    if (!token) return undefined;
    return {
      ...systemActor,
      kind: "token",
      token: token.id,
      admin: false,
      roles: { [token.app]: token.roles },
    };
  }

  async #loadAll(
    condition: ReturnType<typeof sql>,
    expiry: ReturnType<typeof sql>,
  ): Promise<readonly ActorRow[]> {
    const { rows } = await sql<ActorRow>`
      ${PREPARED} select a.id, a.name, a.admin, a.locale, a.time_zone, ${expiry},
        (select jsonb_object_agg(app, roles) from (select app, jsonb_agg(role) roles from mortise.role_member where account = a.id group by app) r) roles,
        (with recursive tree(id) as (
           select team from mortise.team_member where account = a.id
           union select team.id from mortise.team join tree on team.parent = tree.id)
         select jsonb_agg(id) from tree) teams,
        (select jsonb_agg(team) from mortise.team_member where account = a.id) own_teams,
        (with recursive line(id) as (
           select team from mortise.team_member where account = a.id
           union select team.parent from mortise.team join line on team.id = line.id where team.parent is not null)
         select jsonb_agg(id) from line) teams_above,
        (select team from mortise.team_member where account = a.id order by main desc, team limit 1) main_team
      from mortise.account a ${condition}`.execute(this.#db);
    return rows;
  }
}

function actorIn(row: ActorRow): Actor {
  return {
    kind: "user",
    userId: row.id,
    admin: row.admin,
    roles: row.roles ?? {},
    teams: row.teams ?? [],
    ownTeams: row.own_teams ?? [],
    teamsAbove: row.teams_above ?? [],
    mainTeam: row.main_team,
    locale: row.locale,
    timeZone: row.time_zone,
  };
}
