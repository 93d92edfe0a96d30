import { newId } from "@mortise/kit";
import { routes } from "@mortise/contract";
import type { Locator } from "playwright-core";
import { beforeAll, expect, test } from "vitest";
import type { Person } from "./person.ts";
import { useStory } from "./story.ts";

const story = useStory();
let rep: Person;
let customer: string;

beforeAll(async () => {
  rep = await story.person("wangqiang");
  const api = await story.company.api("wangqiang");
  const params = { app: "crm", entity: "customer" };
  const { record } = await api.call(routes.createRecord, {
    params,
    body: { values: { name: "济南鑫源机械股份有限公司" } },
  });
  customer = record.id;
});

/** An opportunity of the rep's, at 需求分析. */
async function opportunity(name: string): Promise<string> {
  const api = await story.company.api("wangqiang");
  const values = { name, customer, stage: "needs" };
  const { record } = await api.call(
    routes.createRecord,
    { params: { app: "crm", entity: "opportunity" }, body: { values } },
    { idempotencyKey: newId() },
  );
  return record.id;
}

/** Sets the amount and moves the opportunity to 方案报价, by hand. */
async function propose(id: string, amount: string): Promise<void> {
  const { page } = rep;
  await rep.open(`/a/crm/e/opportunity/${id}`);
  await page.getByText("当前阶段: 需求分析").or(page.getByLabel("当前阶段: 需求分析")).first().waitFor();
  await page.getByRole("button", { name: /编\s*辑/ }).click();
  const form = page.getByRole("dialog", { name: "编辑商机" });
  await form.getByLabel("预计金额").fill(amount);
  await form.getByRole("button", { name: /保\s*存/ }).click();
  await form.waitFor({ state: "hidden" });
  await page.getByRole("button", { name: "切换到“方案报价”" }).click();
  await page.getByText("已切换到“方案报价”").waitFor();
  await page.getByLabel("当前阶段: 方案报价").waitFor();
}

/** The approval of a quote of this total among a person's to-dos. */
function request(approver: Person, total: string): Locator {
  return approver.page.getByRole("article").filter({ hasText: "审批报价" }).filter({ hasText: total });
}

test("a quote above 500,000 reaches the sales director live and is approved", async () => {
  const director = await story.person("director");
  await director.open("/a/crm");
  await director.page.getByRole("heading", { name: "我的待办" }).waitFor();

  await propose(await opportunity("数字化产线一期"), "612000");
  // The quote stands on the timeline of the opportunity.
  const quote = rep.page.getByRole("list", { name: "动态" }).getByRole("link").first();
  await quote.waitFor();
  await rep.picture("opportunity-proposal-zh");

  const { page } = director;
  await page.getByRole("button", { name: /条未读通知/ }).waitFor();
  const item = request(director, "612,000");
  await item.waitFor();
  await director.picture("approval-todo-zh");
  await item.getByRole("button", { name: /同\s*意/ }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("意见（可选）").fill("价格合适");
  await dialog.getByRole("button", { name: /确\s*定/ }).click();
  await item.waitFor({ state: "hidden" });

  await rep.page.getByRole("button", { name: /条未读通知/ }).click();
  await rep.page.getByText(/报价已通过/).waitFor();
  await rep.page.getByRole("link", { name: /报价已通过/ }).click();
  await rep.page.getByLabel("当前阶段: 已通过").waitFor();
  await rep.page.getByText("价格合适").first().waitFor();
  await rep.picture("quote-approved-zh");
  await director.leave();
});

test("a smaller quote goes to the regional manager, who returns it, then rejects it with a reason", async () => {
  const manager = await story.person("zhao");
  const director = await story.person("director");
  await manager.open("/a/crm");
  await director.open("/a/crm");
  await propose(await opportunity("检测设备采购"), "101000");
  const { page } = manager;
  await page
    .getByRole("button", { name: /条未读通知/ })
    .or(page.getByRole("article"))
    .first()
    .waitFor();
  const item = request(manager, "101,000");
  await item.waitFor();
  await director.page.getByRole("article").first().waitFor();
  expect(await request(director, "101,000").count()).toBe(0);

  await item.getByRole("button", { name: /退\s*回/ }).click();
  await page.getByRole("dialog").getByLabel("理由").fill("请补充明细");
  await page
    .getByRole("dialog")
    .getByRole("button", { name: /确\s*定/ })
    .click();
  await item.waitFor({ state: "hidden" });

  // The rep adds a line, which becomes the total, and hands it in again.
  await rep.page.getByRole("button", { name: /条未读通知/ }).click();
  await rep.page
    .getByRole("link", { name: /报价被退回/ })
    .first()
    .click();
  await rep.page.getByLabel("当前阶段: 已退回").waitFor();
  await rep.page.getByText("请补充明细").first().waitFor();
  await rep.page.getByRole("button", { name: /编\s*辑/ }).click();
  const form = rep.page.getByRole("dialog", { name: "编辑报价" });
  await form.getByRole("button", { name: /添加|新增/ }).click();
  await form.getByRole("group", { name: "产品" }).getByRole("textbox").fill("检测仪");
  await form.getByRole("group", { name: "数量" }).getByRole("textbox").fill("3");
  await form.getByRole("group", { name: "单价" }).getByRole("textbox").fill("40000");
  await form.getByRole("group", { name: "折扣" }).getByRole("textbox").fill("10");
  await rep.picture("quote-lines-zh");
  await form.getByRole("button", { name: /保\s*存/ }).click();
  await form.waitFor({ state: "hidden" });
  await rep.page.getByText("108,000").first().waitFor();
  await rep.page.getByRole("button", { name: "切换到“审批中”" }).click();

  const again = request(manager, "108,000");
  await again.waitFor();
  await again.getByRole("button", { name: /拒\s*绝/ }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("button", { name: /确\s*定/ }).click();
  await dialog.getByText("请填写理由").waitFor();
  await dialog.getByLabel("理由").fill("毛利低于底线");
  await dialog.getByRole("button", { name: /确\s*定/ }).click();
  await again.waitFor({ state: "hidden" });
  await rep.page.getByLabel("当前阶段: 已拒绝").waitFor();
  await rep.page.getByText("毛利低于底线").first().waitFor();
  expect(await rep.page.getByText("请补充明细").count()).toBeGreaterThan(0);
  await rep.picture("quote-rejected-zh");
});
