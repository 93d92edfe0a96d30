import { beforeAll, beforeEach, expect, test } from "vitest";
import { useGatewayOf } from "../fixtures/gateway-of.ts";
import { aPool, GOLDEN, POOL_PEOPLE, poolActors, poolApp, seedPoolPeople } from "../fixtures/pool-app.ts";
import type { Cause, Command } from "../record-command.ts";

const own = useGatewayOf(
  poolApp([
    aPool("east", 1, {
      takes: { "==": [{ var: "area" }, "east"] },
      renewedBy: { fields: ["visited_at"], records: [{ entity: "followup", field: "lead" }] },
      recycling: {
        enabled: true,
        rules: [{ ...GOLDEN, when: { "!": [{ var: "locked" }] } }],
        grace: "1d",
      },
    }),
    aPool("west", 2, {
      recycling: { enabled: true, rules: [{ ...GOLDEN, id: "other", after: "5d" }] },
    }),
  ]),
);
const { li, wang } = POOL_PEOPLE;
const USER: Cause = { type: "user" };

beforeAll(() => seedPoolPeople(own.db));
beforeEach(() => own.clock.set("2026-03-25T01:00:00.000Z"));

/** Nine o'clock in Shanghai on a day of 2026. */
const at = (day: string): string => `2026-${day}T01:00:00.000Z`;

const run = async (actor: keyof typeof poolActors, command: Command, cause: Cause = USER) =>
  own.gateway.execute(poolActors[actor], "own", [command], cause);

async function create(values: Readonly<Record<string, unknown>> = {}, cause: Cause = { type: "api" }) {
  const rows = [{ name: "线索", area: "east", ...values }];
  const { results } = await run("system", { type: "create", entity: "lead", rows }, cause);
  return results[0]?.ids[0] ?? "";
}

const lead = async (id: string) => (await own.gateway.get(poolActors.system, "own", "lead", id)).record;
const recycleAt = async (id: string) => (await lead(id))["recycle_at"];
const update = (id: string, values: Readonly<Record<string, unknown>>, cause?: Cause) =>
  run("system", { type: "update", entity: "lead", changes: [{ id, values }] }, cause);
const followUp = (id: string, by: keyof typeof poolActors = "li") =>
  run(by, { type: "create", entity: "followup", rows: [{ name: "聊过", lead: id }] });
const due = (pool = "east") =>
  run(
    "system",
    { type: "recycle", entity: "lead", pool, limit: 100, managers: {} },
    { type: "pool", id: pool },
  );

test("golden case through every door: default 10 d, renew 3 d, max 20 d; claim 03-25 => recycle 04-04; activity 03-28 => unchanged; activity 04-02 => 04-05; activity 04-05 => 04-08; hard stop 04-14 whatever happens", async () => {
  const id = await create();
  expect(await lead(id)).toMatchObject({
    pool: "east",
    recycle_at: null,
    pooled_at: at("03-25"),
    held_since: null,
  });
  await run("li", { type: "claim", entity: "lead", ids: [id] });
  expect(await lead(id)).toMatchObject({
    owner: li,
    held_since: at("03-25"),
    recycle_at: at("04-04"),
    recycle_rule: "east__idle",
  });
  own.clock.set(at("03-28"));
  await followUp(id);
  expect(await recycleAt(id)).toBe(at("04-04"));
  own.clock.set(at("04-02"));
  await followUp(id);
  expect(await recycleAt(id)).toBe(at("04-05"));
  own.clock.set("2026-04-05T00:00:00.000Z");
  await followUp(id);
  expect(await recycleAt(id)).toBe("2026-04-08T00:00:00.000Z");
  for (const day of ["04-07", "04-10", "04-13"]) {
    own.clock.set(at(day));
    await followUp(id);
    await due();
  }
  expect(await lead(id)).toMatchObject({ owner: li, recycle_at: at("04-14") });
  own.clock.set("2026-04-14T00:59:59.000Z");
  await due();
  expect((await lead(id))["owner"]).toBe(li);
  own.clock.set(at("04-14"));
  await followUp(id);
  await due();
  expect(await lead(id)).toMatchObject({
    owner: null,
    previous_owner: li,
    pooled_at: at("04-14"),
    recycle_at: null,
    held_since: null,
  });
});

test("the date is worked out on every path that changes owner or follow-up", async () => {
  // Created with an owner, by interface, import and flow alike.
  for (const type of ["api", "import", "flow", "seed"] as const)
    expect(await recycleAt(await create({ owner: li }, { type }))).toBe(at("04-04"));
  const id = await create({ owner: li });
  own.clock.set(at("03-27"));
  // Transfer by hand.
  await update(id, { owner: wang });
  expect(await lead(id)).toMatchObject({
    recycle_at: at("04-06"),
    previous_owner: li,
    held_since: at("03-27"),
  });
  // By a flow.
  own.clock.set(at("03-28"));
  await update(id, { owner: li }, { type: "flow", label: "分配" });
  expect(await recycleAt(id)).toBe(at("04-07"));
  // All that match.
  own.clock.set(at("03-29"));
  await run("system", {
    type: "update-matching",
    entity: "lead",
    selection: { filter: { "==": [{ var: "id" }, id] } },
    values: { owner: wang },
  });
  expect(await recycleAt(id)).toBe(at("04-08"));
  // A follow-up by a field, one by a record, and both at once.
  own.clock.set(at("04-07"));
  await update(id, { visited_at: at("04-07") });
  expect(await recycleAt(id)).toBe(at("04-10"));
  own.clock.set(at("04-08"));
  await run("system", {
    type: "upsert",
    entity: "followup",
    keys: ["name"],
    rows: [{ name: `导入${id}`, lead: id }],
  });
  expect(await recycleAt(id)).toBe(at("04-11"));
  // To the pool and back to somebody.
  await update(id, { owner: null });
  expect(await lead(id)).toMatchObject({ recycle_at: null, pool_due_at: null, previous_owner: wang });
  own.clock.set(at("04-09"));
  await run("root", { type: "assign", entity: "lead", ids: [id], to: [li] });
  expect(await recycleAt(id)).toBe(at("04-19"));
});

test("undo brings the clock back as it was, and restoring begins with a grace", async () => {
  const id = await create({ owner: li });
  own.clock.set(at("03-30"));
  const { changeSet } = await run("root", {
    type: "update",
    entity: "lead",
    changes: [{ id, values: { owner: wang } }],
  });
  expect(await recycleAt(id)).toBe(at("04-09"));
  await own.gateway.undoChangeSet(poolActors.root, "own", changeSet);
  expect(await lead(id)).toMatchObject({
    owner: li,
    held_since: at("03-25"),
    previous_owner: null,
    recycle_at: at("04-04"),
  });
  await run("root", { type: "delete", entity: "lead", ids: [id] });
  own.clock.set(at("05-20"));
  await due();
  await run("root", { type: "restore", entity: "lead", ids: [id] });
  expect(await recycleAt(id)).toBe(at("05-21"));
  await due();
  expect((await lead(id))["owner"]).toBe(li);
});

test("undoing what the pool took back gives the record back with its clock, and a grace", async () => {
  const id = await create({ owner: li });
  own.clock.set(at("04-10"));
  const { changeSet } = await due();
  expect((await lead(id))["owner"]).toBeNull();
  await own.gateway.undoChangeSet(poolActors.root, "own", changeSet);
  expect(await lead(id)).toMatchObject({ owner: li, held_since: at("03-25"), recycle_at: at("04-11") });
});

test("making two records one keeps the survivor's clock and counts the follow-ups that move to it", async () => {
  const [survivor, loser] = [await create({ owner: li }), await create({ owner: wang })];
  own.clock.set(at("04-02"));
  await followUp(loser, "wang");
  await run("root", { type: "merge", entity: "lead", survivor, loser, values: {} });
  expect(await lead(survivor)).toMatchObject({ owner: li, recycle_at: at("04-05") });
});

test("what conditions of rules look at moves the date, with a grace where the rule is stricter", async () => {
  const id = await create({ owner: li, locked: true });
  expect(await recycleAt(id)).toBeNull();
  own.clock.set(at("05-01"));
  await update(id, { locked: false });
  expect(await recycleAt(id)).toBe(at("05-02"));
  // Again and again gives it no longer.
  own.clock.set("2026-05-01T10:00:00.000Z");
  await update(id, { name: "又改" });
  expect(await recycleAt(id)).toBe(at("05-02"));
});

test("records go back to the pool that takes them, or to the one that is named", async () => {
  const [fits, named] = [await create({ owner: li, area: "west" }), await create({ owner: li })];
  expect((await lead(fits))["pool"]).toBe("west");
  // While somebody owns it, it stays where it is.
  await update(fits, { area: "east" });
  expect((await lead(fits))["pool"]).toBe("west");
  await run("li", { type: "release", entity: "lead", ids: [named], reason: "不在本区", pool: "west" });
  expect(await lead(named)).toMatchObject({ pool: "west", owner: null });
  own.clock.set(at("04-01"));
  await due("west");
  expect(await lead(fits)).toMatchObject({ pool: "east", owner: null });
  expect((await lead(await create({ area: null, pool: "west" })))["pool"]).toBe("west");
  const refused = run("li", {
    type: "release",
    entity: "lead",
    ids: [await create({ owner: li })],
    pool: "north",
  });
  await expect(refused).rejects.toMatchObject({ code: "STORE_POOL_NOT_FOUND" });
});

test("a look that is due is not lost by a write that comes first", async () => {
  const id = await create({ owner: li });
  own.clock.set(at("04-05"));
  await update(id, { name: "晚了一步" });
  expect(await recycleAt(id)).toBe(at("04-04"));
  await due();
  expect((await lead(id))["owner"]).toBeNull();
});

test("a follow-up saved at the very moment of taking back is kept, and one of the two orders holds", async () => {
  const ids = await Promise.all(Array.from({ length: 12 }, () => create({ owner: li })));
  own.clock.set(at("04-04"));
  const follow = ids.map((id) => followUp(id));
  await Promise.all([due(), ...follow, due()]);
  for (const id of ids) {
    const { owner, recycle_at: date } = await lead(id);
    expect([owner === null ? null : at("04-07")]).toEqual([date]);
  }
  const page = await own.gateway.query(poolActors.system, "own", {
    entity: "followup",
    filter: { in: [{ var: "lead" }, ids] },
    limit: 100,
  });
  expect(page.items).toHaveLength(12);
});
