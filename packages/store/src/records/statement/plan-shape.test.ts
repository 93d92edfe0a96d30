import { describe, expect, test } from "vitest";
import { planShape, withoutValues } from "./plan-shape.ts";

describe("withoutValues", () => {
  test("puts values of a plain type into subselects, lists of them too", () => {
    expect(withoutValues("t.owner = $1::uuid or t.team = any($12::uuid[])")).toBe(
      "t.owner = ((select $1::uuid)::uuid) or t.team = any(((select $12::uuid[])::uuid[]))",
    );
  });

  test("gives up where a value has a type that it does not know, or none", () => {
    for (const text of [
      "t.a > $1::numeric(12, 2)",
      "t.b = $2",
      "t.c = $3::double precision",
      "t.d = $4::texts",
    ])
      expect(withoutValues(`t.id = $9::uuid and ${text}`)).toBeUndefined();
    expect(withoutValues("select 1")).toBe("select 1");
  });
});

describe("planShape", () => {
  const scan = (index: string, more: object = {}) => [
    {
      Plan: {
        "Node Type": "Limit",
        "Total Cost": 12,
        Plans: [{ "Node Type": "Index Scan", "Index Name": index, ...more }],
      },
    },
  ];

  test("is the same for the same nodes, whatever they cost", () => {
    expect(planShape(scan("newest", { "Total Cost": 3 }))).toBe(
      planShape(scan("newest", { "Plan Rows": 7 })),
    );
    expect(planShape(scan("newest"))).not.toBe(planShape(scan("owner")));
  });

  test("does not count the subselects that hide values", () => {
    const hidden = { "Node Type": "Result", "Parent Relationship": "InitPlan" };
    const asked = { ...hidden, Plans: [{ "Node Type": "Seq Scan", "Relation Name": "account" }] };
    expect(planShape(scan("newest", { Plans: [hidden] }))).toBe(planShape(scan("newest")));
    expect(planShape(scan("newest", { Plans: [asked] }))).not.toBe(planShape(scan("newest")));
  });

  test("of something else is nothing", () => {
    expect([planShape(undefined), planShape([]), planShape([1])]).toEqual(["", "", ""]);
  });
});
