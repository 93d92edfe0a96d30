import { fieldCatalog, fieldType } from "@mortise/fields";
import { Catalog, type EntityDocument } from "@mortise/metadata";
import { describe, expect, test } from "vitest";
import { aField, anApp, anEntity, to } from "../../testing/shop-app.ts";
import type { ActualSchema } from "../actual-schema.ts";
import { canonicalType } from "./column-change.ts";
import { objectName, parseKeptName } from "../names.ts";
import { physicalTables } from "../physical-table.ts";
import { searchForm } from "../search-text.ts";
import { planMigration } from "./plan-migration.ts";

const catalogOf = (...entities: readonly EntityDocument[]): Catalog =>
  new Catalog(anApp("crm", entities), fieldCatalog);

/** The schema as it stands after a catalog was published, with columns kept aside from before. */
function standing(catalog: Catalog, kept: Readonly<Record<string, string>> = {}): ActualSchema {
  return physicalTables(catalog, fieldType).map(({ entity, columns, indexes, searched }) => ({
    name: entity,
    columns: new Map([
      ...columns.map(({ name, type }) => [name, canonicalType(type)] as const),
      ...Object.entries(kept),
    ]),
    indexes,
    references: columns.flatMap(({ name, reference }) =>
      reference
        ? [
            {
              name: reference.name,
              column: name,
              target:
                "entity" in reference.target
                  ? `app_crm.${reference.target.entity}`
                  : `mortise.${reference.target.system}`,
            },
          ]
        : [],
    ),
    searched: [...searched.words, ...searched.digits],
    searchForm: searchForm(searched),
  }));
}

function plan(
  before: Catalog | null,
  after: Catalog,
  more: { actual?: ActualSchema; restoring?: boolean } = {},
) {
  const actual = "actual" in more ? more.actual : before ? standing(before) : undefined;
  const restoring = more.restoring ?? false;
  return planMigration({ app: "crm", release: 5, before, after, actual, fieldType, restoring });
}

const steps = (...request: Parameters<typeof plan>): readonly string[] =>
  plan(...request).steps.map(({ sql }) => sql);

describe("planMigration", () => {
  test("makes schema, tables, keys, indexes and search in an order that runs", () => {
    const phases = plan(
      null,
      catalogOf(anEntity("lead", [aField("pet", "reference", to("pet"))]), anEntity("pet")),
    ).steps;
    expect([...new Set(phases.map(({ phase }) => phase))]).toEqual([
      "schema",
      "tables",
      "references",
      "indexes",
      "search",
    ]);
  });

  test("does nothing when nothing differs", () => {
    const catalog = catalogOf(anEntity("lead", [aField("stage", "stage"), aField("amount", "money")]));
    expect(plan(catalog, catalog)).toEqual({ steps: [], problems: [] });
  });

  test("adds a column without touching a row", () => {
    const sql = steps(catalogOf(anEntity("lead")), catalogOf(anEntity("lead", [aField("extra", "text")])));
    expect(sql[0]).toBe('alter table "app_crm"."lead" add column "extra" text');
    expect(sql.filter((text) => text.startsWith("update"))).toEqual([]);
  });

  test("keeps a removed column aside and lets go of its indexes and keys first", () => {
    const before = catalogOf(anEntity("lead", [aField("boss", "reference", to("lead"))]));
    expect(steps(before, catalogOf(anEntity("lead")))).toEqual([
      'alter table "app_crm"."lead" drop constraint "fk$lead$boss"',
      'drop index "app_crm"."ix$lead$boss"',
      'alter table "app_crm"."lead" rename column "boss" to "zz_boss_r5"',
    ]);
  });

  test("takes the column that was kept last when a field returns", () => {
    const before = catalogOf(anEntity("lead"));
    const actual = standing(before, { zz_due_r2: "date", zz_due_r4: "date", zz_due_r10: "text" });
    expect(steps(before, catalogOf(anEntity("lead", [aField("due", "date")])), { actual })).toEqual([
      'alter table "app_crm"."lead" rename column "zz_due_r4" to "due"',
    ]);
  });

  test("clears dangling ids before a kept reference gets its key back", () => {
    const before = catalogOf(anEntity("lead"));
    const after = catalogOf(anEntity("lead", [aField("boss", "reference", to("lead"))]));
    const sql = steps(before, after, { actual: standing(before, { zz_boss_r2: "uuid" }) });
    const position = (start: string): number => sql.findIndex((text) => text.includes(start));
    expect(position('set "boss" = null')).toBeGreaterThan(0);
    expect(position('set "boss" = null')).toBeLessThan(position('add constraint "fk$lead$boss"'));
  });

  test("refuses changes that lose values when publishing, and makes them beside a kept copy when restoring", () => {
    const before = catalogOf(anEntity("lead", [aField("amount", "text")]));
    const after = catalogOf(anEntity("lead", [aField("amount", "number")]));
    expect(plan(before, after)).toMatchObject({ steps: [], problems: [{ path: "fields.1.type" }] });
    const restored = steps(before, after, { restoring: true });
    expect(restored).toContain('alter table "app_crm"."lead" rename column "amount" to "zz_amount_r5"');
  });

  test("refuses fewer decimals and another target of a reference", () => {
    const decimals = (count: number) => aField("n", "number", { settings: { decimals: count } });
    const refused = (a: EntityDocument, b: EntityDocument): number =>
      plan(catalogOf(a, anEntity("x"), anEntity("y")), catalogOf(b, anEntity("x"), anEntity("y"))).problems
        .length;
    expect(refused(anEntity("lead", [decimals(4)]), anEntity("lead", [decimals(2)]))).toBe(1);
    expect(refused(anEntity("lead", [decimals(2)]), anEntity("lead", [decimals(4)]))).toBe(0);
    const link = (target: string) => anEntity("lead", [aField("link", "reference", to(target))]);
    expect(refused(link("x"), link("y"))).toBe(1);
  });

  test("lets go of the search trigger before it retypes a column that it watches", () => {
    const before = catalogOf(anEntity("lead", [aField("code", "text")]));
    const [lead] = standing(before) ?? [];
    const actual = lead ? [{ ...lead, columns: new Map([...lead.columns, ["code", "integer"]]) }] : undefined;
    const sql = steps(before, before, { actual });
    expect(sql[0]).toContain("drop trigger");
    expect(sql.slice(0, 3).map((one) => one.split(" ").slice(0, 2).join(" "))).toEqual([
      "drop trigger",
      "drop trigger",
      "alter table",
    ]);
    expect(sql.at(-1)).toContain("insert into mortise.search_refill");
  });
});

describe("names", () => {
  test("of objects stay within PostgreSQL's limit and apart", () => {
    const [a, b] = ["x", "y"].map((end) => objectName("ix", "a".repeat(48), "b".repeat(47) + end));
    expect(a?.length).toBe(63);
    expect(a).not.toBe(b);
  });

  test("of kept columns are read back", () => {
    expect(parseKeptName("zz_a_r1_r12")).toEqual({ id: "a_r1", release: 12 });
    expect(parseKeptName("amount")).toBeUndefined();
  });
});
