import type { Dimension, RecordMeasure } from "@mortise/metadata";
import { expect, test } from "vitest";
import type { Actor } from "../../actor.ts";
import { refusal } from "../fixtures/refusal.ts";
import { actors, people, useSampleGateway } from "../fixtures/sample-gateway.ts";
import type { AggregateQuery } from "../record-query.ts";

const sample = useSampleGateway();
const COUNT: RecordMeasure = { id: "n", function: "count" };

/** Every place of a report that can name a field. */
function places(field: string): readonly (readonly [string, Omit<AggregateQuery, "entity">])[] {
  const over = (more: Partial<RecordMeasure>) => ({ dimensions: [], measures: [{ ...COUNT, ...more }] });
  const split = (more: Partial<Dimension>) => ({ dimensions: [{ field, ...more }], measures: [COUNT] });
  const some = { notEmpty: [{ var: field }] };
  return [
    ["dimension", split({})],
    ["buckets", split({ buckets: { width: "10" } })],
    [
      "second dimension with totals",
      { dimensions: [{ field: "source" }, { field }], measures: [COUNT], totals: [[], [1]] },
    ],
    ["count", over({ field })],
    ["distinct count", over({ function: "countDistinct", field })],
    ["least", over({ function: "min", field })],
    ["middle", over({ function: "median", field })],
    ["percentile", over({ function: "percentile", percent: 50, field })],
    ["expression", over({ function: "countDistinct", expression: { var: field } })],
    ["condition within an expression", over({ function: "sum", expression: { if: [some, 1, 0] } })],
    ["filter of a measure", over({ filter: some })],
    ["filter", { ...over({}), filter: some }],
    ["sort", { ...split({}), sort: [{ field }] }],
    ["rest", { ...split({}), kept: { groups: [], rest: true } }],
  ];
}

const readers: readonly (readonly [string, Actor, string])[] = [
  ["hidden margin", actors.wang, "margin"],
  ["hidden note", actors.wang, "internal_note"],
  ["masked mobile", actors.auditor, "mobile"],
  ["hidden secret behind a reference", actors.wang, "customer.secret"],
];

const matrix = readers.flatMap(([name, actor, field]) =>
  places(field).map(([place, query]) => [place, name, actor, query] as const),
);

test.each(matrix)("as %s, a %s tells nothing", async (_place, _name, actor, query) => {
  await sample.given("lead", { name: "canary", owner: people.wang, team: people.teamA, margin: "77.77" });
  const error = await refusal(sample.gateway.aggregate(actor, "sample", { entity: "lead", ...query }));
  expect(error.code).toBe("STORE_FIELD_NOT_ALLOWED");
  expect(JSON.stringify([error.text, error.details])).not.toContain("77.77");
});

test("groups behind a reference to a record that may not be seen have no key, and lead to the same rows", async () => {
  const [mine = "", other = ""] = await sample.given(
    "customer",
    { name: "canary of mine", owner: people.wang },
    { name: "canary of others", owner: people.li },
  );
  await sample.given(
    "lead",
    { name: "a", owner: people.wang, team: people.teamA, customer: mine },
    { name: "b", owner: people.wang, team: people.teamA, customer: other },
    { name: "c", owner: people.wang, team: people.teamA },
  );
  const result = await sample.gateway.aggregate(actors.wang, "sample", {
    entity: "lead",
    dimensions: [{ field: "customer.name" }],
    measures: [COUNT],
    totals: [[]],
  });
  expect(result.rows.map(({ keys, values }) => [keys[0], values["n"]])).toEqual([
    ["canary of mine", "1"],
    [null, "2"],
  ]);
  expect(result.totals?.[0]?.values["n"]).toBe("3");
  expect(JSON.stringify(result)).not.toContain("canary of others");
  for (const { filters, values } of result.rows) {
    const page = await sample.gateway.query(actors.wang, "sample", {
      entity: "lead",
      filter: filters[0] ?? null,
      count: "exact",
    });
    expect(String(page.count?.value)).toBe(values["n"]);
  }
});

test("groups that are told apart bring in no rows that may not be seen", async () => {
  await sample.given(
    "lead",
    { name: "a", source: "web", owner: people.wang, team: people.teamA, amount: "1" },
    { name: "b", source: "web", owner: people.li, team: people.teamB, amount: "100" },
  );
  const { rows } = await sample.gateway.aggregate(actors.wang, "sample", {
    entity: "lead",
    dimensions: [{ field: "source" }],
    measures: [{ id: "sum", function: "sum", field: "amount" }],
    kept: { groups: [{ key: "web", filter: true }], rest: true },
  });
  expect(rows.map(({ keys, values }) => [keys[0], values["sum"]])).toEqual([["web", "1.00"]]);
});
