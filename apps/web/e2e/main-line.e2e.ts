import { join, resolve } from "node:path";
import { launchBrowser } from "@mortise/testing/browser";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { DemoCompany } from "./demo-company.ts";
import { Person } from "./person.ts";

const SHARED = process.env["MORTISE_SHARED"] ?? resolve(import.meta.dirname, "../../../../shared");
const LEADS = join(SHARED, "data/leads/x-education/Leads.csv");
const IMPORTED = 9240;

let company: DemoCompany;
let browser: Browser;
let ops: Person;

beforeAll(async () => {
  company = await DemoCompany.start();
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
