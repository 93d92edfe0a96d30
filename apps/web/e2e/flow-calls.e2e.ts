import { routes } from "@mortise/contract";
import type { FlowDocument } from "@mortise/metadata";
import type { Locator } from "playwright-core";
import { beforeAll, expect, test } from "vitest";
import { fitsTheScreen } from "./fits-the-screen.ts";
import type { Person } from "./person.ts";
import { publish } from "./publishing.ts";
import { useStory } from "./story.ts";

const story = useStory();
const crm = { app: "crm" };

/** As somebody begins it: it does not say yet that others call it, nor what it gives back. */
const called: FlowDocument = {
  kind: "flow",
  id: "check_budget",
  version: 1,
  name: { zh: "核实预算", en: "Check the budget" },
  entity: "lead",
  enabled: true,
  again: "parallel",
  trigger: { type: "record-created", settings: { when: { "==": [{ var: "name" }, "没有人"] } } },
  start: "ask",
  nodes: [
    {
      id: "ask",
      type: "task",
      name: { zh: "打电话核实", en: "Call and check" },
      settings: {
        title: { zh: "核实预算", en: "Check the budget" },
        to: [{ source: "owner" }],
        waitForIt: true,
      },
      exits: { next: "give" },
    },
    {
      id: "give",
      type: "give-back",
      name: { zh: "告诉结论", en: "Tell the outcome" },
      settings: { values: [] },
      exits: {},
    },
  ],
};

/** Calls the other one, which is not chosen yet, and keeps what comes back. */
const calling: FlowDocument = {
  ...called,
  id: "qualify",
  name: { zh: "线索判定", en: "Qualify leads" },
  trigger: { type: "record-created", settings: { when: { notEmpty: [{ var: "needs" }] } } },
  start: "call",
  nodes: [
    {
      id: "call",
      type: "call-flow",
      name: { zh: "请人核实", en: "Have it checked" },
      settings: { mode: "wait", inputs: [] },
      exits: { next: "keep" },
    },
    {
      id: "keep",
      type: "update",
      name: { zh: "记下结论", en: "Keep the outcome" },
      settings: { values: [{ field: "utm_source", value: null }] },
      exits: {},
    },
  ],
};

beforeAll(async () => {
  const api = await story.company.api("ops");
  const documents = [called, calling].map((document) => ({ document, revision: 0 }));
  await api.call(routes.saveDraft, { params: crm, body: { documents } });
});

const card = (person: Person, words: string): Locator =>
  person.page.locator(".flow-card", { hasText: words }).first();

/** Sets a value to a field of the record or the result of a step. */
async function copies(person: Person, place: Locator, field: string): Promise<void> {
  await person.choose(place.locator(".flow-value .ant-select input").first(), /当前记录的字段/);
  await person.choose(place.getByRole("combobox", { name: "选择字段" }).last(), field);
}

async function aLead(name: string): Promise<string> {
  const api = await story.company.api("ops");
  const made = await api.call(routes.createRecord, {
    params: { ...crm, entity: "lead" },
    body: {
      values: {
        name,
        mobile: "13912345678",
        source: "expo",
        region: "3701",
        needs: "一条产线",
        company: "济南机床",
      },
    },
  });
  return made.record.id;
}

async function runOf(flow: string, record: string) {
  const api = await story.company.api("ops");
  const { items } = await api.call(routes.listRuns, { params: crm, query: { flow, record } });
  return items[0];
}

test("a manager says what a flow takes and gives back when others call it", async () => {
  const ops = await story.person("ops");
  const { page } = ops;
  await ops.open("/a/crm/build/flows/check_budget");
  await page.locator(".flow-card").first().click();
  await ops.choose(page.getByRole("combobox", { name: "何时开始" }), /被其他流程调用/);
  await page.getByRole("button", { name: "添加一项输入" }).click();
  await page.getByLabel("输入的名称").fill("客户公司");
  await page.getByRole("checkbox", { name: "必须给" }).check();
  await page.getByRole("button", { name: "添加一项返回" }).click();
  await page.getByLabel("结果的名称").fill("结论");
  await page.locator(".flow-card", { hasText: "其他流程为线索调用时，带入客户公司" }).waitFor();
  await ops.atRest();
  await ops.picture("flow-calls-declared-zh");
  await card(ops, "告诉结论").click();
  const outcome = page.getByRole("group", { name: "结论" });
  await copies(ops, outcome, "客户公司");
  await card(ops, "填写“返回结果 · 结论”").waitFor();
  await ops.atRest();
  await ops.picture("flow-calls-give-back-zh");
  await page
    .locator(".draft-bar")
    .getByText(/草稿已保存/)
    .waitFor();
  await ops.leave();
});

test("another flow calls it, hands over a field and uses what comes back", async () => {
  const ops = await story.person("ops");
  const { page } = ops;
  await ops.open("/a/crm/build/flows/qualify");
  await card(ops, "请人核实").click();
  await page.getByText("请选择要调用的流程").first().waitFor();
  await ops.choose(page.getByLabel("调用哪个流程"), /核实预算/);
  await page.getByText("请填写“客户公司”").first().waitFor();
  await copies(ops, page.getByRole("group", { name: "客户公司" }), "公司");
  await card(ops, "调用“核实预算”").waitFor();
  await page.getByText("返回：结论").waitFor();
  await ops.atRest();
  await ops.picture("flow-calls-designer-zh");
  await card(ops, "记下结论").click();
  await copies(ops, page.locator(".flow-inspector"), "结论");
  await ops.atRest();
  await ops.picture("flow-calls-result-zh");
  await publish(ops);
  await ops.leave();
});

test("the monitor leads from the caller to the run it waits for and back; with its end the caller goes on", async () => {
  const lead = await aLead("调用线索");
  const run = await runOf("qualify", lead);
  const ops = await story.person("ops");
  const { page } = ops;
  await ops.open(`/a/crm/runs/${run?.id ?? ""}`);
  const calls = page.getByRole("region", { name: "调用的流程" });
  await calls.getByText("等待中").waitFor();
  await page.locator(".flow-card").nth(1).waitFor();
  await ops.atRest();
  await ops.picture("flow-calls-caller-zh");
  await calls.getByRole("link", { name: "核实预算 · 调用线索" }).click();
  await page.getByText("由流程调用：").waitFor();
  await page.getByText("停在“打电话核实”").waitFor();
  await ops.atRest();
  await ops.picture("flow-calls-called-zh");
  await page.getByRole("link", { name: "线索判定 · 调用线索" }).click();
  await page.getByText("停在“请人核实”").waitFor();
  const api = await story.company.api("ops");
  const { items } = await api.call(routes.recordWorkItems, { params: { ...crm, entity: "lead", id: lead } });
  const item = items.find(({ title }) => title.zh === "核实预算");
  const owner = await story.company.api("admin");
  await owner.call(routes.decideWorkItem, { params: { id: item?.id ?? "" }, body: { decision: "done" } });
  await page.reload();
  await page.getByText("已完成").first().waitFor();
  await page.getByRole("button", { name: "撤销这次运行" }).click();
  const dialog = page.getByRole("dialog", { name: "撤销这次更改？" });
  await dialog.getByText("这次运行调用了 1 次其他流程").waitFor();
  await ops.atRest();
  await ops.picture("flow-calls-undo-zh");
  await dialog.getByRole("link", { name: "核实预算 · 调用线索" }).click();
  await page.getByText("由流程调用：").waitFor();
  await ops.leave();
  const { record } = await api.call(routes.getRecord, { params: { ...crm, entity: "lead", id: lead } });
  expect(record["utm_source"]).toBe("济南机床");
});

test("on the phone, in English, a paused flow says why the caller failed; resumed, it is tried again", async () => {
  const api = await story.company.api("ops");
  const pause = { params: { ...crm, flow: "check_budget" } };
  await api.call(routes.switchFlow, { ...pause, body: { enabled: false, reason: "改话术" } });
  const lead = await aLead("暂停线索");
  await api.call(routes.updateMe, { body: { locale: "en" } });
  const phone = await story.person("ops", { screen: "phone", locale: "en-US" });
  const { page } = phone;
  await phone.open("/a/crm/build/runs?flow=qualify");
  await page.getByText("“Check the budget” is paused or switched off").waitFor();
  await page.getByRole("link", { name: "暂停线索" }).click();
  await page.getByText("at “Have it checked”").waitFor();
  await fitsTheScreen(phone);
  await phone.atRest();
  await phone.picture("flow-calls-refused-phone-en");
  await api.call(routes.switchFlow, { ...pause, body: { enabled: true, reason: "" } });
  await page.getByRole("button", { name: "Try again", exact: true }).click();
  const calls = page.getByRole("region", { name: "Flows that it called" });
  await calls.getByRole("link", { name: "Check the budget · 暂停线索" }).waitFor();
  await fitsTheScreen(phone);
  await phone.atRest();
  await phone.picture("flow-calls-phone-en");
  await page.getByRole("button", { name: "Wait no longer and go on" }).click();
  await page.getByRole("button", { name: "Yes" }).click();
  await page.getByText("Done").first().waitFor();
  await expect
    .poll(async () => (await runOf("check_budget", lead))?.status, { timeout: 20_000 })
    .toBe("cancelled");
  await phone.leave();
});
