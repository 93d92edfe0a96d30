import { routes } from "@mortise/contract";
import { test } from "vitest";
import { fitsTheScreen } from "./fits-the-screen.ts";
import type { Person } from "./person.ts";
import { useStory } from "./story.ts";

const story = useStory();

/** Chooses in the condition added last. */
async function choose(person: Person, label: string, option: string | RegExp): Promise<void> {
  await person.choose(person.page.getByRole("combobox", { name: label }).last(), option);
}

test("a list is narrowed to a company and all below it, picked in the tree", async () => {
  const system = await story.company.system("director");
  const customer = async (name: string, above?: string): Promise<string> => {
    const values = { name, ...(above ? { above } : {}) };
    const made = await system.call(routes.createRecord, {
      params: { app: "crm", entity: "customer" },
      body: { values },
    });
    return made.record.id;
  };
  const group = await customer("海尔集团");
  const daughter = await customer("海尔智家", group);
  await customer("海尔智家青岛", daughter);
  await customer("别家公司");
  const director = await story.person("director");
  const { page } = director;
  await director.open("/a/crm/e/customer");
  await page.getByRole("button", { name: "筛选", exact: true }).click();
  await page.getByRole("button", { name: /添加条件$/ }).click();
  await choose(director, "字段", "上级公司");
  await choose(director, "比较方式", "是（含下级）");
  await page.getByRole("group", { name: "值" }).locator(".ant-select").click();
  await page.locator(".ant-select-tree-title", { hasText: /^海尔集团$/ }).click();
  await director.picture("condition-tree-zh");
  await page.keyboard.press("Escape");
  await page
    .locator(".filter-editor")
    .getByRole("button", { name: /^应\s*用$/ })
    .click();
  await page.getByText("共 2 条").waitFor();
  await director.leave();
});

test("periods, regions with what lies in them and my team are offered, on the phone too", async () => {
  const director = await story.person("director", { screen: "phone" });
  const { page } = director;
  await director.open("/a/crm/e/lead");
  await page.getByRole("button", { name: "筛选", exact: true }).click();
  await page.getByRole("button", { name: /添加条件$/ }).click();
  await choose(director, "字段", "创建时间");
  await page.getByRole("group", { name: "值" }).locator(".ant-select").first().click();
  await page.keyboard.type("个月");
  await page.locator(".ant-select-dropdown:visible").getByText("最近 N 个月").click();
  await page.getByRole("button", { name: /添加条件$/ }).click();
  await choose(director, "字段", "负责人");
  await choose(director, "比较方式", /^在我的团队或下级$/);
  await page.getByRole("button", { name: /添加条件$/ }).click();
  await choose(director, "字段", "地区");
  await page.getByText("属于地区").first().waitFor();
  await fitsTheScreen(director);
  await director.picture("conditions-phone-zh");
  await director.leave();
});

/** Chooses a field behind references in the condition added last: below the heading of its way it has its own name. */
async function choosePath(person: Person, way: string, field: string): Promise<void> {
  const box = person.page.getByRole("combobox", { name: "字段" }).last();
  await box.click();
  await box.fill(`${way} › ${field}`);
  const list = person.page.locator(".ant-select-dropdown:visible");
  await list.locator(".ant-select-item-group", { hasText: way }).waitFor();
  await list.locator(".ant-select-item-option").filter({ hasText: field }).first().click();
  await list.waitFor({ state: "hidden" });
}

test("a list is narrowed by what its records refer to, step by step along any path", async () => {
  const system = await story.company.system("director");
  const create = async (entity: string, values: Record<string, string>): Promise<string> => {
    const made = await system.call(routes.createRecord, { params: { app: "crm", entity }, body: { values } });
    return made.record.id;
  };
  const above = await create("customer", { name: "齐鲁控股" });
  const daughter = await create("customer", { name: "齐鲁机床", region: "370102", above });
  const other = await create("customer", { name: "大江机床", region: "320102" });
  for (const [name, customer] of [
    ["机床年度采购", daughter],
    ["机床扩容", other],
  ] as const)
    await create("opportunity", { name, customer });
  const director = await story.person("director");
  const { page } = director;
  const apply = page.locator(".filter-editor").getByRole("button", { name: /^应\s*用$/ });
  await director.open("/a/crm/e/opportunity");
  await page.getByRole("button", { name: "筛选", exact: true }).click();
  await page.getByRole("button", { name: /添加条件$/ }).click();
  await choosePath(director, "客户", "地区");
  await page.getByRole("group", { name: "值" }).locator(".ant-select").click();
  await page.keyboard.type("济南");
  await page.locator(".ant-select-dropdown:visible").getByText("济南市", { exact: false }).first().click();
  await page.getByText("筛选条件").click();
  await apply.click();
  await page.getByText("机床扩容").waitFor({ state: "hidden" });
  await page.getByText("机床年度采购").waitFor();
  // Whoever comes in because the other record changed stands there without a reload.
  const { record } = await system.call(routes.getRecord, {
    params: { app: "crm", entity: "customer", id: other },
  });
  await system.call(routes.updateRecord, {
    params: { app: "crm", entity: "customer", id: other },
    body: { revision: record.revision, values: { region: "370102" } },
  });
  await page.getByText("机床扩容").waitFor();
  // The way goes on behind what was chosen, and what was applied is read back as a sentence.
  await page.getByRole("button", { name: "筛选", exact: true }).click();
  await page.getByRole("button", { name: /添加条件$/ }).click();
  await choosePath(director, "客户", "上级公司");
  await choosePath(director, "客户 › 上级公司", "客户名称");
  await page.getByRole("group", { name: "值" }).last().getByRole("textbox").fill("齐鲁控股");
  await director.picture("condition-path-zh");
  await apply.click();
  await page.getByText("共 1 条").waitFor();
  await page.getByText("机床年度采购").waitFor();
  await director.leave();
});

test("a date is compared with today, and a field with another one, on the phone too", async () => {
  for (const screen of ["computer", "phone"] as const) {
    const director = await story.person("director", { screen });
    const { page } = director;
    await director.open("/a/crm/e/opportunity");
    await page.getByRole("button", { name: "筛选", exact: true }).click();
    await page.getByRole("button", { name: /添加条件$/ }).click();
    await choose(director, "字段", "预计成交日期");
    await choose(director, "比较方式", /^早于$/);
    await page.getByRole("button", { name: "与另一个字段比较" }).click();
    await choose(director, "另一个字段", "今天");
    await page.getByRole("button", { name: /添加条件$/ }).click();
    await choose(director, "字段", "预计金额");
    await choose(director, "比较方式", /^大于$/);
    await page.getByRole("button", { name: "与另一个字段比较" }).click();
    await page.getByRole("combobox", { name: "另一个字段" }).last().click();
    await fitsTheScreen(director);
    await director.picture(`condition-fields-${screen}-zh`);
    await page.keyboard.press("Escape");
    await director.leave();
  }
});
