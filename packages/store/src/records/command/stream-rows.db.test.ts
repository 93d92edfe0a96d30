import type { Value } from "@mortise/expression";
import { sql } from "kysely";
import { expect, test } from "vitest";
import { BinaryWriter } from "../../database/binary-writer.ts";
import { copyInto } from "../../database/preparing-client.ts";
import { actors, byUser, people, useSampleGateway } from "../fixtures/sample-gateway.ts";
import type { RecordValues } from "../record-command.ts";
import type { Values } from "../model/row-values.ts";
import { binaryValue } from "./binary-values.ts";
import { rowPieces } from "./stream-rows.ts";

const sample = useSampleGateway();
const HEAD = Buffer.from("PGCOPY\n\xff\r\n\0\0\0\0\0\0\0\0\0", "latin1");

const ROWS: readonly RecordValues[] = [
  { name: "青岛海尔 𠮷🧩", source: "expo", tags: ["vip", "export"], region: "3702", amount: "-0.05" },
  { name: 'O\'Hara \\ "x"', amount: "123456789012345678.90", due: "2028-02-29", customer: null },
  { name: "é ﬁ ½", stage: "won", amount: "10000", margin: "-70000", tags: [] },
  { name: "x", amount: "0", score: "1000", internal_note: "a\tb", due: "0031-01-01" },
];

test("rows that are streamed are the same as rows that are written one by one", async () => {
  const many = Array.from({ length: 120 }, (_none, index) => ROWS[index % ROWS.length] ?? {});
  const single: string[] = [];
  for (const row of ROWS) single.push(...(await sample.given("lead", row)));
  const streamed = await sample.given("lead", ...many);
  for (const [index, id] of single.entries()) {
    const one = await sample.gateway.get(actors.system, "sample", "lead", id);
    const other = await sample.gateway.get(actors.system, "sample", "lead", streamed[index] ?? "");
    expect({ ...other.record, id: "", no: "" }).toEqual({ ...one.record, id: "", no: "" });
  }
  const { rows: keys } = await sql<{ different: number }>`
    select count(distinct (name, regexp_replace(search::text, '''[0-9]+'' ?', '', 'g')))::int as different
    from app_sample.lead`.execute(sample.db);
  expect(keys[0]?.different).toBe(ROWS.length);
  const page = await sample.gateway.query(actors.system, "sample", {
    entity: "lead",
    search: "海尔",
    count: "exact",
  });
  expect(page.count?.value).toBe(31);
});

test("streamed rows have history, stages, numbers in order and an owner's team, and can be undone as one", async () => {
  const rows = Array.from({ length: 250 }, (_none, index) => ({ name: `n${index}`, owner: people.li }));
  const { results, changeSet } = await sample.gateway.execute(
    actors.system,
    "sample",
    [{ type: "create", entity: "lead", rows }],
    { type: "import", id: changeId, skipFlows: true },
  );
  const ids = results[0]?.ids ?? [];
  const { rows: kept } = await sql<{ name: string; team: string; type: string; to_key: string }>`
    select l.name, l.team, h.type, s.to_key from app_sample.lead l
      join mortise.record_history h on h.record = l.id and h.change_set = ${changeSet}::uuid and h.revision = 1
      join mortise.stage_log s on s.record = l.id and s.from_key is null and s.entered_at is null
    order by l.no`.execute(sample.db);
  expect(kept.map(({ name }) => name)).toEqual(rows.map(({ name }) => name));
  expect(
    kept.every((row) => row.team === people.teamB && row.type === "created" && row.to_key === "new"),
  ).toBe(true);
  const past = await sample.gateway.history(actors.system, "sample", { entity: "lead", id: ids[7] ?? "" });
  expect(past.items.map(({ action }) => action)).toEqual(["created"]);
  const undone = await sample.gateway.undoImport(actors.admin, "sample", changeId);
  expect(undone.conflicts).toEqual([]);
  const page = await sample.gateway.query(actors.system, "sample", { entity: "lead", count: "exact" });
  expect(page.count?.value).toBe(0);
});

test("a refused row leaves nothing of the others, and a repeated unique value names its row", async () => {
  const rows: RecordValues[] = Array.from({ length: 200 }, (_none, index) => ({
    name: `n${index}`,
    mobile: `138000${String(index).padStart(5, "0")}`,
  }));
  rows[150] = { name: "again", mobile: "13800000003" };
  await expect(
    sample.gateway.execute(actors.wang, "sample", [{ type: "create", entity: "lead", rows }], byUser),
  ).rejects.toMatchObject({ code: "STORE_VALUE_TAKEN", details: [{ path: "rows.150.mobile" }] });
  const page = await sample.gateway.query(actors.system, "sample", { entity: "lead", count: "exact" });
  expect(page.count?.value).toBe(0);
});

test("a write that waits for its turn comes after the one before, and fails with it", async () => {
  const write = (name: string, turn?: Promise<unknown>) => {
    const rows = Array.from({ length: 150 }, (_none, index) => ({ name: `${name}${index}` }));
    const commands = [{ type: "create", entity: "lead", rows }] as const;
    return sample.gateway.execute(actors.system, "sample", commands, { type: "seed" }, turn ? { turn } : {});
  };
  const first = write("a");
  const second = write("b", first);
  await Promise.all([first, second]);
  const { rows } = await sql<{ name: string }>`
    select string_agg(left(name, 1), '' order by no) as name from app_sample.lead`.execute(sample.db);
  expect(rows[0]?.name).toBe("a".repeat(150) + "b".repeat(150));
  await expect(write("c", Promise.reject(new RangeError("gone")))).rejects.toThrow("gone");
  const wrong = [{ type: "create", entity: "lead", rows: [{ name: "" }] }] as const;
  const refused = sample.gateway.execute(actors.wang, "sample", wrong, byUser, { turn: write("d") });
  await expect(refused).rejects.toMatchObject({ code: "STORE_RECORD_INVALID" });
  const { rows: open } = await sql<{ count: number }>`
    select count(*)::int from pg_stat_activity
    where datname = current_database() and state like 'idle in transaction%'`.execute(sample.db);
  expect(open[0]?.count).toBe(0);
});

test.each([
  ["numeric(30,6)", ["0", "-0", "1", "10000", "9999.9999", "0.0001", "-123456.000001", "100000000", "5.5"]],
  ["date", ["2000-01-01", "1999-12-31", "2028-02-29", "0001-01-01", "9999-12-31"]],
  ["timestamptz", ["2026-11-22T01:30:00.123Z", "1970-01-01T00:00:00.000Z", "1812-06-24T00:00:00.001Z"]],
  ["text[]", [[], ["a", "b'\\\""], ["王", "𠮷"]]],
  ["uuid[]", [[people.wang, people.li]]],
  ["jsonb", [[{ a: 1, b: "王" }], [], { z: "" }]],
  ["boolean", [true, false]],
  ["integer", [0, -1, 2_147_483_647, -2_147_483_648]],
  ["uuid", [people.wang]],
  ["text", ["", "a", "王伟", "𠮷", "x".repeat(100), "é".repeat(100)]],
] as const)("%s has the same value in binary form as in text", async (type, values) => {
  await sql`drop table if exists public.binary_form`.execute(sample.db);
  await sql.raw(`create table public.binary_form (n integer, v ${type})`).execute(sample.db);
  const write = binaryValue(type);
  const out = new BinaryWriter(8);
  out.bytes(HEAD);
  for (const [index, value] of values.entries()) {
    out.int16(2);
    out.int32(4);
    out.int32(index);
    const place = out.reserve();
    // The table above holds values of each type.
    expect(write?.(value as Exclude<Value, null>, out)).toBe(true);
    out.fill(place);
  }
  out.int16(-1);
  await copyInto(sample.db, "public.binary_form (n, v)", [out.take()]);
  for (const [index, value] of values.entries()) {
    const list = JSON.stringify([{ v: value }]);
    const { rows } = await sql<{ same: boolean }>`
      select b.v = r.v and b.v::text = r.v::text as same from public.binary_form b,
        jsonb_to_recordset(${list}::jsonb) as r(v ${sql.raw(type)}) where b.n = ${index}`.execute(sample.db);
    expect([value, rows[0]?.same]).toEqual([value, true]);
  }
});

test("a row that has no binary form is left out of the stream, and the others are in it", async () => {
  await sql`drop table if exists public.left_out`.execute(sample.db);
  await sql`create table public.left_out (name text, search tsvector)`.execute(sample.db);
  const name = binaryValue("text");
  expect(name).toBeDefined();
  const rows = Array.from({ length: 3_000 }, (_none, index) => ({
    name: index % 1_000 === 700 ? "\ud800" : `n${index}`,
  }));
  const left: Values[] = [];
  const columns = name ? [{ id: "name", write: name }] : [];
  const pieces = rowPieces({ words: ["name"], names: [], digits: [] }, columns, { rows, left });
  await copyInto(sample.db, "public.left_out (name, search)", pieces);
  expect(left).toEqual([rows[700], rows[1_700], rows[2_700]]);
  const { rows: stored } = await sql<{ name: string }>`
    select name from public.left_out where search @@ 'n299:*' order by name`.execute(sample.db);
  expect(stored.map((row) => row.name)).toEqual([
    "n299",
    ...Array.from({ length: 10 }, (_none, index) => `n299${index}`),
  ]);
});

test("what has no binary form is left to the other way", () => {
  const out = new BinaryWriter();
  expect(binaryValue("text")?.("\ud800", out)).toBe(false);
  expect(binaryValue("numeric(20,2)")?.("1e5", out)).toBe(false);
  expect(binaryValue("date")?.("2026-02-30", out)).toBe(false);
  expect(binaryValue("timestamptz")?.("yesterday", out)).toBe(false);
  expect(binaryValue("uuid")?.("x", out)).toBe(false);
  expect(binaryValue("int4range")).toBeUndefined();
});

const changeId = "01890000-0000-7000-8000-00000000aaaa";
