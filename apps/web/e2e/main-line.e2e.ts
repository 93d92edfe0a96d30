import { launchBrowser } from "@mortise/testing/browser";
import { sharedFile } from "@mortise/testing/shared-data";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { DemoCompany } from "./demo-company.ts";
import { Person } from "./person.ts";
import { openPublishing } from "./publishing.ts";

const LEADS = sharedFile("leads/x-education/Leads.csv");
const IMPORTED = 9240;

let company: DemoCompany;
let browser: Browser;
let ops: Person;

beforeAll(async () => {
  company = await DemoCompany.start({ anew: true });
  browser = await launchBrowser();
  ops = await Person.at(browser, company.address);
  await ops.signIn(company.login("ops"));
});
afterAll(async () => {
  await browser?.close();
  await company?.stop();
});

test("a legacy list of 9,240 leads is imported, routed and charted", async () => {
  const { page } = ops;
  await ops.open("/a/crm/e/lead");
  await page.getByRole("link", { name: "导入" }).click();
  await page.setInputFiles("input[type=file]", LEADS);
  await page.getByRole("button", { name: "下一步" }).click();
  await ops.choose(page.getByLabel("“Lead Number”对应的字段"), "姓名");
  await ops.choose(page.getByLabel("“Prospect ID”对应的字段"), "外部编号");
  await ops.choose(page.getByLabel("“Lead Source”对应的字段"), "来源");
  await page.getByLabel("自动新增不存在的选项").check();
  await ops.picture("import-mapping-zh");
  await page.getByRole("button", { name: "检查数据" }).click();
  await page.getByText("共 9,240 行").waitFor();
  await ops.picture("import-preview-zh");
  await page.getByRole("button", { name: "开始导入" }).click();
  await page.getByText("导入完成").waitFor({ timeout: 600_000 });
  await ops.picture("import-done-zh");
  await ops.open("/a/crm/e/lead?view=lead_all");
  await page.getByText(`共 ${(IMPORTED + 200).toLocaleString("en-US")} 条`).waitFor();
  await ops.picture("leads-zh");
});

test("a jump to the end of the list costs a query or two, not a walk through all pages", async () => {
  const { page } = ops;
  await ops.open("/a/crm/e/lead?view=lead_all");
  const grid = page.getByRole("grid");
  // Before the count has come, the list is as long as the screen.
  await page.getByText(`共 ${(IMPORTED + 200).toLocaleString("en-US")} 条`).waitFor();
  await grid.getByRole("row").nth(5).getByText(/./).first().waitFor();
  const last = IMPORTED + 200 + 1;
  let queries = 0;
  page.on("request", (request) => {
    if (request.url().endsWith("/entities/lead/query")) queries += 1;
  });
  await page.evaluate(
    `(() => { const grid = document.querySelector("[role=grid]"); grid.scrollTop = grid.scrollHeight; })()`,
  );
  await grid.locator(`[aria-rowindex="${last}"]`).getByRole("gridcell").nth(1).getByText(/./).waitFor();
  expect(queries).toBeLessThanOrEqual(3);
});

test("the dashboard counts the imported leads; a bar leads to the rows behind it", async () => {
  const { page } = ops;
  await ops.open("/a/crm/d/sales");
  const sources = page.getByRole("region", { name: "各来源线索与转化" });
  const google = sources.getByRole("button", { name: /^Google 数量 [\d,]+$/ });
  await google.waitFor({ state: "attached" });
  await page
    .getByRole("region", { name: "商机漏斗" })
    .getByRole("button", { name: /初步接触/ })
    .waitFor();
  await ops.picture("dashboard-zh");
  const figure = /([\d,]+)$/.exec((await google.textContent()) ?? "")?.[1];
  await google.focus();
  await page.keyboard.press("Enter");
  await page.getByRole("menuitem", { name: "查看明细" }).click();
  await page.getByRole("dialog").getByText(`共 ${figure} 条记录`).waitFor();
  await ops.picture("drill-down-zh");
});

test("a visitor's form becomes a lead in the list of the right salesperson, live", async () => {
  const reps = await Promise.all(
    ["wangqiang", "lina"].map(async (name) => {
      const rep = await Person.at(browser, company.address);
      await rep.signIn(company.login(name));
      await rep.open("/a/crm/e/lead?view=lead_mine");
      await rep.page
        .getByRole("status")
        .filter({ hasText: /共 [\d,]+ 条/ })
        .waitFor();
      return rep;
    }),
  );
  const visitor = await Person.at(browser, company.address, { screen: "phone" });
  await visitor.open("/f/website-lead?utm_source=baidu");
  await visitor.page.getByLabel("姓名").fill("访客秦朗");
  await visitor.page.getByLabel("手机").fill("138 0013 8000");
  await visitor.page.getByLabel("省 / 直辖市").selectOption({ label: "山东省" });
  await visitor.page.getByLabel("市", { exact: true }).selectOption({ label: "济南市" });
  await visitor.picture("public-form-phone-zh");
  await visitor.page.getByRole("button", { name: "提交" }).click();
  await visitor.page.getByText("已收到您的信息").waitFor();
  const owner = await Promise.any(
    reps.map(async (rep) => {
      await rep.page.getByText("访客秦朗").first().waitFor();
      return rep;
    }),
  );
  await owner.page.getByText("访客秦朗").first().click();
  await owner.page.getByText(/按“官网注册的济南线索”分给/).waitFor();
  await owner.picture("lead-why-zh");
  const others = reps.filter((rep) => rep !== owner);
  for (const other of others) {
    await other.page.reload();
    await other.page
      .getByRole("status")
      .filter({ hasText: /共 [\d,]+ 条/ })
      .waitFor();
    expect(await other.page.getByText("访客秦朗").count()).toBe(0);
  }
  await Promise.all([...reps, visitor].map((person) => person.leave()));
});

test("a field is added by drag and drop, published, filled in and filtered by", async () => {
  const { page } = ops;
  await ops.open("/a/crm/build/forms/lead");
  const palette = page.getByRole("complementary", { name: "字段库" });
  const newText = palette
    .getByRole("region", { name: "新建字段" })
    .getByRole("button", { name: "单行文本", exact: true });
  await newText.scrollIntoViewIfNeeded();
  await ops.drag(newText, page.getByRole("group", { name: "公司", exact: true }), { x: 0.5, y: 0.95 });
  const rename = page.getByRole("textbox", { name: "重命名" });
  await rename.fill("客户方言");
  await rename.press("Enter");
  await page.getByRole("group", { name: "客户方言", exact: true }).waitFor();
  await ops.picture("form-designer-zh");
  await page.getByText(/草稿已保存/).waitFor();
  const dialog = await openPublishing(ops);
  await dialog
    .getByText(/客户方言/)
    .first()
    .waitFor();
  await ops.picture("publish-zh");
  await dialog.getByRole("button", { name: /^发\s*布$/ }).click();
  await page.getByText(/已发布第 \d+ 版/).waitFor();
  await fillDialect("济南话");
  await filterByDialect("济南话");
});

/** Writes the new field of one lead through its form. */
async function fillDialect(text: string): Promise<void> {
  const { page } = ops;
  await ops.open("/a/crm/e/lead?view=lead_all&q=%E8%AE%BF%E5%AE%A2%E7%A7%A6%E6%9C%97");
  await page.getByText("访客秦朗").first().click();
  await page.getByRole("button", { name: "编辑" }).first().click();
  const form = page.getByRole("dialog").last();
  await form.getByLabel("客户方言").fill(text);
  await form.getByRole("button", { name: /^保\s*存$/ }).click();
  await page.getByText(text).first().waitFor();
}

/** Keeps only the leads whose new field contains the text; exactly one does. */
async function filterByDialect(text: string): Promise<void> {
  const { page } = ops;
  await ops.open("/a/crm/e/lead?view=lead_all");
  await page.getByRole("button", { name: "筛选", exact: true }).click();
  await page.getByRole("button", { name: /添加条件$/ }).click();
  const fields = page.locator(".filter-editor").getByRole("combobox").first();
  await ops.choose(fields, "客户方言");
  await page.locator(".filter-editor").getByRole("textbox").last().fill(text);
  await ops.picture("filter-zh");
  await page.getByRole("button", { name: /^应\s*用$/ }).click();
  await page.getByRole("status").filter({ hasText: "共 1 条" }).waitFor();
  await page.getByText("访客秦朗").first().waitFor();
}

test("rolling back takes the field away, rolling forward brings its values back", async () => {
  const { page } = ops;
  await ops.open("/a/crm/build/releases");
  const releases = page.locator(".releases > li");
  await releases.first().waitFor();
  await releases.nth(1).getByRole("button", { name: "恢复到此版本" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "恢复到此版本" }).click();
  await page.getByText(/已恢复，现为第 \d+ 版/).waitFor();
  await ops.picture("releases-zh");
  await ops.open("/a/crm/e/lead?view=lead_all&q=%E8%AE%BF%E5%AE%A2%E7%A7%A6%E6%9C%97");
  await page.getByText("访客秦朗").first().click();
  await page.getByText("138 0013 8000").first().waitFor();
  expect(await page.getByText("客户方言").count()).toBe(0);
  await ops.open("/a/crm/build/releases");
  await releases.nth(1).getByRole("button", { name: "恢复到此版本" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "恢复到此版本" }).click();
  await page.getByText(/已恢复，现为第 \d+ 版/).waitFor();
  await filterByDialect("济南话");
});
