import { createWriteStream } from "node:fs";
import { pipeline } from "node:stream/promises";
import { fieldType } from "@mortise/fields";
import { newId, sameText } from "@mortise/kit";
import type { EntityDocument, RoleDocument } from "@mortise/metadata";
import { openWorkbook, type SheetRow } from "@mortise/spreadsheet";
import { expect, test } from "vitest";
import { admin, APP, setUpImportBench } from "../../fixtures/import-bench.ts";
import { type ImportPlan, startPlan } from "../../model/import/import-plan.ts";
import { mappingOf } from "../../model/import/kept-mapping.ts";

const field = (id: string, type: string, more: object = {}) => ({ id, type, name: sameText(id), ...more });
const entityOf = (id: string, fields: EntityDocument["fields"]): EntityDocument => ({
  kind: "entity",
  id,
  version: 1,
  name: sameText(id),
  icon: "table",
  color: "#2563eb",
  titleField: "name",
  owned: false,
  fields,
});
const options = { options: [{ key: "a", name: { zh: "甲级", en: "A" } }] };
const company = entityOf("company", [field("name", "text", { required: true })]);
const branch = entityOf("branch", [
  field("name", "text", { required: true }),
  field("city", "text", { required: true }),
]);
const short = entityOf("short", [field("name", "text", { settings: { maxLength: 4 } })]);
const lead = entityOf("lead", [
  field("name", "text", { required: true }),
  field("amount", "number"),
  field("level", "select", { settings: options }),
  field("labels", "multi-select", { settings: options }),
  field("seller", "user"),
  field("company", "reference", { settings: { entity: "company" } }),
  field("partners", "references", { settings: { entity: "company" } }),
  field("branch", "reference", { settings: { entity: "branch" } }),
  field("short", "reference", { settings: { entity: "short" } }),
]);
const clerk: RoleDocument = {
  kind: "role",
  id: "clerk",
  version: 1,
  name: sameText("clerk"),
  builder: false,
  grants: {
    lead: { create: true, read: ["all"], update: ["all"], delete: [], import: true },
    company: { create: false, read: ["all"], update: [], delete: [] },
  },
};
const bench = setUpImportBench([company, branch, short, lead, clerk]);
const COLUMNS = ["name", "amount", "level", "labels", "seller", "company", "partners", "branch", "short"];
const mapping = COLUMNS.map((id, column) => ({ column, field: id }));
const plan = (changes: Partial<ImportPlan> = {}): ImportPlan => ({
  ...startPlan("lead", { sheet: 0, headerRow: 0 }, { mapping, keys: [] }),
  ...changes,
});
let number = 0;
async function upload(...lines: readonly string[]) {
  number += 1;
  return bench.upload(await bench.file(`list-${number}.csv`, [COLUMNS.join(","), ...lines].join("\n")));
}
/** In the order of the file: lists begin with the newest. */
const leads = async (prefix: string) =>
  (await bench.rows("lead")).filter(({ name }) => String(name).startsWith(prefix)).toReversed();
const names = async (entity: string) => (await bench.rows(entity)).map(({ name }) => name);
const cells = { value: "cell", option: "cell", person: "cell", reference: "cell" } as const;

test("a cell that cannot be read costs its row, or only itself, by what is wrong with it", async () => {
  const lines = ["策一,x,甲级", "策二,2,没有级", "策三,3,,,没有人", "策四,4,,,,没有公司", ",5,没有级"];
  const strict = await bench.checked(await upload(...lines), plan());
  expect(strict.counts).toEqual({ total: 5, create: 0, update: 0, skip: 0, error: 5 });
  for (const [kind, row] of [
    ["value", 2],
    ["option", 3],
    ["person", 4],
    ["reference", 5],
  ] as const) {
    const one = await bench.checked(await upload(...lines), plan({ onError: { [kind]: "cell" } }));
    expect(one.counts).toMatchObject({ create: 1, error: 4, cells: 1 });
    expect(one.errors.filter(({ imported }) => imported).map((error) => error.row)).toEqual([row]);
  }
  const job = await upload(...lines);
  const checked = await bench.checked(job, plan({ onError: cells }));
  const done = await bench.ran(checked, plan({ onError: cells }));
  // The last row lacks its name: that costs the row, whatever becomes of cells.
  expect(done.counts).toEqual({ total: 5, create: 4, update: 0, skip: 0, error: 1, cells: 4 });
  expect(done.counts).toEqual(checked.counts);
  expect(await leads("策")).toMatchObject([
    { name: "策一", amount: null, level: "a" },
    { name: "策二", amount: "2", level: null },
    { name: "策三", seller: null },
    { name: "策四", company: null },
  ]);
  const { stream } = await bench.imports.errorWorkbook(admin, APP, job.id);
  const path = await bench.file("errors.xlsx", "");
  await pipeline(stream, createWriteStream(path));
  const workbook = await openWorkbook(path);
  const sheets = await Promise.all(
    [0, 1].map(async (sheet) => {
      const rows: SheetRow[] = [];
      for await (const row of workbook.rows(sheet)) rows.push(row);
      return rows.map((row) => row.cells);
    }),
  );
  await workbook.close();
  // Rows to be mended and imported again; then, apart, what was left out of rows that are in already.
  expect(sheets[0]).toHaveLength(2);
  expect(sheets[1]?.map((row) => row.slice(0, 3))).toEqual([
    ["原行号", "列", "原内容"],
    [2, "amount", "x"],
    [3, "level", "没有级"],
    [4, "seller", "没有人"],
    [5, "company", "没有公司"],
  ]);
});

test("a cell that is left out keeps the old value, and a key is never left out", async () => {
  await bench.ran(await upload("键,1,甲级"), plan());
  const update = plan({ keys: ["name"], duplicates: "overwrite", blanks: "clear", onError: cells });
  const done = await bench.ran(await upload("键,y,"), update);
  expect(done.counts).toMatchObject({ update: 1, cells: 1 });
  expect(await leads("键")).toMatchObject([{ amount: "1", level: null }]);
  const keyed = await bench.ran(await upload("键,z,"), { ...update, keys: ["amount"] });
  expect(keyed.counts).toMatchObject({ create: 0, error: 1 });
});

test("records that are missing are counted first, made once with the rows that need them, and undone with them", async () => {
  const lines = [
    "缺一,1,,,,新公司,新公司；乙公司",
    "缺二,1,,,, 新公司 ",
    "缺三,坏,,,,只在坏行里",
    "缺四,1,,,,,,需要城市",
    "缺五,1,,,,,,,名字太长了",
  ];
  const all = plan({ createReferences: true });
  const job = await upload(...lines);
  const checked = await bench.checked(job, all);
  expect(checked.counts).toMatchObject({
    create: 3,
    error: 2,
    made: [
      { entity: "company", count: 2 },
      { entity: "short", count: 1 },
    ],
  });
  expect(await names("company")).toEqual([]);
  const done = await bench.ran(checked, all);
  expect(done.counts).toMatchObject({ create: 2, error: 3, made: [{ entity: "company", count: 2 }] });
  expect(new Set(await names("company"))).toEqual(new Set(["乙公司", "新公司"]));
  expect(done.errors.map(({ row, message }) => [row, message.zh.slice(0, 12)])).toEqual([
    [4, expect.anything()],
    [5, expect.stringContaining("没有找到")],
    [6, expect.stringContaining("无法新建“名字太长了")],
  ]);
  const [one, two] = await leads("缺");
  expect(one?.["company"]).toBe(two?.["company"]);
  expect(one?.["partners"]).toHaveLength(2);
  await bench.imports.undo(admin, APP, job.id);
  await bench.imports.settled();
  expect(await names("company")).toEqual([]);
  expect(await leads("缺")).toEqual([]);
});

test("only who may add them makes missing records", async () => {
  const actor = { ...admin, admin: false, roles: { [APP]: ["clerk"] } };
  const path = await bench.file("clerk.csv", `${COLUMNS.join(",")}\n员,1,,,,他的公司`);
  const job = await bench.upload(path, actor);
  const done = await bench.ran(job, plan({ createReferences: true }), actor);
  expect(done.counts).toMatchObject({ create: 0, error: 1 });
  expect(await names("company")).toEqual([]);
});

test("options that an import adds are counted first, and withdrawn when it is undone, unless records have them", async () => {
  const offered = () =>
    ["level", "labels"].map((id) => {
      const list = bench.store.releases.current(APP).catalog.field("lead", id)?.settings?.["options"];
      return (Array.isArray(list) ? list : []).map((option) =>
        typeof option === "object" && option !== null && "name" in option
          ? `${JSON.stringify(option).includes('"disabled":true') ? "-" : ""}${String((option["name"] as { zh: string }).zh)}`
          : "",
      );
    });
  const redKey = () => {
    const { catalog } = bench.store.releases.current(APP);
    const red = fieldType("multi-select")
      .options?.(catalog.field("lead", "labels") ?? field("labels", "multi-select"))
      .find(({ name }) => name.zh === "红");
    return red?.key ?? "";
  };
  const all = plan({ createOptions: true });
  const job = await upload("选一,1,特级,甲级；红", "选二,1,特级,蓝", "选三,1,甲级,蓝");
  const checked = await bench.checked(job, all);
  const made = [
    { field: "level", count: 1 },
    { field: "labels", count: 2 },
  ];
  expect(checked.counts).toEqual({ total: 3, create: 3, update: 0, skip: 0, error: 0, made });
  expect((await bench.ran(checked, all)).counts).toEqual(checked.counts);
  expect(offered()).toEqual([
    ["甲级", "特级"],
    ["甲级", "红", "蓝"],
  ]);
  // Somebody uses one of them on a record of their own.
  await bench.store.records.execute(
    admin,
    APP,
    [
      {
        type: "create",
        entity: "lead",
        rows: [{ name: "自己的", labels: [redKey()] }],
      },
    ],
    { type: "user" },
  );
  await bench.imports.undo(admin, APP, job.id);
  await bench.imports.settled();
  expect((await bench.imports.get(admin, APP, job.id)).status).toBe("undone");
  expect(offered()).toEqual([
    ["甲级", "-特级"],
    ["甲级", "红", "-蓝"],
  ]);
  // Whoever imports the list again, mended, has them again.
  const again = await bench.ran(await upload("选四,1,特级,"), all);
  expect(again.counts).toMatchObject({ create: 1, made: [{ field: "level", count: 1 }] });
  expect(offered()[0]).toEqual(["甲级", "特级"]);
});

test("people are named by their employee number too, leading zeros and all", async () => {
  await bench.store.pool.query("update mortise.account set employee_number = '007' where id = $1", [
    admin.userId,
  ]);
  const done = await bench.ran(await upload("工一,1,,,007", "工二,1,,,7"), plan());
  expect(done.counts).toMatchObject({ create: 1, error: 1 });
  expect(await leads("工")).toMatchObject([{ name: "工一", seller: admin.userId }]);
});

test("mappings are kept for all who import into the entity, and changed by whoever kept them and by builders", async () => {
  const person = async () => {
    const userId = newId();
    await bench.store.pool.query("insert into mortise.account (id, name) values ($1, $2)", [userId, userId]);
    return { ...admin, userId, admin: false, roles: { [APP]: ["clerk"] } };
  };
  const [one, two] = [await person(), await person()];
  const place = { app: APP, entity: "lead" };
  const mapping = mappingOf(plan({ onError: cells }), COLUMNS);
  const { mappings } = bench.imports;
  expect(await mappings.save(one, place, { name: " 展会 ", mapping })).toMatchObject([
    { name: "展会", isOwn: true, mapping: { onError: cells } },
  ]);
  await mappings.save(one, place, { name: "展会", mapping: { ...mapping, runFlows: false } });
  const [kept] = await mappings.list(two, place);
  expect(kept).toMatchObject({ isOwn: false, mapping: { runFlows: false } });
  await expect(mappings.save(two, place, { name: "展会", mapping })).rejects.toMatchObject({
    code: "FORM_IMPORT_MAPPING_TAKEN",
  });
  expect(await mappings.remove(two, place, kept?.id ?? "")).toHaveLength(1);
  await expect(mappings.list({ ...two, roles: {} }, place)).rejects.toMatchObject({
    code: "FORM_IMPORT_NOT_ALLOWED",
  });
  expect(await mappings.remove(admin, place, kept?.id ?? "")).toEqual([]);
});
