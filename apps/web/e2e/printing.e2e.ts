import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { routes } from "@mortise/contract";
import { extractText, getDocumentProxy } from "unpdf";
import { beforeAll, expect, test } from "vitest";
import { fitsTheScreen } from "./fits-the-screen.ts";
import { publish } from "./publishing.ts";
import { useStory } from "./story.ts";

const story = useStory();
let quotes: readonly string[] = [];

beforeAll(async () => {
  const api = await story.company.api("ops");
  const make = async (entity: string, values: Readonly<Record<string, unknown>>) =>
    (await api.call(routes.createRecord, { params: { app: "crm", entity }, body: { values } })).record.id;
  const customer = await make("customer", { name: "青岛啤酒" });
  const opportunity = await make("opportunity", {
    name: "灌装线改造",
    customer,
    amount: "80000",
    stage: "needs",
  });
  const lines = [
    { product: "灌装机", quantity: "2", price: "30000", discount: "0" },
    { product: "安装调试", quantity: "1", price: "5000", discount: "0.1" },
  ];
  const values = { opportunity, customer, valid_to: "2027-01-31", lines, remark: "含税，含运费" };
  quotes = [await make("quote", values), await make("quote", { ...values, remark: "第二份" })];
});

test("a quotation is printed in either language, with its lines, total and page numbers", async () => {
  const ops = await story.person("ops");
  const { page } = ops;
  await ops.open(`/a/crm/e/quote/${quotes[0] ?? ""}`);
  await page.getByRole("button", { name: "更多操作" }).click();
  await page.getByRole("menuitem", { name: "打印：报价单" }).click();
  const sheet = page.getByRole("article");
  await sheet.getByText("灌装机").waitFor();
  expect(await sheet.locator("tbody tr").count()).toBe(2);
  await sheet.getByText(/合计：¥64,?500/).waitFor();
  await ops.picture("print-quotation-zh");
  await page.getByText("English", { exact: true }).last().click();
  await sheet.getByText(/Total: .*64,?500/).waitFor();
  await sheet.getByRole("columnheader", { name: "Product" }).waitFor();
  // On paper nothing but the sheet is left, on pages that count themselves.
  await page.emulateMedia({ media: "print" });
  expect(await page.getByRole("navigation").isVisible()).toBe(false);
  expect(await page.locator("article style, .print-sheets style").first().textContent()).toContain(
    "counter(pages)",
  );
  const pdf = await page.pdf({ preferCSSPageSize: true, printBackground: true });
  expect(pdf.subarray(0, 5).toString()).toBe("%PDF-");
  await ops.picture("print-quotation-paper-en");
});

test("the server makes the same as a PDF, under the rights of who asks", async () => {
  const ops = await story.person("ops");
  const { page } = ops;
  await ops.open(`/a/crm/print/quotation?ids=${quotes.join(",")}`);
  await page.getByRole("article").getByText("灌装机").first().waitFor();
  const link = page.getByRole("link", { name: "下载 PDF" });
  await ops.picture("print-pdf-zh");
  const arriving = page.waitForEvent("download");
  await link.click();
  const download = await arriving;
  expect(download.suggestedFilename()).toMatch(/\.pdf$/);
  const pdf = readFileSync(await download.path());
  const { text } = await extractText(await getDocumentProxy(new Uint8Array(pdf)), { mergePages: true });
  for (const said of ["灌装机", "安装调试", "含税，含运费", "第二份", "青岛啤酒"])
    expect(text).toContain(said);
  mkdirSync("test-results", { recursive: true });
  writeFileSync("test-results/quotation.pdf", pdf);
  // Who may not see the records gets none of them.
  const rep = await story.company.api("wangqiang");
  const query = { ids: quotes.join(",") };
  const refused = rep.call(routes.printRecords, { params: { app: "crm", template: "quotation" }, query });
  await expect(refused).rejects.toMatchObject({ body: { code: "FORM_PRINT_NOTHING" } });
  await ops.leave();
});

test("the sample quotes have lines, which add up to their deals", async () => {
  const api = await story.company.api("admin");
  const { items } = await api.call(routes.queryRecords, {
    params: { app: "crm", entity: "quote" },
    body: { filter: { notEmpty: [{ var: "base_amount" }] } },
  });
  expect(items.length).toBeGreaterThan(0);
  for (const { total, base_amount } of items) expect(Number(total)).toBe(Number(base_amount));
  const { items: lines } = await api.call(routes.queryRecords, {
    params: { app: "crm", entity: "quote_line" },
    body: { filter: { in: [{ var: "parent" }, items.map(({ id }) => id)] } },
  });
  expect(lines.length).toBe(items.length * 3);
});

test("several quotations are printed from the list, each on a page of its own", async () => {
  const ops = await story.person("ops");
  const { page } = ops;
  await ops.open(`/a/crm/print/quotation?ids=${quotes.join(",")},01890000-0000-7000-8000-000000000001`);
  await page.getByText("1 条记录不存在或没有权限查看，没有打印").waitFor();
  await expect.poll(() => page.getByRole("article").count()).toBe(2);
  await ops.open("/a/crm/e/quote");
  const boxes = page.getByRole("row").getByRole("checkbox");
  await boxes.nth(1).click();
  await page
    .getByRole("toolbar")
    .getByRole("button", { name: /打\s*印/ })
    .click();
  await page.getByRole("menuitem", { name: "报价单" }).click();
  await page.getByRole("article").first().waitFor();
});

test("the manager changes a template beside its preview and publishes it", async () => {
  const ops = await story.person("ops");
  const { page } = ops;
  await ops.open("/a/crm/build/prints");
  await page.getByRole("link", { name: /报价单/ }).click();
  const parts = page.getByRole("region", { name: "模板内容" });
  await page.getByRole("region", { name: "预览" }).getByText("灌装机").waitFor();
  await parts.getByRole("button", { name: /添\s*加/ }).click();
  await page.getByRole("menuitem", { name: "文字" }).click();
  await parts.getByLabel("文字（中文）").fill("开户行：青岛银行 ");
  await ops.choose(parts.getByRole("combobox", { name: "在文字中插入字段" }), "报价编号");
  await page
    .getByRole("region", { name: "预览" })
    .getByText(/开户行：青岛银行 BJ\d+/)
    .waitFor();
  // Through references: chosen from the list, or typed when they go further.
  await ops.choose(parts.getByRole("combobox", { name: "在文字中插入字段" }), "商机 · 商机名称");
  const words = parts.getByLabel("文字（中文）");
  await words.fill(`${await words.inputValue()} {opportunity.customer.name}`);
  await page
    .getByRole("region", { name: "预览" })
    .getByText(/开户行：青岛银行 BJ\d+灌装线改造 青岛啤酒/)
    .waitFor();
  await ops.atRest();
  await ops.picture("print-designer-zh");
  await publish(ops);
  const phone = await story.person("ops", { screen: "phone" });
  await phone.open(`/a/crm/print/quotation?ids=${quotes[0] ?? ""}`);
  await phone.page.getByText(/开户行：青岛银行 BJ\d+灌装线改造 青岛啤酒/).waitFor();
  await fitsTheScreen(phone);
  await phone.picture("print-phone-zh");
  // On the phone the server's PDF comes in one step, with the same words.
  const arriving = phone.page.waitForEvent("download");
  await phone.page.getByRole("link", { name: "下载 PDF" }).click();
  const pdf = readFileSync(await (await arriving).path());
  const { text } = await extractText(await getDocumentProxy(new Uint8Array(pdf)), { mergePages: true });
  expect(text).toContain("灌装线改造 青岛啤酒");
});
