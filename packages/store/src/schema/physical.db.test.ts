import { ManualClock, silentLogger } from "@mortise/kit";
import { useDatabase } from "@mortise/testing";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { systemActor } from "../actor.ts";
import { openStore, type Store } from "../database.ts";
import { aField, anApp, anEntity, to } from "../testing/shop-app.ts";
import { readActualSchema } from "./actual-schema.ts";
import { planMigration } from "./migration/plan-migration.ts";
import { searchFields, type SearchFields } from "../search/search-fields.ts";
import { searchPredicate } from "./search-text.ts";
import { fieldType } from "@mortise/fields";

const database = useDatabase();
let store: Store;

beforeAll(async () => {
  const clock = new ManualClock("2026-11-22T01:30:00Z");
  store = await openStore({ url: database.url, clock, logger: silentLogger });
  const long = "a".repeat(48);
  await store.releases.createApp(
    anApp("crm", [
      anEntity("lead", [
        aField("mobile", "mobile"),
        aField("lines", "sub-table", to("line")),
        aField("customer", "reference", to("customer")),
        aField("referrer", "reference", to("lead")),
        aField("helper", "user"),
      ]),
      anEntity("line", [aField("qty", "number")], {
        owned: false,
        parent: { entity: "lead", field: "lines" },
      }),
      anEntity("customer"),
      anEntity(long, [aField(long, "text", { unique: true })]),
    ]),
    systemActor,
  );
});
afterAll(async () => {
  await store.close();
});

describe("an entity table", () => {
  test("needs no further step once it is made", async () => {
    const { catalog } = store.releases.current("crm");
    const actual = await readActualSchema(store.db, "crm");
    const plan = planMigration({
      app: "crm",
      release: 2,
      before: catalog,
      after: catalog,
      actual,
      fieldType,
    });
    expect(plan).toMatchObject({ steps: [], before: [], after: [], locks: [] });
  });

  test("loses its child rows with the parent and its references with their target", async () => {
    const { rows } = await database.pool.query<{ lead: string; customer: string }>(`
      with customer as (insert into app_crm.customer (id) values (gen_random_uuid()) returning id),
      lead as (insert into app_crm.lead (id, customer) select gen_random_uuid(), id from customer returning id),
      line as (insert into app_crm.line (id, parent) select gen_random_uuid(), id from lead)
      select (select id from lead) as lead, (select id from customer) as customer`);
    await database.pool.query("delete from app_crm.customer where id = $1", [rows[0]?.customer]);
    const lead = await database.pool.query("select customer from app_crm.lead where id = $1", [
      rows[0]?.lead,
    ]);
    expect(lead.rows).toEqual([{ customer: null }]);
    await database.pool.query("delete from app_crm.lead where id = $1", [rows[0]?.lead]);
    expect((await database.pool.query("select from app_crm.line")).rowCount).toBe(0);
  });

  test("refuses a person who does not exist", async () => {
    const insert = "insert into app_crm.lead (id, owner) values (gen_random_uuid(), gen_random_uuid())";
    await expect(database.pool.query(insert)).rejects.toThrow("fk$lead$owner");
  });
});

describe("keyword search", () => {
  beforeAll(async () => {
    await database.pool.query(`insert into app_crm.lead (id, name, mobile) values
      (gen_random_uuid(), '青岛海尔 Smart 家居', '13800138000'),
      (gen_random_uuid(), '海信 100%_折扣', '13900139000'),
      (gen_random_uuid(), 'ＦＵＬＬ宽', null)`);
  });

  const searched = searchFields([
    { id: "name", searchedAs: "names" },
    { id: "mobile", searchedAs: "digits" },
  ]);
  const nameOnly = searchFields([{ id: "name", searchedAs: "names" }]);

  async function search(keyword: string, readable?: SearchFields): Promise<readonly string[]> {
    const { text, parameters } = searchPredicate(keyword, {
      alias: "t",
      searched,
      ...(readable ? { readable } : {}),
    });
    let place = 0;
    const condition = text.replaceAll("?", () => `$${(place += 1)}`);
    const { rows } = await database.pool.query<{ name: string }>(
      `select name from app_crm.lead t where ${condition} order by name`,
      [...parameters],
    );
    return rows.map(({ name }) => name);
  }

  test.each([
    ["海", ["海信 100%_折扣", "青岛海尔 Smart 家居"]],
    ["海尔", ["青岛海尔 Smart 家居"]],
    ["尔海", []],
    ["海尔 家居", ["青岛海尔 Smart 家居"]],
    ["sMART", ["青岛海尔 Smart 家居"]],
    ["00138", ["青岛海尔 Smart 家居"]],
    ["0%_折", ["海信 100%_折扣"]],
    ["％", ["海信 100%_折扣"]],
    ["full宽", ["ＦＵＬＬ宽"]],
    ["居13", []],
    ["\\", []],
    ["海尔Smart", []],
    ["青岛海尔", ["青岛海尔 Smart 家居"]],
    ["qdhe", ["青岛海尔 Smart 家居"]],
    ["DHE", ["青岛海尔 Smart 家居"]],
    ["hezz", []],
    ["hx", ["海信 100%_折扣"]],
    ["138-0013 8000", ["青岛海尔 Smart 家居"]],
    ["+86 138", ["青岛海尔 Smart 家居"]],
    ["3800138", ["青岛海尔 Smart 家居"]],
    ["8000 139", []],
  ])("finds %j", async (keyword, names) => {
    expect(await search(keyword)).toEqual(names);
  });

  test("finds everything without a word", async () => {
    expect(await search("  ")).toHaveLength(3);
  });

  test("finds nothing by a column that is not readable", async () => {
    expect(await search("00138", nameOnly)).toEqual([]);
    expect(await search("海尔", nameOnly)).toEqual(["青岛海尔 Smart 家居"]);
    expect(await search("qdhe", nameOnly)).toEqual(["青岛海尔 Smart 家居"]);
    expect(await search("海尔", searchFields([]))).toEqual([]);
    expect(await search("qdhe", searchFields([{ id: "mobile", searchedAs: "digits" }]))).toEqual([]);
  });

  test("is answered from the index from one Chinese character on", async () => {
    await database.pool.query(`insert into app_crm.customer (id, name)
      select gen_random_uuid(), chr(19968 + n % 2000) || chr(19968 + n * 7 % 2000) from generate_series(1, 20000) n`);
    await database.pool.query("vacuum analyze app_crm.customer");
    const plan = async (keyword: string): Promise<string> => {
      const { text, parameters } = searchPredicate(keyword, { searched: nameOnly });
      let place = 0;
      const { rows } = await database.pool.query<Record<string, string>>(
        `explain (analyze, costs off) select * from app_crm.customer
         where deleted_at is null and ${text.replaceAll("?", () => `$${(place += 1)}`)}`,
        [...parameters],
      );
      return rows.map((row) => row["QUERY PLAN"]).join("\n");
    };
    // An index that does not know the characters hands over every row to be looked at again.
    for (const keyword of ["丁", "丁七", "七丄丅", "dq"]) {
      expect(await plan(keyword)).toContain("ix$customer$search$keys");
      expect(await plan(keyword)).not.toContain("Rows Removed");
    }
  });
});
