import { routes } from "@mortise/contract";
import { beforeAll, expect, test } from "vitest";
import { fitsTheScreen } from "./fits-the-screen.ts";
import type { Person } from "./person.ts";
import { useStory } from "./story.ts";

const story = useStory();
const crm = { app: "crm" };
const DEAL = "智能产线二期";

let deal: string;
let rep: Person;

beforeAll(async () => {
  const api = await story.company.api("wangqiang");
  const create = async (entity: string, values: Record<string, unknown>): Promise<string> =>
    (await api.call(routes.createRecord, { params: { ...crm, entity }, body: { values } })).record.id;
  const customer = await create("customer", { name: "海诚机械" });
  const values = { name: DEAL, customer, amount: "360000", stage: "negotiation" };
  deal = await create("opportunity", values);
  rep = await story.person("wangqiang");
});

/** Approves what waits for somebody, on the page of their to-dos. */
async function signsOff(person: Person): Promise<void> {
  const { page } = person;
  await person.open("/a/crm");
  const item = page.getByRole("article").filter({ hasText: `合同会签 ${DEAL}（¥360,000.00）` });
  await item.getByRole("button", { name: /同\s*意/ }).click();
  await page
    .getByRole("dialog")
    .getByRole("button", { name: /确\s*定/ })
    .click();
  await item.waitFor({ state: "hidden" });
}

test("a deal that reaches the contract gets one; it is won once the director and finance have both approved", async () => {
  const { page } = rep;
  await rep.open(`/a/crm/e/opportunity/${deal}`);
  await page.getByRole("button", { name: "切换到“合同审批”" }).click();
  await page.getByText("已切换到“合同审批”").waitFor();
  await page.getByRole("list", { name: "动态" }).getByRole("link", { name: DEAL }).waitFor();

  const director = await story.person("director");
  await signsOff(director);
  await director.leave();
  // One of two is not enough.
  expect(await page.getByLabel("当前阶段: 合同审批").count()).toBe(1);

  const finance = await story.person("finance");
  await signsOff(finance);
  await finance.leave();
  await page.getByLabel("当前阶段: 赢单").waitFor();
});

test("the rep enters a payment, finance confirms it, and the contract knows what is outstanding", async () => {
  const { page } = rep;
  await rep.open("/a/crm/e/payment");
  await page.getByRole("button", { name: "新建" }).click();
  const form = page.getByRole("dialog", { name: "新建回款" });
  await rep.choose(form.getByLabel("合同", { exact: true }), DEAL);
  await form.getByLabel("回款日期").fill("2026-11-30");
  await page.keyboard.press("Enter");
  await form.getByLabel("回款金额").fill("108000");
  // Whether it came in is not for the rep to say.
  expect(await form.getByText("到账状态").count()).toBe(0);
  await form.getByRole("button", { name: /保\s*存/ }).click();
  await form.waitFor({ state: "hidden" });

  const finance = await story.person("finance");
  await finance.open("/a/crm");
  const task = finance.page.getByRole("article").filter({ hasText: "¥108,000.00" });
  await task.getByRole("link", { name: /^HK/ }).click();
  await finance.page.getByRole("button", { name: /编\s*辑/ }).click();
  const edit = finance.page.getByRole("dialog", { name: "编辑回款" });
  await finance.choose(edit.getByLabel("到账状态"), "已到账");
  await edit.getByRole("button", { name: /保\s*存/ }).click();
  await edit.waitFor({ state: "hidden" });
  // What was asked for is done.
  await finance.open("/a/crm");
  await finance.page.getByRole("heading", { name: "我的待办" }).waitFor();
  await task.waitFor({ state: "hidden" });
  await finance.open("/a/crm/e/contract");
  const line = finance.page.getByRole("row").filter({ hasText: DEAL });
  await line.getByText("¥252,000.00").waitFor();
  await finance.atRest();
  await finance.picture("contracts-zh");
  await finance.leave();
});

test("on the phone and in English the manager sees what is overdue", async () => {
  const manager = await story.person("zhao", { screen: "phone" });
  const { page } = manager;
  await manager.open("/");
  await page.getByRole("button", { name: "菜单" }).click();
  await manager.speakEnglish();
  await manager.open("/a/crm/e/payment_plan?view=payment_plan_overdue");
  await page.getByRole("heading", { name: "Payment plan" }).waitFor();
  await fitsTheScreen(manager);
  await manager.atRest();
  await manager.picture("overdue-phone-en");
  await manager.leave();
});
