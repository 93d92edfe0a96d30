import type { Value } from "@mortise/expression";
import { silentLogger, systemClock } from "@mortise/kit";
import type { FieldDefinition } from "@mortise/metadata";
import { useDatabase } from "@mortise/testing";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { systemActor } from "../actor.ts";
import { openStore, type Store } from "../database.ts";
import { aField, anApp, anEntity } from "../testing/shop-app.ts";
import { saveDrafts } from "./fixtures/large-app.ts";

const database = useDatabase();
let store: Store;
let other: Store;
const actor = systemActor;
const cause = { type: "api" } as const;

beforeAll(async () => {
  const open = () => openStore({ url: database.url, clock: systemClock, logger: silentLogger });
  store = await open();
  other = await open();
});
afterAll(async () => {
  await store.close();
  await other.close();
});

/** Types whose values cannot leave the row, and texts just too short for it. */
const SAMPLES: readonly (readonly [
  type: string,
  value: (n: number) => Value,
  more?: Partial<FieldDefinition>,
])[] = [
  ["text", (n) => `第${n}个字段的内容，足够长`],
  ["number", (n) => `${n}12345678.1234`, { settings: { decimals: 4 } }],
  ["datetime", (n) => `2026-11-${String((n % 28) + 1).padStart(2, "0")}T01:30:00.000Z`],
  ["long-text", (n) => `${n} `.repeat(60).trim()],
  ["date", (n) => `2026-11-${String((n % 28) + 1).padStart(2, "0")}`],
];

function wideFields(count: number): readonly FieldDefinition[] {
  return Array.from({ length: count }, (_, n) => {
    const [type, , more] = SAMPLES[n % SAMPLES.length] ?? SAMPLES[0] ?? ["text"];
    return aField(`f${n}`, type, more);
  });
}

function wideValues(count: number, shift = 0): Record<string, Value> {
  return Object.fromEntries(
    Array.from({ length: count }, (_, n) => {
      const sample = SAMPLES[n % SAMPLES.length];
      return [`f${n}`, sample ? sample[1](n + shift) : null];
    }),
  );
}

describe("an entity with 500 fields, all filled", () => {
  const COUNT = 499;
  const values = wideValues(COUNT);
  let ids: readonly string[] = [];

  beforeAll(async () => {
    await store.releases.createApp(anApp("wide", [anEntity("lead", wideFields(COUNT))]), actor);
    const rows = [
      { name: "甲", ...values },
      { name: "乙", f1: "5", f495: "只有这里提到海尔" },
      { name: "丙" },
    ];
    const { results } = await store.records.execute(
      actor,
      "wide",
      [{ type: "create", entity: "lead", rows }],
      cause,
    );
    ids = results[0]?.ids ?? [];
    await other.releases.refresh();
  });
  const read = async (at: number) => (await store.records.get(actor, "wide", "lead", ids[at] ?? "")).record;
  const names = async (query: object): Promise<unknown[]> => {
    const page = await store.records.query(actor, "wide", { entity: "lead", fields: ["name"], ...query });
    return page.items.map((item) => item["name"]);
  };

  test("stands in several tables, which nobody who reads it notices", async () => {
    expect(Object.keys(store.releases.current("wide").layout["lead"] ?? {}).length).toBeGreaterThan(20);
    expect(other.releases.current("wide").layout).toEqual(store.releases.current("wide").layout);
    expect(await read(0)).toMatchObject(values);
    expect(await read(2)).toMatchObject({ name: "丙", f0: null, f495: null });
  });

  test("is filtered, sorted, counted and searched by fields of any of them", async () => {
    expect(await names({ filter: { "==": [{ var: "f497" }, values["f497"] ?? null] } })).toEqual(["甲"]);
    expect((await names({ sort: [{ field: "f496", descending: true }] }))[0]).toBe("甲");
    expect(await names({ search: "海尔" })).toEqual(["乙"]);
    const { rows } = await store.records.aggregate(actor, "wide", {
      entity: "lead",
      dimensions: [],
      measures: [{ id: "sum", function: "sum", field: "f496" }],
    });
    expect(Number(rows[0]?.values["sum"])).toBe(Number(values["f496"]));
  });

  test("is changed, found again, undone, thrown away and brought back whole", async () => {
    const id = ids[0] ?? "";
    const before = await read(0);
    const shifted = wideValues(COUNT, 7);
    const { changeSet } = await store.records.execute(
      actor,
      "wide",
      [{ type: "update", entity: "lead", changes: [{ id, revision: before.revision, values: shifted }] }],
      cause,
    );
    expect(await read(0)).toMatchObject({ name: "甲", ...shifted });
    expect((await store.records.undoChangeSet(actor, "wide", changeSet)).undone).toBe(1);
    expect(await read(0)).toMatchObject(values);
    await store.records.execute(actor, "wide", [{ type: "delete", entity: "lead", ids: [id] }], cause);
    await store.records.execute(actor, "wide", [{ type: "restore", entity: "lead", ids: [id] }], cause);
    expect(await read(0)).toMatchObject(values);
  });

  test("lets two writers of one record see each other", async () => {
    const { revision } = await read(1);
    const write = (text: string) =>
      store.records.execute(
        actor,
        "wide",
        [
          {
            type: "update",
            entity: "lead",
            changes: [{ id: ids[1] ?? "", revision, values: { f495: text } }],
          },
        ],
        cause,
      );
    const outcomes = await Promise.allSettled([write("一"), write("二")]);
    expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  });

  test("says in words which rule a field in a further table cannot have", async () => {
    const place = Object.keys(store.releases.current("wide").layout["lead"] ?? {}).find(
      (id) => Number(id.slice(1)) % 5 === 0,
    );
    const fields = wideFields(COUNT).map((field) =>
      field.id === place ? { ...field, unique: true } : field,
    );
    await saveDrafts(store, "wide", anEntity("lead", fields));
    const { problems } = await store.releases.diff("wide");
    expect(problems.map(({ message }) => message.zh)).toEqual([
      expect.stringContaining("存放在附表里，不能设为唯一"),
    ]);
    await store.releases.discardDraft("wide", actor);
  });
});

test("2,000 fields may be added and dropped over time, and the last ones come back with their values", async () => {
  await store.releases.createApp(anApp("worn", [anEntity("lead")]), actor);
  const round = (number: number) =>
    Array.from({ length: 250 }, (_, n) => aField(`r${number}_${n}`, "number", { settings: { decimals: 2 } }));
  for (let number = 0; number < 8; number += 1) {
    await saveDrafts(store, "worn", anEntity("lead", round(number)));
    await store.releases.publish("worn", { actor });
    const filled = Object.fromEntries(round(number).map(({ id }) => [id, "123456789.25"]));
    const rows = [{ name: String(number), ...filled }];
    await store.records.execute(actor, "worn", [{ type: "create", entity: "lead", rows }], cause);
  }
  const { rows } = await database.pool.query<{ table: string; columns: number }>(
    `select relname as table, relnatts as columns from pg_class
     where relnamespace = 'app_worn'::regnamespace and relkind = 'r' order by 1`,
  );
  expect(rows.length).toBeGreaterThan(1);
  expect(rows.reduce((sum, { columns }) => sum + columns, 0)).toBeGreaterThan(2_000);
  await store.releases.restore("worn", 2, actor);
  const page = await store.records.query(actor, "worn", { entity: "lead", sort: [{ field: "name" }] });
  expect(page.items.map((item) => item["r0_249"])).toEqual(["123456789.25", ...Array(7).fill(null)]);
});

describe("long values", () => {
  const TEN_MEGABYTES = 10 * 1024 * 1024;
  const long = (start: string): string =>
    start +
    Array.from({ length: TEN_MEGABYTES / 8 }, (_, n) => n.toString(36).padStart(8, "-"))
      .join("")
      .slice(start.length);

  beforeAll(async () => {
    const fields = [
      aField("body", "long-text", { settings: { maxLength: TEN_MEGABYTES } }),
      aField("code", "long-text", { unique: true, settings: { maxLength: TEN_MEGABYTES } }),
      aField("line", "text", { unique: true, settings: { maxLength: 1000 } }),
    ];
    await store.releases.createApp(anApp("long", [anEntity("lead", fields)]), actor);
  });
  const create = (row: Record<string, string>) =>
    store.records.execute(actor, "long", [{ type: "create", entity: "lead", rows: [row] }], cause);

  test("a text of 10 MB is kept, found by its beginning, and changed", async () => {
    const { results } = await create({ name: "长", body: long("合同全文") });
    const id = results[0]?.ids[0] ?? "";
    const { record } = await store.records.get(actor, "long", "lead", id);
    expect(String(record["body"]).length).toBe(TEN_MEGABYTES);
    const found = await store.records.query(actor, "long", {
      entity: "lead",
      fields: ["name"],
      search: "合同全文",
    });
    expect(found.items.map((item) => item["name"])).toEqual(["长"]);
    const change = { id, revision: record.revision, values: { body: "短" } };
    await store.records.execute(
      actor,
      "long",
      [{ type: "update", entity: "lead", changes: [change] }],
      cause,
    );
  });

  test("a unique text may be longer than an index entry, and still occurs once", async () => {
    // Characters that cannot be compressed into an index entry.
    const characters = Array.from({ length: 900 }, (_, n) =>
      String.fromCodePoint(0x4e00 + ((n * 7919) % 20_000)),
    );
    const line = characters.join("");
    await create({ name: "一", line, code: long("x") });
    await expect(create({ name: "二", line })).rejects.toMatchObject({ code: "STORE_VALUE_TAKEN" });
    await expect(create({ name: "三", code: long("x") })).rejects.toMatchObject({
      code: "STORE_VALUE_TAKEN",
    });
    await create({ name: "四", line: `${line}。`, code: long("y") });
    const insert = "insert into app_long.lead (id, line) values (gen_random_uuid(), $1)";
    await expect(database.pool.query(insert, [line])).rejects.toThrow("uq$lead$line");
  });
});

test("labels of 200 Chinese characters name fields, options and entities", async () => {
  const label = { zh: "字".repeat(200), en: "x".repeat(200) };
  const options = [{ key: "a", name: label }];
  const field = { ...aField("kind", "select", { settings: { options } }), name: label };
  await store.releases.createApp(anApp("labelled", [anEntity("lead", [field], { name: label })]), actor);
  expect(store.releases.current("labelled").catalog.field("lead", "kind")?.name).toEqual(label);
});

test("a select of 10,000 options is published, checked, sorted and filtered", async () => {
  const options = Array.from({ length: 10_000 }, (_, n) => ({
    key: `o${n}`,
    name: { zh: `选项${n}`, en: `Option ${n}` },
  }));
  const lead = anEntity("lead", [aField("kind", "select", { settings: { options } })]);
  await store.releases.createApp(anApp("choices", [lead]), actor);
  const rows = Array.from({ length: 2_000 }, (_, n) => ({ name: String(n), kind: `o${9_999 - n}` }));
  const create = { type: "create", entity: "lead", rows } as const;
  await store.records.execute(actor, "choices", [create], cause);
  const page = await store.records.query(actor, "choices", {
    entity: "lead",
    sort: [{ field: "kind" }],
    limit: 2,
  });
  expect(page.items.map((item) => item["kind"])).toEqual(["o8000", "o8001"]);
  const next = await store.records.query(actor, "choices", {
    entity: "lead",
    sort: [{ field: "kind" }],
    limit: 2,
    ...(page.next === undefined ? {} : { after: page.next }),
  });
  expect(next.items.map((item) => item["kind"])).toEqual(["o8002", "o8003"]);
  const wrong = { type: "create", entity: "lead", rows: [{ name: "x", kind: "o10000" }] } as const;
  await expect(store.records.execute(actor, "choices", [wrong], cause)).rejects.toMatchObject({
    code: "STORE_RECORD_INVALID",
  });
});
