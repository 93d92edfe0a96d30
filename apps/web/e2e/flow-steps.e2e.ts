import { routes } from "@mortise/contract";
import type { FlowDocument } from "@mortise/metadata";
import type { Locator } from "playwright-core";
import { beforeAll, expect, test } from "vitest";
import { fitsTheScreen } from "./fits-the-screen.ts";
import type { Person } from "./person.ts";
import { publish } from "./publishing.ts";
import { useStory } from "./story.ts";

const story = useStory({ env: { FLOW_SCRIPTS: "on" } });
const crm = { app: "crm" };

/** As somebody begins it: the steps are there, with nothing filled in. */
const flow: FlowDocument = {
  kind: "flow",
  id: "steps",
  version: 1,
  name: { zh: "新线索整理", en: "Tidy new leads" },
  entity: "lead",
  enabled: true,
  again: "parallel",
  trigger: { type: "record-created", settings: { when: { "==": [{ var: "company" }, "要整理的公司"] } } },
  start: "table",
  nodes: [
    {
      id: "table",
      type: "decision-table",
      name: { zh: "按来源分组", en: "Group by source" },
      settings: { hits: "first" },
      exits: { next: "find", none: "find" },
    },
    {
      id: "find",
      type: "find-records",
      name: { zh: "找同公司的线索", en: "Find leads of the company" },
      settings: {},
      exits: { next: "each" },
    },
    {
      id: "each",
      type: "loop",
      name: { zh: "逐条标记", en: "Mark each" },
      settings: { kind: "times", count: 1, order: "sequence" },
      exits: { body: "mark", next: "calc" },
    },
    {
      id: "mark",
      type: "update",
      name: { zh: "写上分组", en: "Write the group" },
      settings: { values: [{ field: "utm_source", value: "已标记" }] },
      exits: {},
    },
    {
      id: "calc",
      type: "script",
      name: { zh: "算编码", en: "Work out a code" },
      settings: { inputs: [], code: "", results: {}, seconds: 2 },
      exits: { next: "keep" },
    },
    {
      id: "keep",
      type: "update",
      name: { zh: "记下编码", en: "Keep the code" },
      settings: { values: [{ field: "utm_campaign", value: null }] },
      exits: {},
    },
  ],
};

beforeAll(async () => {
  const api = await story.company.api("ops");
  const me = await api.call(routes.me, {});
  const documents = [flow, asking(me.id)].map((document) => ({ document, revision: 0 }));
  await api.call(routes.saveDraft, { params: crm, body: { documents } });
});

/** New customers are approved twice. */
function asking(approver: string): FlowDocument {
  const asks = (id: string, zh: string, en: string, exits: Record<string, string> = {}) => ({
    id,
    type: "approve",
    name: { zh, en },
    settings: { to: [{ source: "users", users: [approver] }], title: { zh, en }, locks: true },
    exits,
  });
  return {
    ...flow,
    id: "two_words",
    name: { zh: "客户两级审批", en: "Two words on customers" },
    entity: "customer",
    trigger: { type: "record-created", settings: {} },
    start: "first",
    nodes: [
      asks("first", "经理审批", "The manager", { approved: "second" }),
      asks("second", "总监审批", "The director"),
    ],
  };
}

async function aLead(name: string): Promise<string> {
  const api = await story.company.api("ops");
  const made = await api.call(routes.createRecord, {
    params: { ...crm, entity: "lead" },
    body: { values: { name, mobile: "13912345678", source: "expo", company: "要整理的公司" } },
  });
  return made.record.id;
}
const valueOf = async (id: string, field: string) => {
  const api = await story.company.api("ops");
  const { record } = await api.call(routes.getRecord, { params: { ...crm, entity: "lead", id } });
  return record[field];
};
const card = (person: Person, words: string): Locator =>
  person.page.locator(".flow-card", { hasText: words }).first();
/** Opens a step that may stand below what is in sight: by the search of the flow. */
const open = (person: Person, words: string): Promise<void> =>
  person.choose(person.page.getByRole("combobox", { name: "在流程中查找" }), words);
const saved = (person: Person) =>
  person.page
    .locator(".draft-bar")
    .getByText(/草稿已保存/)
    .waitFor();

test("a decision table is made as a grid and pasted from Excel; rows that never apply are grey, gaps are listed", async () => {
  const ops = await story.person("ops");
  const { page } = ops;
  await ops.open("/a/crm/build/flows/steps");
  await card(ops, "按来源分组").click();
  await page.getByRole("button", { name: "编辑表格" }).click();
  const dialog = page.getByRole("dialog", { name: "决策表" });
  await dialog.getByRole("button", { name: "添加条件列" }).click();
  await ops.choose(dialog.getByRole("combobox", { name: "条件字段" }), "来源");
  await dialog.getByRole("button", { name: "添加结果列" }).click();
  await dialog.getByPlaceholder("结果名称").fill("分组");
  await ops.choose(dialog.getByRole("combobox", { name: "结果类型" }), /^文字$/);
  await dialog
    .getByRole("textbox", { name: "从 Excel 粘贴" })
    .fill("展会\t展会组\n官网注册\t线上组\n展会\t另一组\n火星来客\t外星组");
  await dialog.getByRole("button", { name: "加到表格" }).click();
  await dialog.getByText(/有些内容认不出来，已留空：火星来客/).waitFor();
  expect(await dialog.locator("tbody tr").count()).toBe(4);
  // The third row repeats the first one; the fourth, whose source is not known, takes everything.
  const grey = dialog.locator(".flow-table-never");
  expect(await grey.count()).toBe(1);
  await dialog.getByText("所有情况都已包含").waitFor();
  await ops.atRest();
  await ops.picture("decision-table-zh");
  await dialog.getByRole("button", { name: "删除行" }).last().click();
  await dialog.getByText("没有包含的情况：").waitFor();
  await grey.locator("td").first().hover();
  await page.getByText("上面的行已包含，这行不会生效").waitFor();
  await ops.atRest();
  await ops.picture("decision-table-gaps-zh");
  await dialog.getByRole("button", { name: "删除行" }).last().click();
  await dialog.getByRole("button", { name: /^完\s*成$/ }).click();
  await card(ops, "来源 → 分组（2 行）").waitFor();
  await saved(ops);
  await ops.leave();
});

test("a query and a loop over what it finds are set up", async () => {
  const ops = await story.person("ops");
  const { page } = ops;
  await ops.open("/a/crm/build/flows/steps");
  await card(ops, "找同公司的线索").click();
  await ops.choose(page.getByLabel("查找什么"), "线索");
  await page.getByRole("button", { name: "添加条件" }).click();
  await ops.choose(page.getByRole("combobox", { name: "选择字段" }).first(), "公司");
  await ops.choose(page.locator(".flow-value .ant-select input").first(), /当前记录的字段/);
  await ops.choose(page.getByRole("combobox", { name: "选择字段" }).last(), "公司");
  await ops.atRest();
  await ops.picture("find-records-zh");
  await open(ops, "逐条标记");
  await ops.choose(page.getByLabel("重复多久"), /对每条记录一次/);
  await ops.choose(page.getByLabel("处理哪些记录"), "找到的记录");
  await card(ops, "逐条处理").waitFor();
  await open(ops, "写上分组");
  await ops.choose(page.getByLabel("更新哪条记录"), "当前这条");
  await card(ops, "逐条处理“找同公司的线索").waitFor();
  await ops.atRest();
  await ops.picture("loop-zh");
  await saved(ops);
  await ops.leave();
});

test("a script gets a value, is run for a record and its result is chosen", async () => {
  await aLead("样例线索");
  const ops = await story.person("ops");
  const { page } = ops;
  await ops.open("/a/crm/build/flows/steps");
  await open(ops, "算编码");
  await page.getByText("请填写脚本").first().waitFor();
  await page.getByRole("button", { name: "添加值" }).click();
  await ops.choose(page.getByRole("combobox", { name: "选择值" }), "姓名");
  expect(await page.getByRole("textbox", { name: "名称", exact: true }).inputValue()).toBe("name");
  const code = page.locator("textarea.flow-code");
  await code.fill("return { code: input.nam.length };");
  const record = page.locator(".flow-try .ant-select input").first();
  await ops.choose(record, "样例线索");
  await page.getByRole("button", { name: "现在运行" }).click();
  await page.getByText(/第 1 行：TypeError/).waitFor();
  await ops.atRest();
  await ops.picture("script-error-zh");
  await code.fill("return { code: 'L-' + input.name.length };");
  await page.getByRole("button", { name: "现在运行" }).click();
  await page.getByText('脚本返回了 {"code":"L-4"}').waitFor();
  await page.getByRole("button", { name: "添加要用的内容" }).click();
  await ops.choose(page.getByRole("combobox", { name: "样例里的内容" }).first(), /code/);
  await card(ops, "用脚本算出“code”").waitFor();
  await ops.atRest();
  await ops.picture("script-zh");
  await open(ops, "记下编码");
  await ops.choose(page.locator(".flow-value .ant-select input").first(), /当前记录的字段/);
  await ops.choose(page.getByRole("combobox", { name: "选择字段" }).last(), "code");
  await saved(ops);
  await publish(ops);
  await ops.leave();
  const lead = await aLead("展会客户");
  await expect.poll(() => valueOf(lead, "utm_campaign"), { timeout: 20_000 }).toBe("L-4");
  expect(await valueOf(lead, "utm_source")).toBe("已标记");
});

test("whoever is in charge steps in: from the record in Chinese, from the monitor on the phone in English", async () => {
  const api = await story.company.api("ops");
  const made = await api.call(routes.createRecord, {
    params: { ...crm, entity: "customer" },
    body: { values: { name: "海尔智家" } },
  });
  const customer = made.record.id;
  const ops = await story.person("ops");
  await ops.open(`/a/crm/e/customer/${customer}`);
  await ops.page.getByRole("button", { name: /^干\s*预$/ }).click();
  const dialog = ops.page.getByRole("dialog", { name: "干预" });
  await dialog.getByRole("button", { name: "转到另一步" }).click();
  await dialog.getByText("请写明原因").waitFor();
  await ops.choose(dialog.getByRole("combobox", { name: "转到哪一步" }), "总监审批");
  await dialog.getByRole("textbox", { name: "理由" }).fill("经理出差");
  await ops.atRest();
  await ops.picture("intervene-zh");
  await dialog.getByRole("button", { name: "转到另一步" }).click();
  await dialog.waitFor({ state: "hidden" });
  await ops.page.getByRole("article", { name: "总监审批" }).waitFor();
  await ops.atRest();
  await ops.picture("intervened-zh");
  await ops.leave();
  const { items } = await api.call(routes.listRuns, { params: crm, query: { record: customer } });
  await api.call(routes.updateMe, { body: { locale: "en" } });
  const phone = await story.person("ops", { screen: "phone", locale: "en-US" });
  await phone.open(`/a/crm/runs/${items[0]?.id ?? ""}`);
  await phone.page.getByText(/stepped in and sent it to “The director”: 经理出差/).waitFor();
  await phone.page.getByRole("button", { name: "Step in" }).click();
  const end = phone.page.getByRole("dialog", { name: "Step in" });
  await phone.atRest();
  await end.locator(".ant-radio-button-wrapper", { hasText: "End the flow" }).click();
  await end.getByRole("button", { name: "End the flow" }).waitFor();
  await end.getByRole("textbox", { name: "Reason" }).fill("They left");
  await phone.atRest();
  await phone.picture("intervene-phone-en");
  await end.getByRole("button", { name: "End the flow" }).click();
  await end.waitFor({ state: "hidden" });
  await phone.page
    .getByText(/stepped in and ended it: They left/)
    .first()
    .waitFor();
  await fitsTheScreen(phone);
  await phone.atRest();
  await phone.picture("run-ended-phone-en");
  await phone.leave();
  await api.call(routes.updateMe, { body: { locale: "zh" } });
});

test("a manager pauses the flow from the phone and lets it go on, in English", async () => {
  const api = await story.company.api("ops");
  await api.call(routes.updateMe, { body: { locale: "en" } });
  const phone = await story.person("ops", { screen: "phone", locale: "en-US" });
  const { page } = phone;
  await phone.open("/a/crm/runs?flow=steps");
  await page.getByText("Flows, and pausing them").click();
  const row = page.locator(".runs-flows li", { hasText: "Tidy new leads" });
  await row.getByRole("button", { name: "Pause" }).click();
  const dialog = page.getByRole("dialog", { name: /Pause the flow/ });
  await dialog.getByRole("button", { name: "Pause" }).click();
  await dialog.getByText("Say why it is paused").waitFor();
  await dialog.getByLabel("Reason").fill("Too many mails");
  await phone.atRest();
  await phone.picture("pause-phone-en");
  await dialog.getByRole("button", { name: "Pause" }).click();
  await dialog.waitFor({ state: "hidden" });
  await row.getByText("Paused").waitFor();
  await fitsTheScreen(phone);
  await phone.atRest();
  await phone.picture("paused-phone-en");
  const still = await aLead("暂停期间");
  await row.getByRole("button", { name: "Let it go on" }).click();
  const again = page.getByRole("dialog", { name: /go on/ });
  await again.getByRole("button", { name: "Let it go on" }).click();
  await again.waitFor({ state: "hidden" });
  const next = await aLead("恢复之后");
  await expect.poll(() => valueOf(next, "utm_campaign"), { timeout: 20_000 }).toBe("L-4");
  expect(await valueOf(still, "utm_campaign")).toBeNull();
  await phone.leave();
});
