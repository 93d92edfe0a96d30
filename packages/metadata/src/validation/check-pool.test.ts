import { expect, test } from "vitest";
import type { PoolDocument } from "../documents/pool.ts";
import { catalogOf, leadApp } from "../testing/lead-app.ts";
import { parseDocument } from "../schema/parse-document.ts";
import { validateCatalog } from "./validate-catalog.ts";

const pool: PoolDocument = {
  kind: "pool",
  id: "east",
  version: 1,
  name: { zh: "华东公海", en: "East" },
  entity: "lead",
  order: 1,
  claiming: "open",
  renewedBy: { records: [{ entity: "followup", field: "lead" }] },
  recycling: {
    enabled: true,
    rules: [
      {
        id: "idle",
        name: { zh: "10 天未跟进", en: "Idle for 10 days" },
        when: { "==": [{ var: "source" }, "web"] },
        after: "10d",
        renew: "3d",
        longest: "20d",
        to: { kind: "pool" },
      },
    ],
  },
};

const [rule] = pool.recycling?.rules ?? [];
const problemsOf = (more: Partial<PoolDocument>) =>
  validateCatalog(catalogOf([...leadApp(), { ...pool, ...more }]))
    .filter(({ document }) => document === "pool/east")
    .map(({ path, severity }) => `${severity} ${path}`);
const withRule = (more: object): Partial<PoolDocument> => ({
  recycling: { enabled: true, rules: rule ? [{ ...rule, ...more }] : [] },
});

test("a pool that fits has no complaints, and gives its entity the fields of pools", () => {
  expect(parseDocument(pool)).toEqual({ ok: true, document: pool });
  expect(problemsOf({})).toEqual([]);
  const fields = catalogOf([...leadApp(), pool]).find("entity", "lead")?.fields ?? [];
  expect(fields.filter(({ supplied }) => supplied).map(({ id }) => id)).toEqual([
    "pool",
    "recycle_at",
    "recycle_rule",
    "protected_until",
    "held_since",
    "renewed_at",
    "pooled_at",
    "previous_owner",
  ]);
});

test.each([
  ["an entity without a public pool", { entity: "followup" }, "error entity"],
  [
    "a condition that changes with the time",
    { takes: { ">": [{ var: "created_at" }, { var: "$now" }] } },
    "error takes",
  ],
  ["assigning without admins", { claiming: "assigned" }, "error admins"],
  [
    "a masked field that is not there",
    { mask: { fields: ["phone"], until: "always" } },
    "error mask.fields.0",
  ],
  [
    "a role that is not there",
    { mask: { fields: ["name"], until: "always", except: ["boss"] } },
    "error mask.except",
  ],
  [
    "follow-ups by a field that leads elsewhere",
    { renewedBy: { records: [{ entity: "followup", field: "content" }] } },
    "error renewedBy.records.0",
  ],
  ["a longest time that is too short", withRule({ longest: "5d" }), "error recycling.rules.0.longest"],
  ["protection beyond the longest time", { protection: "30d" }, "error protection"],
  [
    "a pool to go to that is not there",
    withRule({ to: { kind: "pool", pool: "west" } }),
    "error recycling.rules.0.to",
  ],
  [
    "a flow that is not there",
    withRule({ to: { kind: "flow", flow: "none" } }),
    "error recycling.rules.0.to",
  ],
  ["a value on entry that does not fit", { onEntry: { amount: "viel" } }, "error onEntry.amount"],
  ["renewal that nothing brings about", { renewedBy: {} }, "warning renewedBy"],
] as const)("complains about %s", (_what, more, complaint) => {
  // Each row is a part of a pool; `as const` makes its lists read-only tuples.
  expect(problemsOf(more as Partial<PoolDocument>)).toContain(complaint);
});

test("a field of the builder's own under the id of a supplied one has to hold the same", () => {
  const clashing = leadApp().map((document) =>
    document.kind === "entity" && document.id === "lead"
      ? {
          ...document,
          fields: [
            ...document.fields,
            { id: "recycle_at", type: "text", name: { zh: "回收", en: "Recycle" } },
          ],
        }
      : document,
  );
  const problems = validateCatalog(catalogOf([...clashing, pool]));
  expect(problems.map(({ document, path }) => `${document} ${path}`)).toContain("pool/east entity");
});
