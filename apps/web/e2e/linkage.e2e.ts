import { routes } from "@mortise/contract";
import type { Locator } from "playwright-core";
import { beforeAll, expect, test } from "vitest";
import { fitsTheScreen } from "./fits-the-screen.ts";
import type { Person } from "./person.ts";
import { publish } from "./publishing.ts";
import { useStory } from "./story.ts";

const story = useStory();
let ops: Person;

beforeAll(async () => {
  ops = await story.person("ops");
  const api = await story.company.api("director");
  const create = async (entity: string, values: Record<string, unknown>): Promise<string> => {
    const params = { app: "crm", entity };
    return (await api.call(routes.createRecord, { params, body: { values } })).record.id;
  };
  const first = await create("customer", { name: "联动甲公司", uscc: "LD-0001" });
  const second = await create("customer", { name: "联动乙公司" });
  await create("contact", { name: "甲方赵工", customer: first, title: "设备科长" });
  await create("contact", { name: "乙方钱工", customer: second, title: "采购经理" });
});

function rules(): Locator {
  return ops.page.getByRole("dialog", { name: "表单规则" });
}

function actions(): Locator {
  return rules().getByRole("region", { name: "就", exact: true });
}

async function addRule(kind: string): Promise<void> {
  await rules().getByRole("button", { name: "添加规则" }).click();
  await ops.choose(actions().getByRole("combobox", { name: "做什么" }), kind);
}

async function close(): Promise<void> {
  await rules()
    .getByRole("button", { name: /收\s*起/ })
    .click();
}

test("data linkage and limited candidates are put together as sentences", async () => {
  const { page } = ops;
  await ops.open("/a/crm/build/entities/opportunity");
  await page.getByRole("button", { name: "表单规则" }).click();
  await addRule("限定可选的关联记录");
  await ops.choose(actions().getByRole("combobox", { name: "哪个字段" }), "联系人");
  await ops.choose(actions().getByRole("combobox", { name: "对方的字段" }), "客户");
  await ops.choose(actions().getByRole("combobox", { name: "本表单的值" }), "客户");
  await rules().getByText("联系人 只能选 客户 = 客户 的记录").waitFor();
  await close();

  await addRule("从其他记录填充");
  await ops.choose(actions().getByRole("combobox", { name: "从哪个实体取数" }), /^联系人$/);
  const match = actions().getByRole("group", { name: "哪些记录符合" });
  await ops.choose(match.getByRole("combobox", { name: "对方的字段" }), "编号");
  await ops.choose(match.getByRole("combobox", { name: "本表单的值" }), /^联系人$/);
  const values = actions().getByRole("group", { name: "填充哪些字段" });
  await ops.choose(values.getByRole("combobox", { name: "哪个字段" }), "备注");
  await ops.choose(values.getByRole("combobox", { name: "对方的字段" }), "职务");
  await rules().getByText("从 联系人（编号 = 联系人）的第一条取 职务 → 备注").waitFor();
  await ops.atRest();
  await ops.picture("linkage-rule-zh");
  await page.setViewportSize({ width: 375, height: 760 });
  await ops.atRest();
  await fitsTheScreen(ops);
  await ops.picture("linkage-rule-phone-zh");
  await page.setViewportSize({ width: 1440, height: 900 });
  await close();
  await addRule("阻止保存");
  const when = rules().getByRole("region", { name: "当", exact: true });
  await when.getByRole("button", { name: /添加条件$/ }).click();
  await ops.choose(when.getByRole("combobox", { name: "字段", exact: true }), "阶段");
  await ops.choose(when.getByRole("group", { name: "值" }).getByRole("combobox"), "无效");
  await actions().getByLabel("中文提示").fill("无效商机请先说明原因");
  await actions().getByLabel("英文提示").fill("Say why first");
  await close();
});

test("criteria of a stage are a sentence too", async () => {
  await addRule("阶段准入/准出");
  await ops.choose(actions().getByRole("combobox", { name: "哪个字段" }), "阶段");
  await ops.choose(actions().getByRole("combobox", { name: "哪些阶段" }), "商务谈判");
  await rules()
    .getByText(/规则在填写时立即生效/)
    .click();
  await ops.choose(actions().getByRole("combobox", { name: "必须先填写的字段" }), "竞争对手");
  await ops.choose(actions().getByRole("combobox", { name: "必须先填写的字段" }), "备注");
  await rules()
    .getByText(/规则在填写时立即生效/)
    .click();
  await rules().getByText("进入 阶段 商务谈判 前必须填写 竞争对手、备注").waitFor();
  await ops.atRest();
  await ops.picture("stage-criteria-zh");
  await close();
});

test("a sample record shows which rules hold for it, condition by condition", async () => {
  const sample = rules().getByRole("group", { name: "用一条记录看规则是否成立" });
  await ops.choose(sample.getByRole("combobox"), /./);
  await rules().getByText("不成立", { exact: true }).first().waitFor();
  await rules().getByText("成立", { exact: true }).first().waitFor();
  await rules()
    .getByText(/现在是/)
    .first()
    .waitFor();
  await ops.atRest();
  await ops.picture("rules-truth-zh");
  await ops.page.keyboard.press("Escape");
  await publish(ops);
});

test("a form fills itself in, and offers the contacts of the chosen customer only", async () => {
  const api = await story.company.api("director");
  await api.call(routes.updateMe, { body: { locale: "en" } });
  const director = await story.person("director", { locale: "en-US" });
  const { page } = director;
  await director.open("/a/crm/e/opportunity");
  await page
    .getByRole("button", { name: /新建商机|New/ })
    .first()
    .click();
  const form = page.getByRole("dialog", { name: /新建商机|New/ });
  const field = (id: string) => form.locator(`[data-field="${id}"]`);
  await form.locator('[data-field="name"]').getByRole("textbox").fill("Linked deal");
  await director.choose(field("customer").getByRole("combobox"), "联动甲公司");
  await field("contact").getByRole("combobox").click();
  const offered = page.locator(".ant-select-dropdown:visible .ant-select-item-option");
  await offered.filter({ hasText: "甲方赵工" }).waitFor();
  expect(await offered.filter({ hasText: "乙方钱工" }).count()).toBe(0);
  await director.picture("linkage-candidates-en");
  await offered.filter({ hasText: "甲方赵工" }).click();
  await expect.poll(() => field("remark").getByRole("textbox").inputValue()).toBe("设备科长");
  await director.picture("linkage-filled-en");
  await director.choose(field("customer").getByRole("combobox"), "联动乙公司");
  await expect.poll(() => field("contact").getByText("甲方赵工").count()).toBe(0);
  await expect.poll(() => field("remark").getByRole("textbox").inputValue()).toBe("");
  await director.choose(field("contact").getByRole("combobox"), "乙方钱工");
  await expect.poll(() => field("remark").getByRole("textbox").inputValue()).toBe("采购经理");
  await form.getByRole("button", { name: "Save", exact: true }).click();
  await form.waitFor({ state: "hidden" });
  await director.leave();
});

test("a card is not dragged past the criteria of a stage, and the message names the fields", async () => {
  const person = await story.person("ops");
  const { page } = person;
  await person.open("/a/crm/e/opportunity?view=opportunity_board");
  const column = (name: string) => page.getByRole("region", { name, exact: true });
  const card = column("方案报价").getByRole("article").first();
  await card.waitFor();
  await person.drag(card.locator(".board-card-handle"), column("商务谈判"), { x: 0.5, y: 0.3 });
  const told = page.getByText("进入“商务谈判”前请先填写：竞争对手、备注").first();
  await told.waitFor();
  await person.picture("stage-criteria-board-zh");
  await person.leave();
});

test("a value that exists is told while it is typed, with its owner, on the phone too", async () => {
  const rep = await story.person("wangqiang", { screen: "phone" });
  const { page } = rep;
  await rep.open("/a/crm/e/customer");
  await page
    .getByRole("button", { name: /新建客户|New/ })
    .first()
    .click();
  const form = page.getByRole("dialog", { name: "新建客户" });
  await form.getByLabel("统一社会信用代码").fill("LD-0001");
  const notice = form.locator('[data-field="uscc"]').getByRole("alert");
  await notice.waitFor();
  expect(await notice.textContent()).not.toContain("联动甲公司");
  await fitsTheScreen(rep);
  await rep.picture("unique-typed-phone-zh");
  await form.getByLabel("统一社会信用代码").fill("LD-0002");
  await notice.waitFor({ state: "hidden" });
  await rep.leave();
});
