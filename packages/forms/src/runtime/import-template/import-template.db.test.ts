import { createWriteStream } from "node:fs";
import { readFile } from "node:fs/promises";
import { pipeline } from "node:stream/promises";
import { sameText } from "@mortise/kit";
import type { EntityDocument, RoleDocument } from "@mortise/metadata";
import { type SheetRow, openWorkbook } from "@mortise/spreadsheet";
import { expect, test } from "vitest";
import { admin, APP, setUpImportBench } from "../../fixtures/import-bench.ts";
import { startPlan } from "../../model/import/import-plan.ts";

const visit: EntityDocument = {
  kind: "entity",
  id: "visit",
  version: 1,
  name: { zh: "拜访", en: "Visit" },
  icon: "table",
  color: "#2563eb",
  titleField: "name",
  owned: true,
  fields: [
    {
      id: "name",
      type: "text",
      name: { zh: "主题", en: "Subject" },
      required: true,
      help: { zh: "一句话说清楚", en: "In one sentence" },
      settings: { maxLength: 20 },
    },
    {
      id: "kind",
      type: "select",
      name: { zh: "方式", en: "Kind" },
      settings: {
        options: [
          { key: "site", name: { zh: "上门", en: "On site" } },
          { key: "old", name: { zh: "停用", en: "Old" }, disabled: true },
          { key: "phone", name: { zh: "电话", en: "Phone" } },
        ],
      },
    },
    { id: "place", type: "region", name: { zh: "地区", en: "Region" }, settings: { level: "city" } },
    { id: "hot", type: "switch", name: { zh: "重点", en: "Hot" } },
    { id: "no", type: "auto-number", name: { zh: "编号", en: "No" } },
    { id: "day", type: "date", name: { zh: "日期", en: "Day" } },
    { id: "secret", type: "text", name: { zh: "底价", en: "Floor" } },
  ],
};
const clerk: RoleDocument = {
  kind: "role",
  id: "clerk",
  version: 1,
  name: sameText("clerk"),
  builder: false,
  grants: {
    visit: {
      create: true,
      read: ["all"],
      update: ["all"],
      delete: [],
      import: true,
      fields: { secret: "hidden" },
    },
  },
};
const bench = setUpImportBench([visit, clerk]);
const aClerk = { ...admin, admin: false, roles: { [APP]: ["clerk"] } };

async function download(actor = admin) {
  const { fileName, stream } = await bench.imports.template(actor, APP, "visit");
  const path = await bench.file(fileName, "");
  await pipeline(stream, createWriteStream(path));
  return { fileName, path };
}

async function rowsOf(path: string, sheet: number) {
  const workbook = await openWorkbook(path);
  const rows: SheetRow[] = [];
  for await (const row of workbook.rows(sheet)) rows.push(row);
  await workbook.close();
  return rows.map(({ cells }) => cells);
}

test("the template has titles, drop-downs, an example that the import takes, and the rules", async () => {
  const { fileName, path } = await download();
  expect(fileName).toBe("拜访-导入模板.xlsx");
  const [titles, ...none] = await rowsOf(path, 0);
  expect(titles).toEqual(["主题*", "方式", "地区", "重点", "日期", "底价", "负责人", "所属团队"]);
  expect(none).toEqual([]);
  const [, example] = await rowsOf(path, 1);
  expect(example?.slice(1, 4)).toEqual(["上门", "北京市", "是"]);
  const lists = await rowsOf(path, 3);
  expect(lists.map((row) => row[0]).slice(0, 3)).toEqual(["方式", "上门", "电话"]);
  expect(lists.map((row) => row[1])).toContain("山东省/济南市");
  expect(JSON.stringify(lists)).not.toContain("历下区");
  const guide = await rowsOf(path, 2);
  expect(guide[1]?.slice(0, 3)).toEqual(["主题*", "是", "单行文本；必填；一句话说清楚；最多字数: 20"]);
  expect((await readFile(path)).length).toBeLessThan(60_000);
});

test("what is filled in is matched by itself and imported", async () => {
  const { path } = await download();
  const job = await bench.upload(path);
  expect(job.sheets.map(({ isHidden }) => isHidden)).toEqual([false, false, false, true]);
  const place = { sheet: 1, headerRow: 0 };
  const guess = await bench.imports.suggest(admin, APP, job.id, { entity: "visit", ...place });
  expect(guess.mapping.map(({ field }) => field)).toEqual([
    "name",
    "kind",
    "place",
    "hot",
    "day",
    "secret",
    "owner",
    "team",
  ]);
  const done = await bench.ran(job, startPlan("visit", place, guess));
  expect(done.counts).toEqual({ total: 1, create: 1, update: 0, skip: 0, error: 0 });
  expect(await bench.rows("visit")).toMatchObject([
    { kind: "site", place: "11", hot: true, owner: admin.userId },
  ]);
});

test("only fields that may be written stand in it, and only those who may import get it", async () => {
  const { path } = await download({ ...aClerk, locale: "en" });
  expect((await rowsOf(path, 0))[0]).toEqual(["Subject*", "Kind", "Region", "Hot", "Day", "Owner", "Team"]);
  await expect(bench.imports.template({ ...aClerk, roles: {} }, APP, "visit")).rejects.toMatchObject({
    code: "FORM_IMPORT_NOT_ALLOWED",
  });
});
