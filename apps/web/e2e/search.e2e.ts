import { routes } from "@mortise/contract";
import { beforeAll, expect, test } from "vitest";
import { fitsTheScreen } from "./fits-the-screen.ts";
import type { Person } from "./person.ts";
import { useStory } from "./story.ts";

const story = useStory();

async function make(entity: string, values: Record<string, unknown>): Promise<string> {
  const api = await story.company.system("ops");
  const made = await api.call(routes.createRecord, { params: { app: "crm", entity }, body: { values } });
  return made.record.id;
}

beforeAll(async () => {
  await make("customer", { name: "青岛榫峰精工有限公司" });
  await make("lead", {
    name: "榫峰",
    source: "expo",
    mobile: "13966137788",
    company: "青岛榫峰精工有限公司",
  });
  for (let n = 1; n <= 7; n += 1) {
    await make("lead", { name: `榫峰采购${n}`, source: "expo", mobile: `1390013700${n}` });
  }
});

async function openSearch({ page }: Person, text: string): Promise<void> {
  await page.keyboard.press("Control+k");
  const box = page.getByRole("combobox", { name: /搜索|Search/ });
  await box.fill(text);
}

test("the best match of all entities is one key away, with what matches set off", async () => {
  const person = await story.person("director");
  const { page } = person;
  await person.open("/a/crm/e/customer");
  await page.getByRole("grid").waitFor();
  await openSearch(person, "榫峰");
  const options = page.getByRole("option");
  await options.filter({ hasText: "榫峰采购7" }).waitFor();
  expect(await options.first().locator("b").innerText()).toBe("榫峰");
  expect(await options.first().locator("mark").first().innerText()).toBe("榫峰");
  await page.getByRole("option", { name: /查看全部 8 条线索/ }).waitFor();
  await person.atRest();
  await person.picture("search-all-zh");
  // Over the hits of leads and the way to all of them, to the customer.
  for (let n = 0; n < 6; n += 1) await page.keyboard.press("ArrowDown");
  expect(await page.locator('[role="option"][aria-selected="true"] b').innerText()).toContain("精工有限公司");
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/e\/lead\?q=/);
  await page.getByRole("grid").getByText("榫峰采购1", { exact: true }).waitFor();
  await openSearch(person, "sfjg");
  await page.locator("mark", { hasText: "榫峰精工" }).first().waitFor();
  await openSearch(person, "6613 77");
  await page.locator("mark", { hasText: "6613 77" }).waitFor();
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/e\/lead\/[0-9a-f-]{36}/);
});

test("it is as handy on a phone and in English", async () => {
  const zh = await story.person("director", { screen: "phone" });
  await zh.open("/a/crm/e/lead");
  await zh.page.getByRole("button", { name: "搜索" }).click();
  await zh.page.getByRole("combobox", { name: "搜索" }).fill("zhejiang");
  await zh.page.getByText(/没有找到/).waitFor();
  await zh.page.getByRole("combobox", { name: "搜索" }).fill("sfcg");
  await zh.page.getByRole("option").first().waitFor();
  await zh.atRest();
  await zh.picture("search-all-phone-zh");
  const api = await story.company.api("director");
  await api.call(routes.updateMe, { body: { locale: "en" } });
  const phone = await story.person("director", { screen: "phone", locale: "en-US" });
  await phone.open("/a/crm/e/lead");
  await phone.page.getByRole("button", { name: "Search" }).click();
  await phone.page.getByRole("combobox", { name: "Search" }).fill("榫峰");
  await phone.page.getByRole("option").first().waitFor();
  await fitsTheScreen(phone);
  await phone.atRest();
  await phone.picture("search-all-phone-en");
  await phone.page.getByRole("option").first().click();
  await phone.page.waitForURL(/\/e\/lead\/[0-9a-f-]{36}/);
  const en = await story.person("director", { locale: "en-US" });
  await en.open("/a/crm/e/lead");
  await en.page.getByRole("grid").waitFor();
  await openSearch(en, "0013700");
  await en.page.locator("mark").first().waitFor();
  await en.atRest();
  await en.picture("search-all-en");
});

test("a record that somebody else is given leaves one's list by itself", async () => {
  const [lina, ops] = [await story.person("lina"), await story.company.system("ops")];
  const people = (await ops.call(routes.directory, { query: {} })).users;
  const idOf = (name: string) => people.find((one) => one.name === name)?.id;
  const id = await make("lead", { name: "榫峰转交", source: "expo", owner: idOf("李娜") });
  await lina.open("/a/crm/e/lead?q=榫峰转交");
  await lina.page.getByRole("grid").getByText("榫峰转交", { exact: true }).waitFor();
  await ops.call(routes.updateRecord, {
    params: { app: "crm", entity: "lead", id },
    body: { values: { owner: idOf("陈静") } },
  });
  await lina.page.getByText("没有符合条件的记录").first().waitFor();
});
