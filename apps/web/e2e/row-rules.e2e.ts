import { routes } from "@mortise/contract";
import type { EntityDocument } from "@mortise/metadata";
import { beforeAll, expect, test } from "vitest";
import { fitsTheScreen } from "./fits-the-screen.ts";
import { useStory } from "./story.ts";

const story = useStory();
const crm = { app: "crm" };
const base = { kind: "entity", version: 1, icon: "form", color: "#2563eb", owned: false } as const;

const parcel: EntityDocument = {
  ...base,
  id: "parcel",
  name: { zh: "发货单", en: "Parcel" },
  titleField: "name",
  fields: [
    { id: "name", type: "text", name: { zh: "收件人", en: "To" }, required: true },
    { id: "goods", type: "sub-table", name: { zh: "货品", en: "Goods" }, settings: { entity: "parcel_row" } },
  ],
};
const row: EntityDocument = {
  ...base,
  id: "parcel_row",
  name: { zh: "货品", en: "Goods" },
  titleField: "what",
  parent: { entity: "parcel", field: "goods" },
  fields: [
    { id: "what", type: "text", name: { zh: "品名", en: "What" }, required: true },
    { id: "price", type: "money", name: { zh: "价格", en: "Price" } },
    { id: "gift", type: "switch", name: { zh: "赠品", en: "Gift" } },
    { id: "reason", type: "text", name: { zh: "赠送原因", en: "Reason" } },
    { id: "lead", type: "reference", name: { zh: "线索", en: "Lead" }, settings: { entity: "lead" } },
  ],
  rules: [
    {
      id: "gift",
      when: { "==": [{ var: "gift" }, true] },
      actions: [
        { type: "show", fields: ["reason"] },
        { type: "require", fields: ["reason"] },
        { type: "set", field: "price", value: 0 },
        { type: "lock", fields: ["price"] },
      ],
    },
    {
      id: "dear",
      when: { ">": [{ var: "price" }, 1000] },
      actions: [
        {
          type: "refuse",
          field: "price",
          message: { zh: "超过 1000 元请走专线", en: "Over 1,000: use a carrier" },
        },
      ],
    },
  ],
};

beforeAll(async () => {
  const api = await story.company.api("admin");
  const { base: from } = await api.call(routes.getDraft, { params: crm });
  const documents = [parcel, row].map((document) => ({ document, revision: 0 }));
  await api.call(routes.saveDraft, { params: crm, body: { documents } });
  await api.call(routes.publish, { params: crm, body: { base: from } });
});

test("rules of rows show, require, set, lock and refuse in each row while it is typed", async () => {
  const admin = await story.person("admin");
  const { page } = admin;
  await admin.open("/a/crm/e/parcel");
  await page.getByRole("button", { name: /^新建/ }).first().click();
  const form = page.getByRole("dialog", { name: "新建发货单" });
  await form.getByRole("textbox", { name: "收件人" }).fill("李收");
  const cell = (line: number, column: number) => form.locator(`[data-cell="${line} ${column}"]`);
  await form.getByRole("button", { name: "添加一行" }).click();
  await form.getByRole("button", { name: "添加一行" }).click();
  await cell(0, 0).locator("input").fill("电机");
  await cell(0, 1).locator("input").fill("2000");
  await form.getByText("超过 1000 元请走专线").first().waitFor();
  expect(await cell(0, 3).locator("input").count()).toBe(0);
  await cell(1, 0).locator("input").fill("样品");
  await cell(1, 1).locator("input").fill("30");
  await cell(1, 2).getByRole("switch").click();
  await cell(1, 1).getByText("¥0.00").waitFor();
  expect(await cell(1, 1).locator("input").count()).toBe(0);
  await cell(1, 3).locator("input").waitFor();
  await admin.atRest();
  await admin.picture("row-rules-zh");
  const save = form.getByRole("button", { name: /^保\s*存$/ });
  await save.click();
  await form.getByText("第 1 行：超过 1000 元请走专线").first().waitFor();
  // What stands there changes its form when it is entered.
  await cell(0, 1).locator("input").click();
  await cell(0, 1).locator("input").fill("900");
  await save.click();
  await form.getByText("第 2 行：有必填的内容没有填").first().waitFor();
  await cell(1, 3).locator("input").fill("老客户");
  await save.click();
  await form.waitFor({ state: "hidden" });
  const api = await story.company.api("admin");
  const { items } = await api.call(routes.queryRecords, {
    params: { ...crm, entity: "parcel_row" },
    body: { sort: [{ field: "price", descending: false }] },
  });
  expect(items.map(({ what, price, reason }) => [what, price, reason])).toEqual([
    ["样品", "0.00", "老客户"],
    ["电机", "900.00", null],
  ]);
  await admin.leave();
});

test("rows pasted from a spreadsheet name leads by their numbers or by their names", async () => {
  const api = await story.company.api("admin");
  const { items: leads } = await api.call(routes.queryRecords, {
    params: { ...crm, entity: "lead" },
    body: { fields: ["no", "name"], limit: 1 },
  });
  const [no, name] = [leads[0]?.["no"], leads[0]?.["name"]];
  const admin = await story.person("admin");
  const { page } = admin;
  await admin.open("/a/crm/e/parcel");
  await page.getByRole("button", { name: /^新建/ }).first().click();
  const form = page.getByRole("dialog", { name: "新建发货单" });
  await form.getByRole("button", { name: "添加一行" }).click();
  await form.locator('[data-cell="0 0"] input').click();
  const text = `箱子\t10\t\t\t${String(no)}\n盒子\t5\t\t\tnobody of that name\n`;
  await page.evaluate(`{
    const clipboardData = new DataTransfer();
    clipboardData.setData("text/plain", ${JSON.stringify(text)});
    document.activeElement.dispatchEvent(
      new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
  }`);
  await form.locator('[data-cell="0 4"]').getByText(String(name)).first().waitFor();
  expect(await form.locator('[data-cell="1 0"] input').inputValue()).toBe("盒子");
  await admin.atRest();
  await admin.picture("row-paste-reference-zh");
  await admin.leave();
});

test("several leads chosen at once become a row each", async () => {
  const api = await story.company.api("admin");
  const { items: leads } = await api.call(routes.queryRecords, {
    params: { ...crm, entity: "lead" },
    body: { fields: ["name"], limit: 2 },
  });
  const names = leads.map(({ name }) => String(name));
  const admin = await story.person("admin");
  const { page } = admin;
  await admin.open("/a/crm/e/parcel");
  await page.getByRole("button", { name: /^新建/ }).first().click();
  const form = page.getByRole("dialog", { name: "新建发货单" });
  await form.getByRole("button", { name: "批量选择线索" }).click();
  const dialog = page.getByRole("dialog", { name: "批量选择线索" });
  for (const name of names) await admin.choose(dialog.getByRole("combobox"), name);
  // The list of several choices stays open until one clicks beside it.
  await dialog.getByText("批量选择线索").click();
  await admin.atRest();
  await admin.picture("row-batch-zh");
  await dialog.getByRole("button", { name: "添加 2 行" }).click();
  for (const [line, name] of names.entries())
    await form.locator(`[data-cell="${line} 4"]`).getByText(name).first().waitFor();
  // Rows that are chosen are rows like others: what is missing in them is asked for.
  await form.getByRole("textbox", { name: "收件人" }).fill("王收");
  await form.getByRole("button", { name: /^保\s*存$/ }).click();
  await form.getByText("第 1 行“品名”：必填；第 2 行“品名”：必填").waitFor();
  for (const line of [0, 1]) await form.locator(`[data-cell="${line} 0"] input`).fill(`样品 ${line + 1}`);
  await form.getByRole("button", { name: /^保\s*存$/ }).click();
  await form.waitFor({ state: "hidden" });
  const { items } = await api.call(routes.queryRecords, {
    params: { ...crm, entity: "parcel_row" },
    body: { filter: { notEmpty: [{ var: "lead" }] }, fields: ["what", "lead"] },
  });
  expect(items.map(({ lead }) => lead).toSorted(byText)).toEqual(leads.map(({ id }) => id).toSorted(byText));
  await admin.leave();
});

const byText = (a: unknown, b: unknown): number => String(a).localeCompare(String(b));

test("the rows fit a phone, in English", async () => {
  const api = await story.company.api("admin");
  await api.call(routes.updateMe, { body: { locale: "en" } });
  const phone = await story.person("admin", { screen: "phone", locale: "en-US" });
  const { page } = phone;
  await phone.open("/a/crm/e/parcel");
  await page.getByRole("button", { name: /New/ }).first().click();
  await page.getByRole("button", { name: "Add row" }).click();
  await page.locator('[data-cell="0 1"] input').fill("5000");
  await page.getByText("Over 1,000: use a carrier").first().waitFor();
  await fitsTheScreen(phone);
  await phone.picture("row-rules-phone-en");
  await phone.leave();
});
