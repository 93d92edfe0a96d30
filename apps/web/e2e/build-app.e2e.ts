import { readFileSync } from "node:fs";
import { routes } from "@mortise/contract";
import { sharedFile } from "@mortise/testing/shared-data";
import { beforeAll, expect, test } from "vitest";
import type { Person } from "./person.ts";
import { openPublishing } from "./publishing.ts";
import { useStory } from "./story.ts";

const CUSTOMERS = sharedFile("imports/客户导入模板.xlsx");

const story = useStory();
let ops: Person;

beforeAll(async () => {
  ops = await story.person("ops");
});

/** Publishes the draft, is told so, and keeps a picture of what it changed. */
async function publish(): Promise<void> {
  const dialog = await openPublishing(ops);
  await ops.atRest();
  await ops.picture("publish-diff-zh");
  await dialog.getByRole("button", { name: /^发\s*布$/ }).click();
  await ops.page.getByText(/已发布第 \d+ 版/).waitFor();
  await dialog.waitFor({ state: "hidden" });
}

test("a new routing rule, drawn in the designer and published, decides about the next lead", async () => {
  const { page } = ops;
  await ops.open("/a/crm/build/flows/lead_routing");
  await page.locator(".flow-card", { hasText: "条规则" }).click();
  await page.getByRole("button", { name: "添加规则" }).click();
  // Regions and teams of a rule are sorted items, too.
  const rules = page.locator(".flow-item", { has: page.locator(".flow-label") });
  const rule = rules.last();
  await rule.getByLabel("规则 5").fill("青岛展会归陈静");
  await rule.getByRole("button", { name: /添加条件$/ }).click();
  await ops.choose(rule.getByRole("combobox", { name: "字段", exact: true }), "来源");
  await rule.getByRole("group", { name: "值" }).getByRole("combobox").click();
  await page.locator(".ant-select-dropdown:visible").getByText("展会", { exact: true }).click();
  await ops.choose(rule.getByRole("combobox", { name: "分配方式", exact: true }), "指定人员");
  await ops.choose(rule.getByLabel(/^人员/), "陈静");
  // The first rule that fits wins, so the new one goes to the top.
  for (const place of [4, 3, 2, 1]) await rules.nth(place).getByRole("button", { name: "上移" }).click();
  await rules.first().getByRole("textbox", { name: "规则 1" }).waitFor();
  expect(await rules.first().getByLabel("规则 1").inputValue()).toBe("青岛展会归陈静");
  await ops.picture("flow-rules-zh");
  await publish();

  const system = await story.company.system("ops");
  const { record } = await system.call(routes.createRecord, {
    params: { app: "crm", entity: "lead" },
    body: { values: { name: "展会来客", source: "expo", region: "3701" } },
  });
  const chen = await story.person("chenjing");
  await chen.open(`/a/crm/e/lead/${record.id}`);
  await chen.page.getByText("负责人: 陈静").waitFor();
  await chen.page
    .getByRole("list", { name: "动态" })
    .getByText(/青岛展会归陈静/)
    .waitFor();
  await chen.leave();
});

test("a chart added by choosing data is published; a click on a figure shows the rows behind it", async () => {
  const { page } = ops;
  await ops.open("/a/crm/build/dashboards/sales");
  await page.getByRole("button", { name: "添加图表" }).click();
  const dialog = page.getByRole("dialog", { name: "添加图表" });
  await ops.choose(dialog.getByLabel("数据来源"), "商机");
  await ops.picture("add-chart-zh");
  await dialog.getByRole("button", { name: "商机排行" }).click();
  await dialog.waitFor({ state: "hidden" });
  await ops.picture("dashboard-designer-zh");
  await publish();

  const director = await story.person("director");
  await director.open("/a/crm/d/sales");
  const board = director.page;
  const rows = board.getByRole("dialog");
  const ranking = board.getByRole("region", { name: "商机排行" });
  const best = ranking.locator(".m-report-figure").first();
  const figures = (await best.textContent()) ?? "";
  await best.click();
  await board.getByRole("menuitem", { name: "查看明细" }).click();
  await rows.getByText(/共 \d+ 条记录/).waitFor();
  const said = /\d+/.exec((await rows.getByText(/共 \d+ 条记录/).textContent()) ?? "")?.[0] ?? "none";
  expect(figures).toContain(said);
  await director.picture("rows-behind-zh");
  await rows.getByRole("button", { name: /关闭|Close/ }).click();
  await rows.waitFor({ state: "hidden" });

  // A bar drawn by the chart, hit with the mouse.
  const regions = board.getByRole("region", { name: "各地区线索" });
  await regions.scrollIntoViewIfNeeded();
  await regions.locator("svg path[fill^='#'], svg path[fill^='rgb']").first().click();
  await board.getByRole("menuitem", { name: "查看明细" }).click();
  await rows.getByText(/共 \d+ 条记录/).waitFor();
  await rows.getByText(/青岛/).first().waitFor();
  await director.picture("rows-behind-bar-zh");
  await director.leave();
});

test("a field hidden from a role is gone for its people everywhere", async () => {
  const { page } = ops;
  const wang = await story.person("wangqiang");
  await wang.open("/a/crm/e/lead?view=lead_mine");
  await wang.page.getByRole("columnheader", { name: "公司" }).waitFor();
  await ops.open("/a/crm/build/roles/rep");
  const panel = page.locator("section", { has: page.getByText("线索", { exact: true }) }).first();
  await panel.getByRole("button", { name: /^字段权限/ }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("radiogroup", { name: "公司" }).getByText("隐藏").click();
  await ops.picture("field-access-zh");
  await page.keyboard.press("Escape");
  await publish();

  // Without a reload: the release reaches the open page by itself.
  await wang.page.getByRole("columnheader", { name: "公司" }).waitFor({ state: "hidden" });
  await wang.page.getByRole("gridcell").first().waitFor();
  expect(await wang.page.getByText(/有限公司/).count()).toBe(0);
  await wang.page.getByRole("grid").getByRole("link").first().click();
  const drawer = wang.page.getByRole("dialog", { name: "线索" });
  await drawer.getByText("线索编号").waitFor();
  expect(await drawer.locator("dt").getByText("公司", { exact: true }).count()).toBe(0);
  const api = await story.company.api("wangqiang");
  const place = { app: "crm", entity: "lead" };
  const page1 = await api.call(routes.queryRecords, { params: place, body: { limit: 5 } });
  expect(page1.items.length).toBeGreaterThan(0);
  for (const item of page1.items) expect(item).not.toHaveProperty("company");
  const filter = { contains: [{ var: "company" }, "有限公司"] };
  await expect(api.call(routes.queryRecords, { params: place, body: { filter } })).rejects.toMatchObject({
    status: 403,
  });
  const found = await api.call(routes.searchApp, { params: { app: "crm" }, query: { q: "有限公司" } });
  expect(found.groups.filter((group) => group.entity === "lead")).toEqual([]);
  await wang.leave();
});

test("an entity made from a file, filled from it, and the import taken back", async () => {
  const { page } = ops;
  await ops.open("/a/crm/e/lead/import");
  await page.setInputFiles("input[type=file]", CUSTOMERS);
  await page.getByRole("button", { name: "用这个文件新建实体" }).click();
  await page.getByRole("heading", { name: "确认新实体" }).waitFor();
  await page.getByLabel("实体名称").fill("钢结构客户");
  await ops.picture("entity-from-file-zh");
  await page.getByRole("button", { name: "创建并发布" }).click();
  await page.getByText("已匹配 10 / 10 列").waitFor();
  await page.getByRole("button", { name: "检查数据" }).click();
  await page.getByText("共 3 行").waitFor();
  await page.getByRole("button", { name: "开始导入" }).click();
  await page.getByText("导入完成").waitFor();
  await page.getByRole("button", { name: /^完\s*成$/ }).click();
  await page.getByText("共 3 条").waitFor();
  await page.getByRole("grid").getByText("ZZ工厂").first().waitFor();
  await ops.picture("entity-imported-zh");
});

test("failed rows come back as a workbook, and the whole import can be undone", async () => {
  const { page } = ops;
  const text = "姓名,手机,来源\n导入甲,13800138001,展会\n导入乙,12345,展会\n,13900139000,展会\n";
  await ops.open("/a/crm/e/lead/import");
  const list = { name: "展会名单.csv", mimeType: "text/csv", buffer: Buffer.from(text) };
  await page.setInputFiles("input[type=file]", list);
  await page.getByRole("button", { name: "下一步" }).click();
  await page.getByText("已匹配 3 / 3 列").waitFor();
  await page.getByRole("button", { name: "检查数据" }).click();
  await page.getByText("有问题的行").waitFor();
  await ops.picture("import-problems-zh");
  await page.getByRole("button", { name: "开始导入" }).click();
  await page.getByText("导入完成").waitFor();
  const waiting = page.waitForEvent("download");
  await page.getByRole("link", { name: "下载失败的行" }).click();
  const file = await (await waiting).path();
  expect(readFileSync(file).subarray(0, 2).toString()).toBe("PK");

  await page.getByRole("button", { name: "撤销本次导入" }).click();
  await ops.atRest();
  await page
    .getByRole("dialog", { name: "撤销这次更改？" })
    .getByRole("button", { name: /^撤\s*销$/ })
    .click();
  await page.getByText("导入已撤销").waitFor();
  await ops.open("/a/crm/e/lead?view=lead_all&q=导入甲");
  const api = await story.company.api("ops");
  const left = await api.call(routes.queryRecords, {
    params: { app: "crm", entity: "lead" },
    body: { search: "导入甲", count: "exact" },
  });
  expect(left.count?.value).toBe(0);
});
