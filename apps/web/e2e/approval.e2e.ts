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

async function choosePerson(dialog: Locator, label: string, name: string): Promise<void> {
  await dialog.getByLabel(label).fill(name);
  await dialog.page().getByTitle(name).last().click();
  // The list of a picker for several stays open until something else is clicked.
  await dialog.click({ position: { x: 12, y: 12 } });
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

test("a request is passed on, somebody else is asked first, and who started it presses for it and withdraws", async () => {
  const manager = await story.person("zhao");
  const director = await story.person("director", { screen: "phone" });
  await propose(await opportunity("备件采购"), "102000");
  await rep.open("/a/crm");
  await rep.page.getByText("我发起的").click();
  const own = rep.page.getByRole("list", { name: "我发起的" }).getByRole("article").first();
  await own.getByText(/等待 /).waitFor();
  await own.getByRole("button", { name: /催\s*办/ }).click();
  await rep.page.getByText("已提醒").waitFor();
  await rep.picture("own-approvals-zh");

  await manager.open("/a/crm");
  const item = request(manager, "102,000");
  await item.getByRole("button", { name: "更多处理方式" }).click();
  await manager.page.getByRole("menuitem", { name: "加签" }).click();
  const adding = manager.page.getByRole("dialog", { name: "加签" });
  await choosePerson(adding, "请谁一起审批", "孙总监");
  await manager.picture("add-approver-zh");
  await adding.getByRole("button", { name: /确\s*定/ }).click();
  await item.waitFor({ state: "hidden" });

  await director.open("/a/crm");
  const asked = director.page.getByRole("article").filter({ hasText: "102,000" });
  await asked.getByText("前加签").waitFor();
  await director.picture("added-before-zh-phone");
  await asked.getByRole("button", { name: /同\s*意/ }).click();
  await director.page
    .getByRole("dialog")
    .getByRole("button", { name: /确\s*定/ })
    .click();
  await asked.waitFor({ state: "hidden" });

  // It is the manager's turn again, who gives it out of the hand.
  await item.waitFor();
  await item.getByRole("button", { name: "更多处理方式" }).click();
  await manager.page.getByRole("menuitem", { name: "转交" }).click();
  const passing = manager.page.getByRole("dialog", { name: "转交" });
  await choosePerson(passing, "转交给", "孙总监");
  await passing.getByLabel("意见（可选）").fill("请您定");
  await passing.getByRole("button", { name: /确\s*定/ }).click();
  await item.waitFor({ state: "hidden" });
  await asked.getByText("转交而来").waitFor();
  await director.leave();
  await manager.leave();

  await propose(await opportunity("备件采购二期"), "103000");
  await rep.open("/a/crm");
  await rep.page.getByText("我发起的").click();
  await own.getByRole("button", { name: /撤\s*回/ }).click();
  await rep.page
    .getByRole("tooltip")
    .getByRole("button", { name: /撤\s*回/ })
    .click();
  await own.getByText("已撤回或取消").waitFor();
});
