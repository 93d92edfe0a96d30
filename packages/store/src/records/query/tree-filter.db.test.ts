import { fieldType } from "@mortise/fields";
import { ManualClock, silentLogger } from "@mortise/kit";
import { useDatabase } from "@mortise/testing";
import { Kysely, PostgresDialect, sql } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Actor, systemActor } from "../../actor.ts";
import { openStore, type Store } from "../../database.ts";
import type { SystemDatabase } from "../../system-schema.ts";
import { relatedApp } from "../../testing/related-app.ts";
import { createContext } from "../model/gateway-context.ts";
import { accessRows } from "../permission/row-access.ts";
import type { RecordValues } from "../record-command.ts";
import type { RecordQuery } from "../record-query.ts";
import { conditionSql } from "../values/sql-of.ts";

const database = useDatabase();
const clock = new ManualClock("2026-11-22T01:30:00Z");
const [NORTH, JINAN, SOUTH] = ["a0", "a1", "b0"].map((end) => `01890000-0000-7000-8000-0000000000${end}`) as [
  string,
  string,
  string,
];
const [WANG, LI] = ["01", "02"].map((end) => `01890000-0000-7000-8000-0000000000${end}`) as [string, string];
let store: Store;

beforeAll(async () => {
  store = await openStore({ url: database.url, clock, logger: silentLogger });
  const { pool } = database;
  await pool.query("insert into mortise.account (id, name) values ($1, '王伟'), ($2, '李娜')", [WANG, LI]);
  await pool.query(
    "insert into mortise.team (id, name, parent) values ($1, '华北', null), ($2, '济南', $1), ($3, '华南', null)",
    [NORTH, JINAN, SOUTH],
  );
  await pool.query(
    "insert into mortise.team_member (team, account, main) values ($1, $2, true), ($3, $4, true)",
    [NORTH, WANG, JINAN, LI],
  );
  await store.releases.createApp(relatedApp("rel"), systemActor);
});
afterAll(() => store.close());

/** 王伟 leads the north: the team of their own is above that of 李娜. */
const wang: Actor = {
  ...systemActor,
  kind: "user",
  userId: WANG,
  admin: false,
  roles: { rel: ["sales"] },
  teams: [NORTH, JINAN],
  ownTeams: [NORTH],
  teamsAbove: [NORTH],
};

async function make(entity: string, ...rows: readonly RecordValues[]): Promise<readonly string[]> {
  clock.advance(1);
  const command = { type: "create", entity, rows } as const;
  const { results } = await store.records.execute(systemActor, "rel", [command], { type: "user" });
  return results.flatMap(({ ids }) => ids);
}

async function names(entity: string, query: Omit<RecordQuery, "entity">, actor: Actor = systemActor) {
  const page = await store.records.query(actor, "rel", { entity, sort: [{ field: "name" }], ...query });
  return page.items.map((item) => item["name"]);
}

test("a record of a tree and all below it, by itself, through a reference and along a path", async () => {
  const [group = "", other = ""] = await make("company", { name: "group" }, { name: "other" });
  const [daughter = ""] = await make("company", { name: "daughter", above: group });
  const [grandchild = ""] = await make("company", { name: "grandchild", above: daughter });
  await make(
    "deal",
    { name: "far", company: grandchild },
    { name: "near", company: group },
    { name: "none" },
    { name: "other", company: other },
  );
  expect(await names("company", { filter: { under: [{ var: "id" }, daughter] } })).toEqual([
    "daughter",
    "grandchild",
  ]);
  expect(await names("company", { filter: { under: [{ var: "above" }, group] } })).toEqual([
    "daughter",
    "grandchild",
  ]);
  expect(await names("deal", { filter: { under: [{ var: "company" }, group] } })).toEqual(["far", "near"]);
  expect(await names("deal", { filter: { "!": [{ under: [{ var: "company" }, [group]] }] } })).toEqual([
    "none",
    "other",
  ]);
  expect(await names("deal", { filter: { under: [{ var: "company" }, [daughter, other]] } })).toEqual([
    "far",
    "other",
  ]);
  expect(await names("deal", { filter: { under: [{ var: "company.above" }, daughter] } })).toEqual(["far"]);
});

test("nothing is found through records of a tree that the person may not see", async () => {
  const [top = ""] = await make("company", { name: "top", owner: WANG });
  const [unseen = ""] = await make("company", { name: "unseen", above: top });
  const [low = ""] = await make("company", { name: "low", above: unseen, owner: WANG });
  await make("deal", { name: "at low", company: low }, { name: "at top", company: top });
  const filter = { under: [{ var: "company" }, top] };
  expect(await names("deal", { filter })).toEqual(["at low", "at top"]);
  expect(await names("deal", { filter }, wang)).toEqual(["at top"]);
});

test("my team, my team and below, and the teams of people", async () => {
  await make(
    "contact",
    { name: "north", team: NORTH, owner: WANG },
    { name: "jinan", team: JINAN, owner: LI },
    { name: "south", team: SOUTH },
    { name: "nobody's", team: null },
  );
  const within = (path: string, list: string) => ({
    filter: { within: [{ var: path }, { var: list }] },
  });
  expect(await names("contact", within("team", "$ownTeams"), wang)).toEqual(["north"]);
  expect(await names("contact", within("team", "$teams"), wang)).toEqual(["jinan", "north"]);
  expect(await names("contact", within("owner.team", "$ownTeams"), wang)).toEqual(["north"]);
  expect(await names("contact", within("owner.team", "$teams"), wang)).toEqual(["jinan", "north"]);
  expect(await names("contact", { filter: { under: [{ var: "team" }, NORTH] } })).toEqual(["jinan", "north"]);
  expect(await names("contact", { filter: { under: [{ var: "owner.team" }, JINAN] } })).toEqual(["jinan"]);
  // Someone without a team is in none.
  expect(await names("contact", within("team", "$ownTeams"))).toEqual([]);
});

test("the database finds what is below once, not for each record", async () => {
  const db = new Kysely<SystemDatabase>({ dialect: new PostgresDialect({ pool: database.pool }) });
  const context = createContext({ db, clock, fieldType, releases: store.releases }, []);
  const access = accessRows(context, { ...wang, admin: true }, { app: "rel", entity: "deal" });
  for (const filter of [
    { under: [{ var: "company" }, WANG] },
    { "==": [{ var: "company.industry" }, "steel"] },
    { within: [{ var: "owner.team" }, { var: "$teams" }] },
  ]) {
    const { rows } = await sql<{ "QUERY PLAN": string }>`
      explain select 1 from ${access.model.table} as t where ${conditionSql(filter, access)}`.execute(db);
    const plan = rows.map((row) => row["QUERY PLAN"]).join("\n");
    expect(plan).not.toMatch(/^\s*SubPlan/m);
    // What a join asks anew for a row, it asks by the row's own index.
    expect(plan).toMatch(/InitPlan|Join|Nested Loop|hashed/);
  }
});
