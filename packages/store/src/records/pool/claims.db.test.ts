import { sql } from "kysely";
import { beforeAll, beforeEach, expect, test } from "vitest";
import { useGatewayOf } from "../fixtures/gateway-of.ts";
import { aPool, POOL_PEOPLE, poolActors, poolApp, seedPoolPeople } from "../fixtures/pool-app.ts";
import { refusal } from "../fixtures/refusal.ts";
import type { Cause, Command } from "../record-command.ts";

const { east, li, wang, chen, ops } = POOL_PEOPLE;
const own = useGatewayOf(
  poolApp([
    aPool("open", 1, {
      takes: { "==": [{ var: "level" }, "open"] },
      dailyClaims: { limit: 3, beyond: "refuse" },
      cooldown: "3d",
      giveBack: { needsReason: true },
      protection: "2d",
      mask: { fields: ["mobile"], until: "claimed" },
      onEntry: {
        status: { if: [{ "==": [{ var: "status" }, "following"] }, "unassigned", { var: "status" }] },
      },
    }),
    aPool("filled", 2, {
      takes: { "==": [{ var: "level" }, "filled"] },
      members: { teams: [east] },
      admins: { users: [ops] },
      dailyClaims: { limit: 4, beyond: "fill" },
      holdCaps: [
        { id: "all", limit: 6, per: "person", over: "pool" },
        { id: "wang", limit: 2, per: "person", over: "pool", people: { users: [wang] } },
        { id: "team", limit: 7, per: "team", over: "entity" },
      ],
    }),
    aPool("given", 3, {
      claiming: "assigned",
      members: { users: [li, chen] },
      admins: { users: [ops] },
      mask: { fields: ["mobile"], until: "always" },
      holdCaps: [{ id: "all", limit: 2, per: "person", over: "pool", countsEnded: true }],
    }),
  ]),
);
const USER: Cause = { type: "user" };
const DAY = 86_400_000;

beforeAll(() => seedPoolPeople(own.db));
beforeEach(async () => {
  own.clock.set("2026-03-25T01:00:00.000Z");
  await sql`truncate app_own.lead, mortise.owner_log cascade`.execute(own.db);
});

type Who = keyof typeof poolActors;
const run = (actor: Who, command: Command, cause: Cause = USER) =>
  own.gateway.execute(poolActors[actor], "own", [command], cause);

async function leads(level: string, count: number, more: Readonly<Record<string, unknown>> = {}) {
  const rows = Array.from({ length: count }, (_, index) => ({
    name: `${level}${index}`,
    level,
    mobile: "13800138000",
    ...more,
  }));
  const { results } = await run("system", { type: "create", entity: "lead", rows }, { type: "api" });
  return results[0]?.ids ?? [];
}

const claim = async (actor: Who, ids: readonly string[]) => {
  const { results } = await run(actor, { type: "claim", entity: "lead", ids });
  const [outcome] = results;
  return { ids: outcome?.ids ?? [], refused: outcome?.refused ?? [] };
};
const lead = async (id: string, actor: Who = "system") =>
  (await own.gateway.get(poolActors[actor], "own", "lead", id)).record;
const give = (id: string, reason = "客户在外地") =>
  run("li", { type: "release", entity: "lead", ids: [id], reason });

test("the daily cap counts the batch, names the pool and when there is room again, and starts anew at local midnight", async () => {
  const ids = await leads("open", 8);
  await claim("li", ids.slice(0, 2));
  const error = await refusal(claim("li", ids.slice(2, 4)));
  expect(error.code).toBe("STORE_CLAIM_DAY_LIMIT");
  expect(error.text.zh).toBe(
    "超过“open公海”的每日领取上限：每人每天 3 条，你今天已领 2 条，还能领 1 条，2026-03-26 00:00 起重新计算",
  );
  // The whole batch was refused; what was given back was claimed all the same.
  expect((await lead(ids[2] ?? ""))["owner"]).toBeNull();
  await give(ids[0] ?? "");
  await claim("li", ids.slice(2, 3));
  expect((await refusal(claim("li", ids.slice(3, 4)))).code).toBe("STORE_CLAIM_DAY_LIMIT");
  // A minute before and a minute after midnight in Shanghai.
  own.clock.set("2026-03-25T15:59:00.000Z");
  expect((await refusal(claim("li", ids.slice(3, 4)))).code).toBe("STORE_CLAIM_DAY_LIMIT");
  own.clock.set("2026-03-25T16:01:00.000Z");
  await claim("li", ids.slice(3, 6));
  // Everybody has their own.
  await claim("wang", ids.slice(6, 8));
});

test("a pool that fills up gives what there is room for, in the order asked for, and says what it did not give", async () => {
  const ids = await leads("filled", 6);
  const [taken = ""] = ids;
  await run("root", { type: "assign", entity: "lead", ids: [taken], to: [wang] });
  const answer = await claim("li", ids);
  expect(answer.ids).toHaveLength(4);
  const { refused } = answer;
  expect(refused.map(({ id }) => id)).toEqual([taken, ids[5]]);
  expect(refused[0]?.reason.zh).toBe("已被他人领取");
  expect(refused[1]?.reason.zh).toContain("每人每天 4 条");
  // Nothing at all is an error still.
  expect((await refusal(claim("li", ids.slice(5)))).code).toBe("STORE_CLAIM_DAY_LIMIT");
});

test("of several hold caps the lowest wins; converted records do not count; who is over keeps what there is", async () => {
  const ids = await leads("filled", 6);
  await run(
    "system",
    {
      type: "update",
      entity: "lead",
      changes: ids.slice(0, 3).map((id) => ({ id, values: { owner: wang } })),
    },
    { type: "flow" },
  );
  const error = await refusal(claim("wang", ids.slice(3, 4)));
  expect(error.code).toBe("STORE_CLAIM_HOLD_LIMIT");
  expect(error.text.zh).toContain("“filled公海”的保有上限：每人最多 2 条，你名下已有 3 条，还能领 0 条");
  for (const id of ids.slice(0, 3)) expect((await lead(id))["owner"]).toBe(wang);
  const convert = (id: string, status: string) =>
    run(
      "system",
      { type: "update", entity: "lead", changes: [{ id, values: { status } }] },
      { type: "flow" },
    );
  await convert(ids[0] ?? "", "converted");
  await convert(ids[1] ?? "", "invalid");
  expect((await claim("wang", ids.slice(3, 4))).ids).toHaveLength(1);
  expect((await refusal(claim("wang", ids.slice(4, 5)))).code).toBe("STORE_CLAIM_HOLD_LIMIT");
});

test("a team's cap counts what all its members hold, in all pools", async () => {
  const [mine, others] = [await leads("open", 5), await leads("filled", 4)];
  const owned = mine.map((id) => ({ id, values: { owner: wang } }));
  await run("system", { type: "update", entity: "lead", changes: owned }, { type: "flow" });
  const answer = await claim("li", others);
  expect(answer.ids).toHaveLength(2);
  expect(answer.refused[0]?.reason.zh).toContain("团队保有上限：每个团队最多 7 条，你的团队已有 7 条");
});

test("whoever gave a record back or lost it waits for the cooldown, also after somebody else had it", async () => {
  const [id = ""] = await leads("open", 1);
  await claim("li", [id]);
  own.clock.advance(3_600_000);
  expect((await refusal(give(id, ""))).code).toBe("STORE_RETURN_NEEDS_REASON");
  await give(id);
  const error = await refusal(claim("li", [id]));
  expect(error.code).toBe("STORE_CLAIM_COOLDOWN");
  expect(error.text.zh).toBe(
    "你在 2026-03-25 10:00 失去或退回了这条记录，“open公海”的冷静期未过，2026-03-28 10:00 起可以再领",
  );
  await claim("wang", [id]);
  await run("wang", { type: "release", entity: "lead", ids: [id], reason: "也不合适" });
  expect((await refusal(claim("li", [id]))).code).toBe("STORE_CLAIM_COOLDOWN");
  await claim("chen", [id]);
  await run("chen", { type: "release", entity: "lead", ids: [id], reason: "不合适" });
  own.clock.advance(3 * DAY - 60_000);
  expect((await refusal(claim("li", [id]))).code).toBe("STORE_CLAIM_COOLDOWN");
  own.clock.advance(120_000);
  await claim("li", [id]);
});

test("only members see a pool and claim from it; its admins assign, and move records into another pool", async () => {
  const [fromFilled = ""] = await leads("filled", 1);
  const given = await leads("given", 4);
  const seen = async (actor: Who) => {
    const { items } = await own.gateway.query(poolActors[actor], "own", { entity: "lead", limit: 50 });
    return new Set(items.map((item) => item["pool"]));
  };
  expect(await seen("li")).toEqual(new Set(["filled", "given"]));
  expect(await seen("wang")).toEqual(new Set(["filled"]));
  expect(await seen("chen")).toEqual(new Set(["given"]));
  expect(await seen("ops")).toEqual(new Set(["filled", "given"]));
  expect((await refusal(claim("chen", [fromFilled]))).code).toBe("STORE_ALREADY_CLAIMED");
  expect((await refusal(claim("li", given.slice(0, 1)))).code).toBe("STORE_CLAIM_ASSIGNED_ONLY");
  const rights = async (actor: Who, id: string) =>
    (await own.gateway.get(poolActors[actor], "own", "lead", id)).denied?.[id];
  expect(await rights("li", given[0] ?? "")).toEqual(["update", "delete", "claim", "release", "assign"]);
  expect(await rights("li", fromFilled)).toEqual(["update", "delete", "release", "assign"]);
  expect(await rights("ops", given[0] ?? "")).toEqual(["update", "delete", "claim", "release"]);
  const assign = (actor: Who, ids: readonly string[], to: readonly string[]) =>
    run(actor, { type: "assign", entity: "lead", ids, to });
  expect((await refusal(assign("li", given, [li]))).code).toBe("STORE_NOT_ALLOWED");
  await assign("ops", given.slice(0, 3), [li, chen]);
  const owners = await Promise.all(given.map(async (id) => (await lead(id))["owner"]));
  expect(owners).toEqual([li, chen, li, null]);
  const full = await refusal(assign("ops", given.slice(3), [li]));
  expect(full.text.zh).toBe(
    "李娜已达到“given公海”的保有上限（2 条，名下 2 条），不能再分配；请换一个人或减少条数",
  );
  expect((await refusal(assign("ops", given.slice(0, 1), [chen]))).code).toBe("STORE_ALREADY_CLAIMED");
  await run("ops", { type: "assign", entity: "lead", ids: given.slice(3), to: { pool: "open" } });
  expect((await lead(given[3] ?? ""))["pool"]).toBe("open");
});

test("a pool masks fields until somebody owns the record, or always; administrators see them", async () => {
  const [[open = ""], [given = ""]] = [await leads("open", 1), await leads("given", 1)];
  expect((await lead(open, "li"))["mobile"]).toBe("138****8000");
  await claim("li", [open]);
  expect((await lead(open, "li"))["mobile"]).toBe("+8613800138000");
  await run("root", { type: "assign", entity: "lead", ids: [given], to: [li] });
  expect((await lead(given, "li"))["mobile"]).toBe("138****8000");
  expect((await lead(given, "root"))["mobile"]).toBe("+8613800138000");
  // Nor can it be found out by a filter.
  const filter = { "==": [{ var: "mobile" }, "+8613800138000"] };
  const { items } = await own.gateway.query(poolActors.li, "own", { entity: "lead", filter });
  expect(items.map(({ id }) => id)).toEqual([open]);
});

test("a record that has just come to its owner is not deleted, and gets the pool's values when it goes back", async () => {
  const [id = ""] = await leads("open", 1, { status: "following" });
  await claim("li", [id]);
  const remove = () => run("li", { type: "delete", entity: "lead", ids: [id] });
  const error = await refusal(remove());
  expect([error.code, error.text.zh]).toEqual([
    "STORE_RECORD_PROTECTED",
    "记录在保护期内，2026-03-27 09:00 前不能删除",
  ]);
  await give(id);
  expect((await lead(id))["status"]).toBe("unassigned");
  own.clock.advance(4 * DAY);
  await claim("li", [id]);
  own.clock.advance(3 * DAY);
  await remove();
});

test("parallel claims never pass a cap, and one record goes to one person", async () => {
  const ids = await leads("filled", 12);
  const claims = ids.flatMap((id) => (["li", "wang"] as const).map((actor) => claim(actor, [id])));
  const outcomes = await Promise.allSettled(claims);
  const won = outcomes.flatMap((one) => (one.status === "fulfilled" ? one.value.ids : []));
  expect(new Set(won).size).toBe(won.length);
  const { rows } = await sql<{ owner: string; n: number }>`
    select owner, count(*)::int as n from app_own.lead where owner is not null group by owner order by n`.execute(
    own.db,
  );
  expect(rows).toEqual([
    { owner: wang, n: 2 },
    { owner: li, n: 4 },
  ]);
});

test("who had a record, how and why is written down", async () => {
  const [id = ""] = await leads("open", 1);
  await claim("li", [id]);
  own.clock.advance(DAY);
  await give(id, "号码是空号");
  await run("root", { type: "assign", entity: "lead", ids: [id], to: [chen] });
  const { rows } = await sql<Readonly<Record<string, unknown>>>`
    select how, from_owner, to_owner, from_pool, to_pool, reason from mortise.owner_log order by sequence`.execute(
    own.db,
  );
  const places = { from_pool: "open", to_pool: "open" };
  expect(rows).toEqual([
    { how: "claimed", from_owner: null, to_owner: li, reason: null, ...places },
    { how: "returned", from_owner: li, to_owner: null, reason: "号码是空号", ...places },
    { how: "assigned", from_owner: null, to_owner: chen, reason: null, ...places },
  ]);
});
