import { Client } from "pg";
import { expect, test } from "vitest";
import { type Actor, systemActor } from "../../actor.ts";
import { observe, WORLD } from "../fixtures/observe.ts";
import { chance, worldCatalog, worldId } from "../fixtures/random-world.ts";
import { useSampleGateway } from "../fixtures/sample-gateway.ts";
import { AS_IT_IS, aWorld, secrets, tell } from "../fixtures/tell-world.ts";
import type { RecordGateway } from "../gateway.ts";
import type { RecordRow } from "../record-query.ts";

const sample = useSampleGateway(worldCatalog, "sample-world");
const WORDS = ["海尔", "canary3", "秘密", "note", "8003", "1389999", "线索"];

/** Some seeds that found something once, and new ones with every run. */
const SEEDS = [1, 2, 1_210_961_659, ...Array.from({ length: 3 }, () => Math.floor(Math.random() * 2 ** 31))];

test.each(SEEDS)("what may not be seen changes nothing that is seen (seed %i)", async (seed) => {
  const { gateway, actor } = aWorld(sample, chance(seed));
  const story = { sample, gateway };
  const plain = await tell(story, seed, AS_IT_IS);
  const twist = await secrets({ gateway, actor });
  const first = await observe(gateway, actor, { words: WORDS, changeSets: plain });
  const twisted = await tell(story, seed, twist);
  const second = await observe(gateway, actor, { words: WORDS, changeSets: twisted });
  for (const [name, output] of first) expect([seed, name, second.get(name)]).toEqual([seed, name, output]);
});

test.each(SEEDS)("all paths agree on which records there are (seed %i)", async (seed) => {
  const { gateway, actor } = aWorld(sample, chance(seed));
  await tell({ sample, gateway }, seed, AS_IT_IS);
  const { items } = await gateway.query(actor, "sample", { entity: "lead", limit: 500 });
  const listed = new Set(items.map((item) => item.id));
  const { items: binned } = await gateway.query(actor, "sample", { entity: "lead", state: "deleted" });
  const reached = new Set([...listed, ...binned.map((item) => item.id)]);
  for (let n = 0; n < WORLD.leads; n += 1) {
    const id = worldId(1, n);
    const place = { entity: "lead", id };
    const calls = {
      get: () => gateway.get(actor, "sample", "lead", id),
      history: () => gateway.history(actor, "sample", place),
      past: () => gateway.getPast(actor, "sample", { ...place, asOf: "2026-11-22T02:30:00Z" }),
    };
    for (const [name, call] of Object.entries(calls)) {
      const isAnswered = await call().then(
        () => true,
        () => false,
      );
      expect([seed, name, n, isAnswered]).toEqual([seed, name, n, reached.has(id)]);
    }
  }
  const count = { id: "n", function: "count" } as const;
  const total = await gateway.aggregate(actor, "sample", {
    entity: "lead",
    dimensions: [],
    measures: [count],
  });
  expect([seed, total.rows[0]?.values["n"]]).toEqual([seed, String(listed.size)]);
  const groups = await gateway.aggregate(actor, "sample", {
    entity: "lead",
    dimensions: [{ field: "source" }],
    measures: [count],
  });
  const sum = groups.rows.reduce((all, row) => all + Number(row.values["n"]), 0);
  expect([seed, sum]).toEqual([seed, listed.size]);
  const funnel = await gateway.stageFunnel(actor, "sample", { entity: "lead", field: "stage" });
  expect([seed, funnel.reduce((all, step) => all + step.current, 0)]).toEqual([seed, listed.size]);
  const matching = { entity: "lead", selection: {}, operation: "update" } as const;
  expect((await gateway.countMatching(actor, "sample", matching)).matching).toBe(listed.size);
  const now = { entity: "lead", asOf: sample.clock.now().toISOString(), limit: 500 };
  const today = await gateway.query(actor, "sample", now);
  expect([seed, new Set(today.items.map((item) => item.id))]).toEqual([seed, listed]);
  for (const word of WORDS) {
    const found = await gateway.query(actor, "sample", { entity: "lead", search: word, limit: 500 });
    expect(found.items.every((item) => listed.has(item.id))).toBe(true);
    const groups = await gateway.search(actor, "sample", word, { limitPerEntity: 50 });
    const group = groups.find(({ entity }) => entity === "lead");
    const ids = group?.hits.map((hit) => hit.id) ?? [];
    expect([seed, word, group?.count.value ?? 0]).toEqual([seed, word, ids.length]);
    expect([seed, word, new Set(ids)]).toEqual([seed, word, new Set(found.items.map((item) => item.id))]);
  }
});

test.each(SEEDS)(
  "child rows, live events and what is read page by page agree with the list (seed %i)",
  async (seed) => {
    const { gateway, actor } = aWorld(sample, chance(seed));
    await tell({ sample, gateway }, seed, AS_IT_IS);
    for (const entity of ["lead", "customer", "quote", "quote_line"]) {
      const reach = await reachOf(gateway, actor, entity);
      const { all } = await reachOf(gateway, systemActor, entity);
      const change = { entity, ids: [...all], changeSets: [], more: false };
      const heard = (await gateway.audience("sample", change, [actor])).get(actor)?.ids ?? [];
      expect([seed, entity, new Set(heard)]).toEqual([seed, entity, reach.all]);
      for (const id of all) {
        const isThere = await gateway.get(actor, "sample", entity, id).then(
          () => true,
          () => false,
        );
        expect([seed, entity, id, isThere]).toEqual([seed, entity, id, reach.all.has(id)]);
      }
    }
    const rows = new Set<string>();
    const quotes = gateway.query(actor, "sample", { entity: "quote", children: ["lines"], limit: 500 });
    const { items } = await quotes.catch(() => ({ items: [] as readonly RecordRow[] }));
    for (const quote of items) {
      for (const line of (quote["lines"] ?? []) as readonly RecordRow[]) rows.add(line.id); // what sub-tables hold
    }
    expect([seed, rows]).toEqual([seed, (await reachOf(gateway, actor, "quote_line")).live]);
  },
);

/** Every record of an entity that an actor finds page by page, as an export reads them. */
async function idsOf(
  gateway: RecordGateway,
  actor: Actor,
  entity: string,
  state: "live" | "deleted" = "live",
): Promise<ReadonlySet<string>> {
  const ids = new Set<string>();
  let after: string | undefined;
  do {
    const place = after === undefined ? {} : { after };
    const query = { entity, state, fields: [], limit: 3, ...place };
    const page = await gateway.query(actor, "sample", query).catch(() => undefined);
    for (const { id } of page?.items ?? []) ids.add(id);
    after = page?.next;
  } while (after !== undefined);
  return ids;
}

async function reachOf(gateway: RecordGateway, actor: Actor, entity: string) {
  const live = await idsOf(gateway, actor, entity);
  return { live, all: new Set([...live, ...(await idsOf(gateway, actor, entity, "deleted"))]) };
}

test("what the database announces names no value", async () => {
  const heard: string[] = [];
  const { gateway } = aWorld(sample, chance(1));
  const client = new Client({ connectionString: sample.url });
  await client.connect();
  client.on("notification", ({ payload }) => heard.push(payload ?? ""));
  await client.query("listen mortise_change");
  await tell({ sample, gateway }, 1, AS_IT_IS);
  await client.end();
  expect(heard.length).toBeGreaterThan(0);
  expect(heard.join("\n")).not.toMatch(/海尔|note|13800|客户|行 \d/);
});
