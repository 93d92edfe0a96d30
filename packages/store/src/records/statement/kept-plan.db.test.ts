import { expect, test } from "vitest";
import { actors, byUser, people, useSampleGateway } from "../fixtures/sample-gateway.ts";

const sample = useSampleGateway();

async function names(
  actor: keyof typeof actors,
  filter?: Record<string, unknown>,
): Promise<readonly unknown[]> {
  const query = { entity: "lead", fields: ["name"], ...(filter ? { filter } : {}) };
  const page = await sample.gateway.query(
    actors[actor],
    "sample",
    query as Parameters<typeof sample.gateway.query>[2],
  ); // the filter is an expression
  return page.items.map((item) => item["name"]);
}

test("people who ask the same in turn each see their own rows", async () => {
  await sample.given("lead", { name: "wang's", owner: people.wang }, { name: "li's", owner: people.li });
  for (let round = 0; round < 3; round += 1) {
    expect(await names("wang")).toEqual(["wang's"]);
    expect(await names("li")).toEqual(["li's"]);
    expect(new Set(await names("system"))).toEqual(new Set(["li's", "wang's"]));
  }
});

test("a question about today is asked anew each day", async () => {
  await sample.given("lead", { name: "old" });
  const today = { inPeriod: [{ var: "created_at" }, "today"] };
  expect(await names("system", today)).toEqual(["old"]);
  expect(await names("system", today)).toEqual(["old"]);
  sample.clock.advance(24 * 3_600_000);
  expect(await names("system", today)).toEqual([]);
  await sample.given("lead", { name: "new" });
  expect(await names("system", today)).toEqual(["new"]);
});

test("what a person writes is in the list that was asked before, page by page", async () => {
  const ids = await sample.given("lead", ...Array.from({ length: 5 }, (_, n) => ({ name: `n${n}` })));
  const page = (after?: string) =>
    sample.gateway.query(actors.system, "sample", {
      entity: "lead",
      fields: ["name"],
      limit: 2,
      ...(after === undefined ? {} : { after }),
    });
  for (let round = 0; round < 3; round += 1) {
    const first = await page();
    const second = await page(first.next);
    const third = await page(second.next);
    const all = [first, second, third].flatMap(({ items }) => items.map(({ id }) => id));
    expect(new Set(all)).toEqual(new Set(ids));
    expect(all).toHaveLength(5);
  }
  const [id = ""] = ids;
  const rename = { type: "update", entity: "lead", changes: [{ id, values: { name: "renamed" } }] } as const;
  await sample.gateway.execute(actors.system, "sample", [rename], byUser);
  expect(await names("system")).toContain("renamed");
});
