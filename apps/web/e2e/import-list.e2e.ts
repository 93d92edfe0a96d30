import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { routes } from "@mortise/contract";
import { openWorkbook, type WritableCell, writeWorkbook } from "@mortise/spreadsheet";
import { packedFiles } from "@mortise/testing";
import { sharedFile } from "@mortise/testing/shared-data";
import { afterAll, beforeAll, expect, test } from "vitest";
import { fitsTheScreen } from "./fits-the-screen.ts";
import type { Person } from "./person.ts";
import { useStory } from "./story.ts";

const story = useStory();
const LEADS = sharedFile("leads/x-education/Leads.csv");
/** `MORTISE_IMPORT_ROWS=100000` shows it at the size that companies bring along. */
const ROWS = Number(process.env["MORTISE_IMPORT_ROWS"] ?? 1_500);
/** One row in so many has a mobile number that is none. */
const BAD_EACH = 500;
const BAD = Math.ceil((ROWS - 7) / BAD_EACH);
/** Longer than any import of this size takes. */
const PATIENCE = { timeout: 60_000 + ROWS * 10 };
const TAG = "名单";

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "mortise-list-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Real leads, as often as it takes, with names and mobile numbers of their own. */
async function makeList(): Promise<string> {
  const workbook = await openWorkbook(LEADS);
  const real: string[][] = [];
  for await (const { index, cells } of workbook.rows(0))
    if (index > 0) real.push(cells.map((cell) => String(cell ?? "")));
  await workbook.close();
  const rows = function* (): Generator<readonly WritableCell[]> {
    for (let row = 0; row < ROWS; row += 1) {
      const lead = real[row % real.length] ?? [];
      const mobile = row % BAD_EACH === 7 ? "12345" : String(13_000_000_000 + row);
      yield [`${TAG}${row}-${lead[1]}`, mobile, lead[3] ?? "", lead[11] ?? "", lead[14] ?? ""];
    }
  };
  const path = join(folder, "展会名单.xlsx");
  const columns = ["Prospect", "Phone Number", "Lead Source", "Country", "Occupation"].map((title) => ({
    title,
  }));
  await writeWorkbook(path, [{ name: "Leads", columns, rows: rows() }]);
  return path;
}

/** The workbook of failed rows with its mobile numbers put right, as somebody would in a spreadsheet. */
async function mend(path: string): Promise<string> {
  const workbook = await openWorkbook(path, { fileName: "failed.xlsx" });
  const rows: WritableCell[][] = [];
  for await (const { cells } of workbook.rows(0)) rows.push([...cells]);
  await workbook.close();
  const [titles = [], ...failed] = rows;
  const mended = join(folder, "展会名单-已修正.xlsx");
  await writeWorkbook(mended, [
    {
      name: "失败的行",
      columns: titles.map((title) => ({ title: String(title) })),
      rows: failed.map((cells, index) =>
        cells.map((cell, column) => (column === 1 ? String(13_900_000_000 + index) : cell)),
      ),
    },
  ]);
  expect(failed).toHaveLength(BAD);
  return mended;
}

async function count(): Promise<number> {
  const api = await story.company.api("ops");
  const { count: found } = await api.call(routes.queryRecords, {
    params: { app: "crm", entity: "lead" },
    body: { filter: { startsWith: [{ var: "name" }, TAG] }, count: "exact", limit: 1 },
  });
  return found?.value ?? -1;
}

async function undoFromChanges(ops: Person, file: string): Promise<void> {
  const { page } = ops;
  await ops.open("/a/crm/changes");
  const line = page.getByRole("list", { name: "更改记录" }).getByRole("listitem").filter({ hasText: file });
  await line
    .first()
    .getByRole("button", { name: /撤\s*销/ })
    .click();
  const dialog = page.getByRole("dialog", { name: "撤销这次更改？" });
  await ops.atRest();
  await dialog.getByRole("button", { name: /^撤\s*销$/ }).click(PATIENCE);
  await dialog.waitFor({ state: "hidden", ...PATIENCE });
}

test(
  "a long list is imported with a kept mapping, its failed rows are mended in the workbook, and all of it is undone",
  async () => {
    const ops = await story.person("ops");
    const { page } = ops;
    const list = await makeList();
    await ops.open("/a/crm/e/lead");
    await page.getByRole("link", { name: "导入" }).click();
    const template = page.waitForEvent("download");
    await page.getByRole("link", { name: "下载导入模板" }).click();
    expect((await template).suggestedFilename()).toBe("线索-导入模板.xlsx");
    const empty = await openWorkbook(await (await template).path(), { fileName: "t.xlsx" });
    expect(empty.sheets.map(({ name }) => name)).toEqual(["线索", "示例", "填写说明", "_lists"]);
    await empty.close();

    await page.setInputFiles("input[type=file]", list);
    await page.getByRole("button", { name: "下一步" }).click(PATIENCE);
    await ops.choose(page.getByLabel("“Prospect”对应的字段"), "姓名");
    await ops.choose(page.getByLabel("“Phone Number”对应的字段"), "手机");
    await ops.choose(page.getByLabel("“Lead Source”对应的字段"), "来源");
    await page.getByLabel("自动新增不存在的选项").check();
    await page.getByLabel("触发流程（如自动分配）").uncheck();
    await page.getByRole("button", { name: "保存为匹配方案" }).click();
    await page.getByLabel(/^方案名称/).fill("展会名单");
    await page.getByRole("button", { name: /^保\s*存$/ }).click();
    await page.getByText("展会名单", { exact: true }).first().waitFor();
    await ops.picture("import-list-mapping-zh");
    await page.getByRole("button", { name: "检查数据" }).click();
    await page.getByText(`共 ${ROWS.toLocaleString("en-US")} 行`).waitFor(PATIENCE);
    await page.getByText(/同时新增: “来源”的选项 \d+ 个/).waitFor();
    await ops.picture("import-list-preview-zh");
    expect(await count()).toBe(0);
    await page.getByRole("button", { name: "开始导入" }).click();
    await page.getByText("导入完成").waitFor(PATIENCE);
    await ops.picture("import-list-done-zh");
    expect(await count()).toBe(ROWS - BAD);

    const failed = page.waitForEvent("download");
    await page.getByRole("link", { name: "下载失败的行" }).click();
    const mended = await mend(await (await failed).path());
    await page.getByRole("button", { name: "再导入一个文件" }).click();
    await page.getByRole("list", { name: "最近的导入" }).getByText("展会名单.xlsx").waitFor();
    await ops.picture("import-recent-zh");
    await page.setInputFiles("input[type=file]", mended);
    await page.getByRole("button", { name: "下一步" }).click();
    await ops.choose(page.getByLabel("使用保存的匹配方案"), /展会名单/);
    await page
      .getByText(`“Prospect”对应的字段`)
      .or(page.getByLabel("“Prospect”对应的字段"))
      .first()
      .waitFor();
    await page.getByRole("button", { name: "检查数据" }).click();
    await page.getByText(`共 ${BAD} 行`).waitFor();
    await page.getByRole("button", { name: "开始导入" }).click();
    await page.getByText("导入完成").waitFor();
    expect(await count()).toBe(ROWS);

    await undoFromChanges(ops, "展会名单-已修正.xlsx");
    await expect.poll(count, { timeout: 60_000 }).toBe(ROWS - BAD);
    await undoFromChanges(ops, "展会名单.xlsx");
    await expect.poll(count, PATIENCE).toBe(0);
    await ops.leave();
  },
  300_000 + ROWS * 30,
);

test("files come from an archive beside the list, all customers go to one person, and undo takes both back", async () => {
  const ops = await story.person("ops");
  const { page } = ops;
  const list = join(folder, "老客户.xlsx");
  await writeWorkbook(list, [
    {
      name: "客户",
      columns: ["客户名称", "附件"].map((title) => ({ title })),
      rows: [
        ["老客户甲", "合同/甲.pdf；甲照片"],
        ["老客户乙", "找不到.pdf"],
      ],
    },
  ]);
  const archive = join(folder, "合同.zip");
  await writeFile(
    archive,
    packedFiles([
      { name: "合同/甲.pdf", content: "%PDF-1.4 甲" },
      { name: "报价/甲.pdf", content: "%PDF-1.4 报价" },
      { name: "甲照片.png", content: "png" },
    ]),
  );
  await ops.open("/a/crm/e/customer/import");
  await page.setInputFiles("input[type=file]", list);
  await page.getByRole("button", { name: "下一步" }).click();
  const beside = page.getByRole("region", { name: "附件和图片" });
  await beside.getByText("把文件打包成一个 .zip").waitFor();
  await beside.locator("input[type=file]").setInputFiles({
    name: "合同.zip",
    mimeType: "application/zip",
    buffer: Buffer.from("no archive"),
  });
  await page.getByRole("alert").getByText("“合同.zip”无法解压").waitFor();
  await beside.locator("input[type=file]").setInputFiles(archive);
  await beside.getByText("合同.zip：3 个文件").waitFor();
  await page.getByText("已匹配 2 / 2 列").waitFor();
  await ops.choose(page.getByLabel("附件找不到或不合要求时"), /只把此格留空/);
  await page.getByRole("radio", { name: "都归一个人" }).check();
  await ops.choose(page.getByRole("group", { name: "都归一个人" }).getByRole("combobox"), "李娜");
  await page.getByLabel("触发流程（如自动分配）").uncheck();
  await ops.picture("import-files-zh");
  await page.getByRole("button", { name: "检查数据" }).click();
  await page.getByText("压缩包里没有“找不到.pdf”").waitFor();
  await page.getByRole("button", { name: "开始导入" }).click();
  await page.getByText("导入完成").waitFor();
  const api = await story.company.api("ops");
  const customers = async () =>
    (
      await api.call(routes.queryRecords, {
        params: { app: "crm", entity: "customer" },
        body: { filter: { startsWith: [{ var: "name" }, "老客户"] }, limit: 5 },
      })
    ).items;
  const found = await customers();
  expect(found).toHaveLength(2);
  expect(new Set(found.map(({ owner }) => owner)).size).toBe(1);
  await ops.open(`/a/crm/e/customer/${found.find(({ name }) => name === "老客户甲")?.id ?? ""}`);
  await page.getByText("甲照片.png").first().waitFor();
  await page.getByText("李娜").first().waitFor();
  await ops.picture("import-files-record-zh");
  await undoFromChanges(ops, "老客户.xlsx");
  await expect.poll(async () => (await customers()).length, PATIENCE).toBe(0);
  await ops.leave();
});

test("two sheets of one workbook in turn: what is referred to comes first", async () => {
  const ops = await story.person("ops");
  const { page } = ops;
  const book = join(folder, "客户和联系人.xlsx");
  const columns = (...titles: readonly string[]) => titles.map((title) => ({ title }));
  await writeWorkbook(book, [
    { name: "联系人", columns: columns("姓名", "客户"), rows: [["两表联系人", "两表客户"]] },
    { name: "客户", columns: columns("客户名称", "电话"), rows: [["两表客户", "0531-1"]] },
  ]);
  await ops.open("/a/crm/e/contact/import");
  await page.setInputFiles("input[type=file]", book);
  await page.getByText("一次导入多张表…").click();
  await page.getByText("会按引用关系排好先后").waitFor();
  await ops.picture("import-sheets-zh");
  await page.getByRole("button", { name: "依次导入这 2 张表" }).click();
  const through = async () => {
    await page.getByRole("button", { name: "检查数据" }).click();
    await page.getByText("共 1 行").waitFor();
    await page.getByRole("button", { name: "开始导入" }).click();
    await page.getByText("导入完成").waitFor();
  };
  await page.getByLabel("“客户名称”对应的字段").waitFor();
  await through();
  await page.getByRole("button", { name: "下一张表：联系人 → 联系人" }).click();
  await page.getByLabel("“姓名”对应的字段").waitFor();
  await through();
  expect(await page.getByRole("button", { name: /^下一张表/ }).count()).toBe(0);
  const api = await story.company.api("ops");
  const { items, labels } = await api.call(routes.queryRecords, {
    params: { app: "crm", entity: "contact" },
    body: { filter: { "==": [{ var: "name" }, "两表联系人"] }, limit: 5 },
  });
  expect(items.map(({ customer }) => labels[String(customer)])).toEqual(["两表客户"]);
  await undoFromChanges(ops, "客户和联系人.xlsx");
  await ops.leave();
});

test("on the phone, in English: a cell that cannot be read costs itself or its row, as is chosen", async () => {
  const api = await story.company.api("ops");
  await api.call(routes.updateMe, { body: { locale: "en" } });
  const ops = await story.person("ops", { screen: "phone", locale: "en-US" });
  const { page } = ops;
  const path = join(folder, "fair.csv");
  await writeFile(
    path,
    "Name,Mobile,Expected amount\nPhone list A,13700000001,abc\nPhone list B,13700000002,5\n",
  );
  await ops.open("/a/crm/e/lead/import");
  await page.getByRole("link", { name: "Download a template" }).waitFor();
  await fitsTheScreen(ops);
  await page.setInputFiles("input[type=file]", path);
  await page.getByRole("button", { name: "Next" }).click();
  await ops.choose(page.getByLabel("Field for “Expected amount”"), "Expected amount");
  await ops.choose(page.getByLabel("Not a value of the field"), /Leave out the cell only/);
  await page.getByLabel("Start flows, such as routing").uncheck();
  await fitsTheScreen(ops);
  await ops.picture("import-policy-phone-en");
  await page.getByRole("button", { name: "Check the data" }).click();
  await page.getByText("Cells left out").waitFor();
  await page.getByText("(the row is in, without this cell)").waitFor();
  await ops.picture("import-preview-phone-en");
  await page.getByRole("button", { name: "Import", exact: true }).click();
  await page.getByText("The import is done").waitFor();
  const { items } = await api.call(routes.queryRecords, {
    params: { app: "crm", entity: "lead" },
    body: { search: "Phone list A", limit: 5 },
  });
  expect(items.map(({ est_amount: amount }) => amount)).toEqual([null]);

  const quotes = join(folder, "quotes.xlsx");
  const columns = (...titles: readonly string[]) => titles.map((title) => ({ title }));
  await writeWorkbook(quotes, [
    { name: "Quotes", columns: columns("No", "Title"), rows: [["Q1", "Two pumps"]] },
    { name: "Lines", columns: columns("No", "Product", "Quantity"), rows: [["Q1", "Pump", 2]] },
  ]);
  await ops.open("/a/crm/e/quote/import");
  await page.setInputFiles("input[type=file]", quotes);
  await page.getByRole("button", { name: "Next" }).click();
  const lines = page.getByRole("region", { name: /Rows of “.*” on another sheet/ }).first();
  await lines.scrollIntoViewIfNeeded();
  await fitsTheScreen(ops);
  await ops.picture("import-child-sheet-phone-en");
  await ops.leave();
});
