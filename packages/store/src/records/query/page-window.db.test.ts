import type { SortKey } from "@mortise/metadata";
import { expect, test } from "vitest";
import { refusal } from "../fixtures/refusal.ts";
import { chance } from "../fixtures/random-world.ts";
import { actors, useSampleGateway } from "../fixtures/sample-gateway.ts";
import type { RecordPage, RecordQuery } from "../record-query.ts";

const sample = useSampleGateway();

type Query = Omit<RecordQuery, "entity">;

const read = (query: Query): Promise<RecordPage> =>
  sample.gateway.query(actors.system, "sample", { entity: "lead", fields: ["name"], ...query });
const idsOf = (page: RecordPage): readonly string[] => page.items.map((item) => item.id);

const SORTED = ["amount", "source", "name", "created_at", "owner", "id"] as const;

function randomSort(random: (below: number) => number): readonly SortKey[] {
  const fields = SORTED.toSorted(() => random(3) - 1).slice(0, random(4));
  return fields.map((field) => ({ field, descending: random(2) === 0 }));
}

async function walk(query: Query, way: "next" | "previous", start?: string): Promise<readonly RecordPage[]> {
  const pages: RecordPage[] = [];
  const place = way === "next" ? "after" : "before";
  let at = start;
  do {
    const page = await read({ ...query, ...(at === undefined ? {} : { [place]: at }) });
    pages.push(page);
    at = page[way];
  } while (at !== undefined);
  return pages;
}

test("walking a list forward and back shows the same rows, whatever the order and however many are empty", async () => {
  const seed = Number(process.env["MORTISE_SEED"] ?? Date.now() % 1_000_000_000);
  const choices = chance(seed);
  const random = (limit: number): number => choices.below(limit);
  const owners = [null, "01890000-0000-7000-8000-000000000001", "01890000-0000-7000-8000-000000000002"];
  await sample.given(
    "lead",
    ...Array.from({ length: 23 }, () => ({
      name: `n${random(9)}`,
      amount: random(3) === 0 ? null : String(random(4)),
      source: ["web", "expo", "call"][random(3)] ?? "web",
      owner: owners[random(3)] ?? null,
    })),
  );
  for (let round = 0; round < 40; round += 1) {
    const sort = randomSort(random);
    const limit = 1 + random(9);
    const filter = random(3) === 0 ? { filter: { notEmpty: [{ var: "amount" }] } } : {};
    const query = { sort, limit, ...filter };
    const whole = idsOf(await read({ ...query, limit: 500 }));
    const forward = await walk(query, "next");
    expect(forward.flatMap(idsOf), `seed ${seed} ${JSON.stringify(query)}`).toEqual(whole);
    const last = forward.at(-1);
    const back = last?.previous === undefined ? [] : await walk(query, "previous", last.previous);
    expect(
      [...back.toReversed(), ...(last ? [last] : [])].flatMap(idsOf),
      `seed ${seed} back ${JSON.stringify(query)}`,
    ).toEqual(whole);
    // Each page before another one leads to it again.
    for (const page of back)
      expect((await read({ ...query, after: page.next ?? "" })).items.length).toBeGreaterThan(0);
  }
});

test("the first page has nothing before it, the last nothing behind, and one page alone neither", async () => {
  await sample.given("lead", ...Array.from({ length: 4 }, (_, n) => ({ name: `n${n}` })));
  const query = { sort: [{ field: "name" }], limit: 2 };
  const first = await read(query);
  expect([first.previous, first.next === undefined]).toEqual([undefined, false]);
  const second = await read({ ...query, after: first.next ?? "" });
  expect([second.previous === undefined, second.next]).toEqual([false, undefined]);
  const again = await read({ ...query, before: second.previous ?? "" });
  expect(again.items.map((item) => item["name"])).toEqual(["n0", "n1"]);
  expect(again.previous).toBeUndefined();
  expect((await read({ ...query, limit: 10 })).previous).toBeUndefined();
});

test("a list is read anew around a record, with half a page before it", async () => {
  const ids = await sample.given("lead", ...Array.from({ length: 9 }, (_, n) => ({ name: `n${n}` })));
  const query = { sort: [{ field: "name" }], limit: 4 };
  const names = async (place: number, more: Query = {}): Promise<unknown> => {
    const page = await read({ ...query, ...more, around: ids[place] ?? "" });
    return [page.previous !== undefined, ...page.items.map((item) => item["name"]), page.next !== undefined];
  };
  expect(await names(4)).toEqual([true, "n3", "n4", "n5", "n6", true]);
  expect(await names(0)).toEqual([false, "n0", "n1", "n2", "n3", true]);
  expect(await names(8)).toEqual([true, "n7", "n8", false]);
  expect(await names(4, { count: "exact" })).toEqual([true, "n3", "n4", "n5", "n6", true]);
  const counted = await read({ ...query, around: ids[4] ?? "", count: "exact" });
  expect(counted.count).toEqual({ value: 9, capped: false });
});

test("a record that is not in the list, or not to be seen, is refused as not found; so are two places at once", async () => {
  const [lead = "", other = ""] = await sample.given("lead", { name: "a" }, { name: "b" });
  const filter = { "==": [{ var: "name" }, "b"] };
  expect((await refusal(read({ filter, around: lead }))).code).toBe("STORE_RECORD_NOT_FOUND");
  expect((await refusal(read({ around: "nothing" }))).code).toBe("STORE_RECORD_NOT_FOUND");
  expect((await read({ filter, around: other })).items).toHaveLength(1);
  const { next = "" } = await read({ limit: 1 });
  expect((await refusal(read({ after: next, before: next }))).code).toBe("STORE_QUERY_INVALID");
  expect((await refusal(read({ before: next, offset: 2 }))).code).toBe("STORE_QUERY_INVALID");
  expect((await refusal(read({ before: "garbage" }))).code).toBe("STORE_CURSOR_INVALID");
});

test("a past list is walked both ways", async () => {
  const ids = await sample.given(
    "lead",
    ...Array.from({ length: 7 }, (_, n) => ({ name: `n${n}`, amount: n % 3 === 0 ? null : String(n % 2) })),
  );
  const asOf = sample.clock.now().toISOString();
  sample.clock.advance(60_000);
  const changes = ids.slice(2, 5).map((id, n) => ({ id, values: { name: `x${n}`, amount: String(n) } }));
  await sample.gateway.execute(actors.system, "sample", [{ type: "update", entity: "lead", changes }], {
    type: "user",
  });
  const query = { asOf, sort: [{ field: "amount", descending: true }, { field: "name" }], limit: 2 };
  const whole = idsOf(await read({ ...query, limit: 50 }));
  const forward = await walk(query, "next");
  expect(forward.flatMap(idsOf)).toEqual(whole);
  const last = forward.at(-1);
  const back = await walk(query, "previous", last?.previous);
  expect([...back.toReversed(), ...(last ? [last] : [])].flatMap(idsOf)).toEqual(whole);
  expect((await refusal(read({ ...query, around: ids[0] ?? "" }))).code).toBe("STORE_QUERY_INVALID");
});
