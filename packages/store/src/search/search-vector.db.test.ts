import { ManualClock, silentLogger } from "@mortise/kit";
import { useDatabase } from "@mortise/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openStore, type Store } from "../database.ts";
import { keysExpression } from "../schema/search-text.ts";
import { INITIAL_LETTERS } from "./initial-letters.ts";
import { searchFields } from "./search-fields.ts";
import { BinaryWriter } from "../database/binary-writer.ts";
import { copyInto } from "../database/preparing-client.ts";
import { searchVector, writeSearchVector } from "./search-vector.ts";

const database = useDatabase();
let store: Store;

beforeAll(async () => {
  const clock = new ManualClock("2026-11-22T01:30:00Z");
  store = await openStore({ url: database.url, clock, logger: silentLogger });
});
afterAll(async () => {
  await store.close();
});

const fields = searchFields([
  { id: "name", searchedAs: "names" },
  { id: "needs" },
  { id: "mobile", searchedAs: "digits" },
]);

const ROWS = [
  { name: "青岛海尔 Smart 家居", needs: "第一行\n第二行", mobile: "+8613800138000" },
  { name: "知行重庆长沙", needs: null, mobile: "+8675588888888;ext=801" },
  { name: "ＦＵＬＬ宽　’\\'", needs: "ab\tc", mobile: "+14155552671" },
  { name: "𠮷野家😀a", needs: "", mobile: null },
  { name: null, needs: null, mobile: null },
  { name: "重庆ab银行 éÉx", needs: "a\u0308 ½ ﬁ 🧩b", mobile: "+86 138" },
  {
    name: Array.from({ length: 3000 }, (_, at) => String.fromCharCode(0x4e00 + at * 7)).join(""),
    needs: null,
    mobile: null,
  },
  { name: "王".repeat(5000), needs: "x".repeat(5000), mobile: "13800138000" },
];

test("the gateway and the database make the same keys", async () => {
  for (const row of ROWS) {
    const { rows } = await database.pool.query<{ same: boolean; theirs: string; ours: string }>(
      `select k = $4::tsvector as same, k::text as theirs, $4::tsvector::text as ours
       from (select ${keysExpression(fields, "r.")} as k
         from (select $1::text as name, $2::text as needs, $3::text as mobile) as r) as keys`,
      [row.name, row.needs, row.mobile, searchVector(row, fields)],
    );
    expect(rows[0]?.ours).toBe(rows[0]?.theirs);
  }
});

test("the binary form says the same as the text", async () => {
  await database.pool.query("create table if not exists public.streamed (n integer, k tsvector)");
  const out = new BinaryWriter(16);
  out.bytes(Buffer.from("PGCOPY\n\xff\r\n\0\0\0\0\0\0\0\0\0", "latin1"));
  for (const [index, row] of ROWS.entries()) {
    out.int16(2);
    out.int32(4);
    out.int32(index);
    const place = out.reserve();
    writeSearchVector(row, fields, out);
    out.fill(place);
  }
  out.int16(-1);
  await copyInto(store.db, "public.streamed (n, k)", [out.take()]);
  const { rows } = await database.pool.query<{ k: string }>("select k::text from public.streamed order by n");
  for (const [index, row] of ROWS.entries()) {
    const { rows: ours } = await database.pool.query<{ k: string }>("select $1::tsvector::text as k", [
      searchVector(row, fields),
    ]);
    expect(rows[index]?.k).toBe(ours[0]?.k);
  }
});

test("the letters cover every common character, each in its place", () => {
  expect(INITIAL_LETTERS).toHaveLength(0x9fff - 0x4e00 + 1);
  const keys = (name: string) => searchVector({ name }, fields);
  for (const key of ["zxcc", "xcc", "zhcc", "hcc"]) expect(keys("知行仓储")).toContain(`'${key}'`);
  for (const key of ["cqab", "qaby", "abyh", "byh"]) expect(keys("重庆ab银行")).toContain(`'${key}'`);
  expect(keys("haier")).toBe("'haie' 'aier' 'ier' 'er' 'r' ");
});

test("a key that another key of the record begins with is left out", () => {
  expect(searchVector({ name: "abcab" }, fields)).toBe("'abca' 'bcab' 'cab' ");
  expect(searchVector({ needs: "王王王王" }, fields)).toBe("'王王王' ");
  expect(searchVector({ needs: "the theme" }, fields)).toBe("'them' 'heme' 'eme' 'me' ");
});
