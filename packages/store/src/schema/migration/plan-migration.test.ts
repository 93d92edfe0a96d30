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

interface Standing {
  /** Columns kept aside from before. */
  readonly kept?: Readonly<Record<string, string>>;
  readonly bytes?: number;
}

const LARGE = 500_000_000;

/** The schema as it stands after a catalog was published. */
function standing(catalog: Catalog, { kept = {}, bytes = 0 }: Standing = {}): ActualSchema {
  return physicalTables(catalog, fieldType).map(({ entity, columns, indexes, searched }) => ({
    name: entity,
    bytes,
    attributes: columns.length + Object.keys(kept).length,
    columns: new Map([
      ...columns.map(({ name, type }) => [name, canonicalType(type)] as const),
      ...Object.entries(kept),
    ]),
    indexes: indexes.map((index) => ({ ...index, valid: true })),
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

const NOTHING = { steps: [], preparing: [], before: [], after: [], locks: [], layout: {} };

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
    expect(plan(catalog, catalog)).toEqual(NOTHING);
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
    const actual = standing(before, { kept: { zz_due_r2: "date", zz_due_r4: "date", zz_due_r10: "text" } });
    expect(steps(before, catalogOf(anEntity("lead", [aField("due", "date")])), { actual })).toEqual([
      'alter table "app_crm"."lead" rename column "zz_due_r4" to "due"',
    ]);
  });

  test("clears dangling ids before a kept reference gets its key back", () => {
    const before = catalogOf(anEntity("lead"));
    const after = catalogOf(anEntity("lead", [aField("boss", "reference", to("lead"))]));
    const sql = steps(before, after, { actual: standing(before, { kept: { zz_boss_r2: "uuid" } }) });
    const position = (start: string): number => sql.findIndex((text) => text.includes(start));
    expect(position('set "boss" = null')).toBeGreaterThan(0);
    expect(position('set "boss" = null')).toBeLessThan(position('add constraint "fk$lead$boss"'));
  });

  test("takes the column along when the key of a field changes", () => {
    const before = catalogOf(anEntity("lead", [aField("due", "date")]));
    const after = catalogOf(anEntity("lead", [aField("deadline", "date", { formerId: "due" })]));
    expect(steps(before, after)).toEqual(['alter table "app_crm"."lead" rename column "due" to "deadline"']);
    expect(plan(after, after)).toEqual(NOTHING);
  });

  test("converts the values of a small table at once, and keeps the old column aside", () => {
    const before = catalogOf(anEntity("lead", [aField("amount", "text")]));
    const after = catalogOf(anEntity("lead", [aField("amount", "number")]));
    const { steps, before: tasks } = plan(before, after);
    expect(tasks).toEqual([]);
    expect(steps.map(({ sql, convert }) => convert?.rows ?? sql).slice(0, 4)).toEqual([
      'alter table "app_crm"."lead" add column "amount$next" numeric(18,0)',
      "all",
      'alter table "app_crm"."lead" rename column "amount" to "zz_amount_r5"',
      'alter table "app_crm"."lead" rename column "amount$next" to "amount"',
    ]);
  });

  test("gives more digits without touching a row", () => {
    const digits = (type: string) => catalogOf(anEntity("lead", [aField("n", type)]));
    const actual = standing(digits("number"));
    const [lead] = actual ?? [];
    const narrow = lead && { ...lead, columns: new Map([...lead.columns, ["n", "numeric(10,0)"]]) };
    const sql = steps(digits("number"), digits("number"), { actual: narrow ? [narrow] : [] });
    expect(sql).toEqual(['alter table "app_crm"."lead" alter column "n" type numeric(18,0)']);
  });
});

describe("a large table", () => {
  const large = (catalog: Catalog, kept = {}): ActualSchema => standing(catalog, { kept, bytes: LARGE });

  test("gets its indexes and the check of its keys after the release is in force", () => {
    const before = catalogOf(anEntity("lead"));
    const after = catalogOf(
      anEntity("lead", [aField("boss", "reference", to("lead")), aField("kind", "stage")]),
    );
    const { steps, before: waiting, after: tasks } = plan(before, after, { actual: large(before) });
    expect(waiting).toEqual([]);
    expect(steps.filter(({ sql }) => sql.startsWith("create index"))).toEqual([]);
    expect(steps.find(({ phase }) => phase === "references")?.sql).toMatch(/ not valid$/);
    expect(tasks.map(({ kind, name }) => `${kind} ${name}`)).toEqual([
      "reference fk$lead$boss",
      "index ix$lead$newest$owner$team$kind",
      "index ix$lead$boss",
      "index ix$lead$kind",
      "drop ix$lead$newest$owner$team",
    ]);
  });

  test("is unique before the release that says so comes into force", () => {
    const before = catalogOf(anEntity("lead", [aField("mail", "email")]));
    const after = catalogOf(anEntity("lead", [aField("mail", "email", { unique: true })]));
    const waiting = plan(before, after, { actual: large(before) }).before;
    expect(waiting).toMatchObject([{ kind: "index", name: "uq$lead$mail", unique: true }]);
    expect(plan(before, after, { actual: large(after) })).toEqual(NOTHING);
  });

  test("is converted beside the old column, then only names change", () => {
    const before = catalogOf(anEntity("lead", [aField("amount", "text", { unique: true })]));
    const after = catalogOf(anEntity("lead", [aField("amount", "number", { unique: true })]));
    const first = plan(before, after, { actual: large(before) });
    expect(first.before.map(({ kind, name }) => `${kind} ${name}`)).toEqual([
      "conversion next$lead$amount",
      "index uq$lead$amount$next",
    ]);
    expect(first.preparing.map(({ sql }) => sql.slice(0, 60))).toEqual([
      'alter table "app_crm"."lead" add column "amount$next" numeri',
      'create or replace function "app_crm"."next$lead$amount"() re',
      'create or replace trigger "next$lead$amount" after insert or',
    ]);
    const [lead] = large(before, { amount$next: "numeric(18,0)" }) ?? [];
    const unique = { name: "uq$lead$amount$next", columns: ["amount$next"], valid: true };
    const prepared = lead ? [{ ...lead, indexes: [...lead.indexes, unique] }] : [];
    const last = plan(before, after, { actual: prepared });
    expect(last.before).toEqual([]);
    expect(last.steps.map(({ sql, convert }) => convert?.rows ?? sql)).toEqual([
      'drop index "app_crm"."uq$lead$amount"',
      "queued",
      'drop trigger if exists "next$lead$amount" on "app_crm"."lead"',
      'drop function if exists "app_crm"."next$lead$amount"()',
      'alter table "app_crm"."lead" rename column "amount" to "zz_amount_r5"',
      'alter table "app_crm"."lead" rename column "amount$next" to "amount"',
      'alter index "app_crm"."uq$lead$amount$next" rename to "uq$lead$amount"',
      expect.stringContaining("create or replace function"),
      expect.stringContaining("create or replace trigger"),
      expect.stringContaining("create or replace trigger"),
      expect.stringContaining("insert into mortise.search_refill"),
    ]);
  });

  test("is locked with the tables that its keys point at, in one order for all", () => {
    const before = catalogOf(anEntity("lead"), anEntity("account_book"));
    const after = catalogOf(
      anEntity("lead", [aField("book", "reference", to("account_book")), aField("helper", "user")]),
      anEntity("account_book"),
    );
    expect(plan(before, after, { actual: large(before) }).locks).toEqual([
      { table: '"app_crm"."account_book"', mode: "share row exclusive" },
      { table: '"app_crm"."lead"', mode: "access exclusive" },
      { table: "mortise.account", mode: "share row exclusive" },
    ]);
  });
});

describe("many fields", () => {
  const wide = (count: number, type: string) =>
    anEntity(
      "lead",
      Array.from({ length: count }, (_, n) => aField(`f${n}`, type)),
    );

  test("stand in as many tables as they need", () => {
    const { layout } = plan(null, catalogOf(wide(499, "text")));
    const parts = Object.values(layout["lead"] ?? {});
    expect(parts.length).toBeGreaterThan(200);
    expect(new Set(parts)).toEqual(new Set([1]));
    expect(plan(null, catalogOf(wide(200, "text"))).layout).toEqual({});
  });

  test("go on in a new table when the first has had as many columns as a table can have", () => {
    const before = catalogOf(anEntity("lead"));
    const [lead] = standing(before) ?? [];
    const worn = lead ? [{ ...lead, attributes: 1_595 }] : [];
    const after = catalogOf(anEntity("lead", [aField("extra", "date")]));
    const { layout, steps } = plan(before, after, { actual: worn });
    expect(layout).toEqual({ lead: { extra: 1 } });
    expect(steps.map(({ sql }) => sql)).toEqual([
      expect.stringMatching(/^create table "app_crm"\."lead\$2"/),
      'alter table "app_crm"."lead$2" add column "extra" date',
    ]);
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
