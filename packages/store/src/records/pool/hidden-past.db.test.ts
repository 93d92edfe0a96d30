import { fieldCatalog } from "@mortise/fields";
import { Catalog } from "@mortise/metadata";
import { sql } from "kysely";
import { beforeAll, expect, test } from "vitest";
import { Comments } from "../../comments/comments.ts";
import type { CommentsOptions } from "../../comments/comments-options.ts";
import { useGatewayOf } from "../fixtures/gateway-of.ts";
import { aPool, POOL_PEOPLE, poolActors, poolApp, seedPoolPeople } from "../fixtures/pool-app.ts";
import { refusal } from "../fixtures/refusal.ts";
import type { Cause, Command } from "../record-command.ts";

const { li, ops } = POOL_PEOPLE;
const documents = poolApp([
  aPool("quiet", 1, {
    takes: { "==": [{ var: "level" }, "quiet"] },
    admins: { users: [ops] },
    giveBack: { hidesHistory: true },
  }),
  aPool("plain", 2),
]);
const own = useGatewayOf(documents);
const USER: Cause = { type: "user" };
const HOUR = 3_600_000;
const START = "2026-03-25T01:00:00.000Z";

beforeAll(() => seedPoolPeople(own.db));

type Who = keyof typeof poolActors;
const run = (actor: Who, command: Command, cause = USER) =>
  own.gateway.execute(poolActors[actor], "own", [command], cause);

/** A lead that 李娜 claimed, changed, was talked about and gave back; an hour lies between each. */
async function returned(level: string): Promise<string> {
  own.clock.set(START);
  const rows = [{ name: `${level}客户`, level, area: "east" }];
  const { results } = await run("system", { type: "create", entity: "lead", rows }, { type: "api" });
  const id = results[0]?.ids[0] ?? "";
  const later = () => own.clock.advance(HOUR);
  later();
  await run("li", { type: "claim", entity: "lead", ids: [id] });
  later();
  await run("li", { type: "update", entity: "lead", changes: [{ id, values: { area: "west" } }] });
  await sql`insert into mortise.comment (id, app, entity, record, author, text, created_at)
    values (gen_random_uuid(), 'own', 'lead', ${id}::uuid, ${li}::uuid, '报价太高', ${own.clock.now().toISOString()})`.execute(
    own.db,
  );
  later();
  await run("li", { type: "release", entity: "lead", ids: [id], reason: "不接电话" });
  later();
  return id;
}

const history = async (actor: Who, id: string) =>
  (await own.gateway.history(poolActors[actor], "own", { entity: "lead", id })).items.map(
    ({ action }) => action,
  );
const ALL = ["released", "updated", "claimed", "created"];

test("the next owner sees nothing of what was before the record came into the pool; others see all", async () => {
  const id = await returned("quiet");
  expect(await history("chen", id)).toEqual([]);
  // It was hers; an admin of the pool and administrators look after it.
  expect(await history("li", id)).toEqual(ALL);
  expect(await history("ops", id)).toEqual(ALL);
  expect(await history("root", id)).toEqual(ALL);
  await run("chen", { type: "claim", entity: "lead", ids: [id] });
  expect(await history("chen", id)).toEqual(["claimed"]);
  expect(await history("root", id)).toEqual(["claimed", ...ALL]);
  const plain = await returned("plain");
  expect(await history("chen", plain)).toEqual(ALL);
});

test("nor what it was then, alone or in a list", async () => {
  const id = await returned("quiet");
  await run("chen", { type: "claim", entity: "lead", ids: [id] });
  const asOf = "2026-03-25T02:30:00.000Z";
  const past = (actor: Who) => own.gateway.getPast(poolActors[actor], "own", { entity: "lead", id, asOf });
  expect((await past("root")).record["area"]).toBe("east");
  expect((await refusal(past("chen"))).code).toBe("STORE_RECORD_NOT_FOUND");
  const list = async (actor: Who) => {
    const filter = { "==": [{ var: "id" }, id] };
    return (await own.gateway.query(poolActors[actor], "own", { entity: "lead", filter, asOf })).items;
  };
  expect(await list("root")).toHaveLength(1);
  expect(await list("chen")).toEqual([]);
  // What was after the record came into the pool is theirs to know.
  own.clock.advance(HOUR);
  const now = own.clock.now().toISOString();
  await run("chen", { type: "update", entity: "lead", changes: [{ id, values: { area: "east" } }] });
  own.clock.advance(HOUR);
  const since = await own.gateway.getPast(poolActors.chen, "own", { entity: "lead", id, asOf: now });
  expect(since.record["id"]).toBe(id);
});

test("nor what was said about it, also by searching for the words", async () => {
  const id = await returned("quiet");
  const catalog = new Catalog(documents, fieldCatalog);
  const comments = new Comments({
    db: own.db,
    records: own.gateway,
    clock: own.clock,
    // Of a release the search asks for its catalog alone, and people are only looked up when something is said.
    releases: { current: () => ({ catalog }) } as unknown as CommentsOptions["releases"],
    actors: {} as CommentsOptions["actors"],
  });
  const place = { app: "own", entity: "lead", id };
  const said = async (actor: Who) => {
    const { items, count } = await comments.list(poolActors[actor], place);
    const hits = await comments.search(poolActors[actor], "own", "报价太高");
    return [items.length, count, hits.items.filter(({ record }) => record === id).length];
  };
  expect(await said("chen")).toEqual([0, 0, 0]);
  expect(await said("ops")).toEqual([1, 1, 1]);
});
