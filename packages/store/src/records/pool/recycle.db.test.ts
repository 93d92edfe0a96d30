import { sql } from "kysely";
import { beforeAll, beforeEach, expect, test } from "vitest";
import { useGatewayOf } from "../fixtures/gateway-of.ts";
import { aPool, GOLDEN, POOL_PEOPLE, poolActors, poolApp, seedPoolPeople } from "../fixtures/pool-app.ts";
import type { Command } from "../record-command.ts";

const pools = [
  aPool("east", 1, {
    takes: { "==": [{ var: "area" }, "east"] },
    recycling: {
      enabled: true,
      rules: [
        { ...GOLDEN, when: { "!=": [{ var: "level" }, "A"] } },
        {
          ...GOLDEN,
          id: "key",
          after: "5d",
          to: { kind: "pool", pool: "west" },
          when: { "==": [{ var: "level" }, "A"] },
        },
        { ...GOLDEN, id: "manager", after: "2d", to: { kind: "manager" }, when: { var: "locked" } },
      ],
    },
    onEntry: {
      status: { if: [{ "==": [{ var: "status" }, "following"] }, "unassigned", { var: "status" }] },
    },
  }),
  aPool("west", 2, { onEntry: { level: "B" }, alarms: { unassigned: "4h" } }),
];
/** The same app twice; in one of them a formula looks at the owner, so the database cannot take records back alone. */
const inDatabase = useGatewayOf(poolApp(pools));
const oneByOne = useGatewayOf(
  poolApp(pools, [
    {
      id: "held",
      type: "formula",
      name: { zh: "有人负责", en: "Held" },
      settings: { expression: { notEmpty: [{ var: "owner" }] }, resultKind: "boolean" },
    },
  ]),
);
const both = [inDatabase, oneByOne] as const;
const { li, wang, chen, ops } = POOL_PEOPLE;
type Own = (typeof both)[number];

beforeAll(async () => {
  for (const { db } of both) await seedPoolPeople(db);
});
beforeEach(async () => {
  for (const { db, clock } of both) {
    clock.set("2026-03-25T01:00:00.000Z");
    await sql`truncate app_own.lead, mortise.owner_log, mortise.record_history, mortise.stage_log, mortise.change_set cascade`.execute(
      db,
    );
  }
});

const run = ({ gateway }: Own, command: Command) =>
  gateway.execute(poolActors.system, "own", [command], { type: "pool", id: "east", label: "华东公海" });

const ID = (number: number) => `01890000-0000-7000-8000-${String(number).padStart(12, "0")}`;
const ROWS = [
  { owner: li, area: "east", status: "following" },
  { owner: wang, area: "east", status: "invalid", level: "B" },
  { owner: li, area: "east", status: "unassigned", level: "A" },
  { owner: chen, area: "east", locked: true },
  { owner: wang, area: "east", locked: true, level: "A" },
  { owner: li, area: "west" },
];

async function given(own: Own): Promise<void> {
  const rows = ROWS.map((row, index) => ({ id: ID(index + 1), name: `线索${index}`, ...row }));
  await own.gateway.execute(poolActors.system, "own", [{ type: "create", entity: "lead", rows }], {
    type: "seed",
  });
}

const recycle = (own: Own, limit = 100) =>
  run(own, { type: "recycle", entity: "lead", pool: "east", limit, managers: { [chen]: ops } });

/** Everything that is kept of what happened, without what differs by nature. */
async function traces({ db }: Own) {
  const all = async (statement: ReturnType<typeof sql<Readonly<Record<string, unknown>>>>) =>
    (await statement.execute(db)).rows;
  return {
    leads:
      await all(sql`select id, owner, team, pool, status, level, previous_owner, held_since, pooled_at, recycle_at, recycle_rule,
      protected_until, pool_due_at, revision, updated_at, updated_by from app_own.lead order by id`),
    history:
      await all(sql`select record, type, actor, cause, revision, changes - 'held' as changes, note, at from mortise.record_history
      where type <> 'created' order by record, sequence`),
    stages: await all(
      sql`select record, field, from_key, to_key, at, entered_at, seconds from mortise.stage_log order by record, sequence`,
    ),
    owners:
      await all(sql`select record, how, from_owner, to_owner, from_pool, to_pool, held_since, rule, basis, at
      from mortise.owner_log order by record, sequence`),
    sets: await all(sql`select cause, cause_id, cause_label from mortise.change_set order by id`),
  };
}

test("taken back in the database or one by one: the records and all that is written down of them are the same", async () => {
  const found = [];
  for (const own of both) {
    await given(own);
    own.clock.set("2026-04-06T02:00:00.000Z");
    const { results } = await recycle(own);
    const recycled = (results[0]?.recycled ?? []).toSorted((a, b) =>
      (a.ids[0] ?? "").localeCompare(b.ids[0] ?? ""),
    );
    found.push({ recycled, count: results[0]?.count, ...(await traces(own)) });
  }
  expect(found[0]).toEqual(found[1]);
  expect(found[0]?.count).toBe(5);
  expect(found[0]?.leads.map(({ owner, pool, status, level }) => ({ owner, pool, status, level }))).toEqual([
    { owner: null, pool: "east", status: "unassigned", level: null },
    { owner: null, pool: "east", status: "invalid", level: "B" },
    { owner: null, pool: "west", status: "unassigned", level: "B" },
    { owner: ops, pool: "east", status: "unassigned", level: null },
    // Nobody stands above 王强, so the pool has it.
    { owner: null, pool: "east", status: "unassigned", level: "A" },
    { owner: li, pool: "west", status: "unassigned", level: null },
  ]);
});

test("reactions hear of the same changes either way", async () => {
  const heard: unknown[] = [];
  for (const own of both) {
    const batches: unknown[] = [];
    own.gateway.react(async (_transaction, { type, records, cause }) => {
      batches.push({
        type,
        cause,
        records: records
          .map(({ id, before, after, changed }) => ({
            id,
            was: before?.["owner"],
            is: after["owner"],
            pool: after["pool"],
            changed: changed.filter((each) => each !== "held").toSorted(),
          }))
          .toSorted((a, b) => a.id.localeCompare(b.id)),
      });
    });
    await given(own);
    batches.length = 0;
    own.clock.set("2026-04-06T02:00:00.000Z");
    await recycle(own);
    heard.push(
      batches
        .flatMap((batch) => (batch as { readonly records: readonly unknown[] }).records)
        .toSorted((a, b) => JSON.stringify(a).localeCompare(JSON.stringify(b))),
    );
  }
  expect(heard[0]).toEqual(heard[1]);
});

test("no more than asked for are taken at once, those due longest first; undone as one", async () => {
  for (const own of both) {
    await given(own);
    own.clock.set("2026-04-06T02:00:00.000Z");
    const { results, changeSet } = await recycle(own, 2);
    expect(results[0]?.count).toBe(2);
    const { undone, conflicts } = await own.gateway.undoChangeSet(poolActors.root, "own", changeSet);
    expect([undone, conflicts]).toEqual([2, []]);
    const { leads } = await traces(own);
    expect(leads.map(({ owner }) => owner)).toEqual(ROWS.map(({ owner }) => owner));
    // Not at once again: whoever undid it had a reason.
    const again = await recycle(own, 2);
    expect(again.results[0]?.recycled?.flatMap(({ ids }) => ids)).not.toContain(undefined);
  }
});

test("only the product takes records back", async () => {
  const asked = inDatabase.gateway.execute(
    poolActors.li,
    "own",
    [{ type: "recycle", entity: "lead", pool: "east", limit: 1, managers: {} }],
    { type: "user" },
  );
  await expect(asked).rejects.toMatchObject({ code: "STORE_NOT_ALLOWED" });
});
