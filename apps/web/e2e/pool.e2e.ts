import { routes } from "@mortise/contract";
import type { Page } from "playwright-core";
import { beforeAll, expect, test } from "vitest";
import type { Person } from "./person.ts";
import { useStory } from "./story.ts";

const story = useStory();
let wang: Person;

beforeAll(async () => {
  wang = await story.person("wangqiang");
});

/** A lead of 装备制造 that another system sends; the routing gives it to 王强. */
async function lead(name: string): Promise<string> {
  const api = await story.company.system("ops");
  const { record } = await api.call(routes.createRecord, {
    params: { app: "crm", entity: "lead" },
    body: { values: { name, source: "expo", industry: "equipment", region: "3701" } },
  });
  return record.id;
}

/** A record of the pool is everybody's to read and claim, and nobody's to change. */
async function offersOnlyClaiming(page: Page): Promise<void> {
  const drawer = page.getByRole("dialog");
  expect(await drawer.getByRole("button", { name: /编\s*辑/ }).count()).toBe(0);
  for (const stage of await drawer.getByRole("button", { name: /切换到|当前阶段/ }).all()) {
    expect(await stage.isDisabled()).toBe(true);
  }
  await drawer.getByRole("button", { name: "关闭" }).click();
  await drawer.waitFor({ state: "hidden" });
  const row = page.getByRole("row").filter({ hasText: "公海客户甲" });
  expect(
    await row
      .getByRole("gridcell")
      .filter({ hasNot: page.getByRole("checkbox") })
      .count(),
  ).toBeGreaterThan(2);
  expect(await row.locator("[role=gridcell][aria-colindex]:not([aria-readonly=true])").count()).toBe(0);
  await row.getByRole("checkbox").click();
  const bar = page.getByRole("toolbar", { name: "已选 1 条" });
  await bar.getByRole("button", { name: /领\s*取/ }).waitFor();
  const offered = await bar.getByRole("button").allTextContents();
  expect(offered.map((each) => each.replaceAll(/\s/g, ""))).toEqual([
    "选择全部符合条件的记录",
    "领取",
    "取消选择",
  ]);
  await bar.getByRole("button", { name: "取消选择" }).click();
  await row.getByText("公海客户甲").click();
  await drawer.getByRole("button", { name: /领\s*取/ }).waitFor();
}

test("a lead given back with a reason is claimed by exactly one of two people", async () => {
  const id = await lead("公海客户甲");
  await wang.open(`/a/crm/e/lead/${id}`);
  const { page } = wang;
  await page.getByRole("heading", { name: "公海客户甲" }).waitFor();
  await page.getByText("两小时内首次联系：公海客户甲").first().waitFor();
  await page.getByRole("button", { name: "更多操作" }).click();
  await page.getByRole("menuitem", { name: "退回公海" }).click();
  const dialog = page.getByRole("dialog", { name: "退回公海" });
  await dialog.getByLabel("退回原因").fill("客户在外省，跟进不便");
  await dialog.getByRole("button", { name: "退回公海" }).click();
  await page.getByText("已退回公海").first().waitFor();
  await page.getByRole("list", { name: "动态" }).getByText("客户在外省，跟进不便").waitFor();
  await page.getByRole("button", { name: /领\s*取/ }).waitFor();
  await page.getByLabel("当前阶段: 待分配").waitFor();
  expect(await page.getByRole("button", { name: /编\s*辑/ }).count()).toBe(0);
  // What is left to do with a record of the pool is to look at its past.
  await page.getByRole("button", { name: "更多操作" }).click();
  await page.getByRole("menuitem").first().waitFor();
  expect(await page.getByRole("menuitem", { name: /退回公海|合并|删除/ }).count()).toBe(0);
  await page.keyboard.press("Escape");
  await wang.picture("lead-released-zh");
  await wang.open("/a/crm");
  await page.getByRole("article").or(page.getByText("没有待办，一切就绪")).first().waitFor();
  expect(await page.getByText("两小时内首次联系：公海客户甲").count()).toBe(0);

  const pair = await Promise.all([story.person("lina"), story.person("chenjing")]);
  for (const person of pair) {
    await person.open("/a/crm/e/lead?view=lead_pool");
    await person.page.getByRole("grid").getByText("公海客户甲").click();
    await person.page
      .getByRole("dialog")
      .getByRole("button", { name: /领\s*取/ })
      .waitFor();
  }
  await offersOnlyClaiming(pair[0].page);
  await pair[0].picture("pool-zh");
  await Promise.all(
    pair.map(({ page: each }) =>
      each
        .getByRole("dialog")
        .getByRole("button", { name: /领\s*取/ })
        .click(),
    ),
  );
  const outcomes = await Promise.all(
    pair.map(async ({ page: each }) => {
      const said = each.getByText(/已领取，现在由你跟进|已被他人领取/).first();
      await said.waitFor();
      return said.textContent();
    }),
  );
  expect(new Set(outcomes)).toEqual(new Set(["已被他人领取", "已领取，现在由你跟进"]));
  const winner = pair[outcomes.indexOf("已领取，现在由你跟进")];
  await winner?.page.getByRole("list", { name: "动态" }).getByText("从公海领取").waitFor();
  await winner?.page.getByRole("list", { name: "动态" }).getByText("客户在外省，跟进不便").waitFor();
  await winner?.page
    .getByRole("dialog")
    .getByRole("button", { name: /编\s*辑/ })
    .waitFor();
  await winner?.picture("lead-claimed-zh");
  await Promise.all(pair.map((person) => person.leave()));
});

test("a lead nobody follows up reminds after a day and goes back to the pool after two, live", async () => {
  const zhao = await story.person("zhao");
  await zhao.open("/a/crm");
  await wang.open("/a/crm");
  const id = await lead("公海客户乙");
  await wang.page.getByText("两小时内首次联系：公海客户乙").first().waitFor();
  await wang.picture("first-contact-zh");

  await story.company.hoursPass(24);
  await zhao.page.getByRole("button", { name: /条未读通知/ }).click();
  await zhao.page.getByRole("link", { name: /线索 24 小时未跟进：公海客户乙/ }).waitFor();
  await zhao.picture("reminder-zh");
  await zhao.page.keyboard.press("Escape");
  await wang.page.getByRole("button", { name: /条未读通知/ }).click();
  await wang.page.getByRole("link", { name: /线索 24 小时未跟进：公海客户乙/ }).click();
  await wang.page.getByText("负责人: 王强").waitFor();

  await story.company.hoursPass(24);
  await wang.page.getByRole("button", { name: /领\s*取/ }).waitFor();
  const timeline = wang.page.getByRole("list", { name: "动态" });
  await timeline.getByText("48 小时无跟进").first().waitFor();
  await timeline.getByText("按“线索公海”的回收规则“48 小时无跟进”收回，放入“线索公海”").first().waitFor();
  await timeline.getByRole("button", { name: "为什么？" }).first().click();
  await wang.picture("lead-recycled-zh");
  await wang.open(`/a/crm/e/lead?view=lead_pool`);
  await wang.page.getByRole("grid").getByText("公海客户乙").waitFor();
  expect(id).not.toBe("");
});
