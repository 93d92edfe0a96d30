import { routes } from "@mortise/contract";
import type { FlowDocument } from "@mortise/metadata";
import type { Page } from "playwright-core";
import { beforeAll, expect, test } from "vitest";
import { fitsTheScreen } from "./fits-the-screen.ts";
import { useStory } from "./story.ts";

const story = useStory();
const crm = { app: "crm" };

const welcome: FlowDocument = {
  kind: "flow",
  id: "welcome",
  version: 1,
  name: { zh: "新线索跟进", en: "Follow up new leads" },
  entity: "lead",
  enabled: true,
  again: "parallel",
  trigger: { type: "record-created", settings: {} },
  start: "find",
  nodes: [
    {
      id: "find",
      type: "find-record",
      name: { zh: "找老客户", en: "Find the customer" },
      settings: {
        entity: "customer",
        where: { join: "and", rows: [{ field: "name", operator: "is", value: { var: "company" } }] },
      },
      exits: { next: "ask" },
    },
    {
      id: "ask",
      type: "condition",
      name: { zh: "看来源", en: "Look at the source" },
      settings: {
        branches: [
          { id: "expo", when: { "==": [{ var: "source" }, "expo"] } },
          {
            id: "web",
            name: { zh: "官网", en: "Website" },
            when: { "==": [{ var: "source" }, "website_signup"] },
          },
        ],
      },
      exits: { expo: "wait", web: "tell", else: "mark" },
    },
    { id: "wait", type: "wait", settings: { for: "24h" }, exits: { next: "tell" } },
    {
      id: "tell",
      type: "notify",
      name: { zh: "通知负责人", en: "Tell the owner" },
      settings: {
        to: [{ source: "owner" }],
        title: { zh: "请联系 {name}，老客户：{$find.record.name}", en: "Call {name}" },
      },
      exits: { next: "mark" },
    },
    {
      id: "mark",
      type: "update",
      name: { zh: "做标记", en: "Mark" },
      settings: { values: [{ field: "utm_source", value: "已提醒" }] },
      exits: {},
    },
  ],
};

const other: FlowDocument = {
  ...welcome,
  id: "other",
  name: { zh: "另一个流程", en: "Another flow" },
  start: "only",
  nodes: [{ id: "only", type: "wait", settings: { for: "1h" }, exits: {} }],
};

beforeAll(async () => {
  const api = await story.company.api("ops");
  const documents = [welcome, other].map((document) => ({ document, revision: 0 }));
  await api.call(routes.saveDraft, { params: crm, body: { documents } });
});

/** The flow as the server has it drafted. */
async function drafted(id: string): Promise<FlowDocument> {
  const api = await story.company.api("ops");
  const { documents } = await api.call(routes.getDraft, { params: crm });
  const found = documents.find(({ document }) => document.kind === "flow" && document.id === id)?.document;
  if (found?.kind !== "flow") throw new TypeError(`${id} is drafted`);
  return found;
}

const card = (page: Page, name: string) => page.locator(".flow-card", { hasText: name });
const chosenCard = (page: Page, name: string) =>
  page.locator('.flow-card-main[aria-current="step"]', { hasText: name });

test("steps are added by a few letters, carried to another line, and everything is taken back by its name", async () => {
  const ops = await story.person("ops");
  const { page } = ops;
  await ops.open("/a/crm/build/flows/welcome");
  await card(page, "做标记").waitFor();
  await page.getByText("来源 是 展会").first().waitFor();
  await ops.atRest();
  await ops.picture("flow-designer-zh");
  await card(page, "通知负责人").click();
  await page.keyboard.press("Escape");
  await page.keyboard.press("/");
  await page.getByRole("dialog", { name: "添加步骤" }).getByLabel("搜索步骤").fill("等待");
  await page.keyboard.press("Enter");
  await expect.poll(async () => (await drafted("welcome")).nodes.length).toBe(6);
  await page.getByRole("button", { name: "撤销" }).click();
  await expect.poll(async () => (await drafted("welcome")).nodes.length).toBe(5);
  await page.keyboard.press("Escape");
  await page.keyboard.press("1");
  const first = page.locator('.flow-plus[data-line="$trigger/start"]');
  await ops.drag(card(page, "做标记"), first);
  await expect.poll(async () => (await drafted("welcome")).start).toBe("mark");
  expect(await page.getByRole("button", { name: "撤销" }).getAttribute("title")).toContain("移动“做标记”");
  await page.reload();
  await card(page, "做标记").waitFor();
  await page.getByRole("button", { name: "撤销" }).click();
  await expect.poll(async () => (await drafted("welcome")).start).toBe("find");
  await ops.leave();
});

test("with the keyboard alone: walk, copy with branches, paste into another flow; what is missing is named", async () => {
  const ops = await story.person("ops");
  const { page } = ops;
  await ops.open("/a/crm/build/flows/welcome");
  await card(page, "做标记").waitFor();
  await page.keyboard.press("Control+f");
  await page.keyboard.type("老客户");
  await page.keyboard.press("Enter");
  await chosenCard(page, "找老客户").waitFor();
  await page
    .locator(".ant-drawer-open")
    .getByRole("button", { name: /Close|关闭/ })
    .click();
  // The keyboard is on the canvas again.
  await page.locator(".flow-card-main:focus", { hasText: "找老客户" }).waitFor();
  await page.keyboard.press("ArrowDown");
  await chosenCard(page, "看来源").waitFor();
  await page.keyboard.press("Control+c");
  await page.getByText("已复制 3 个步骤").waitFor();
  await ops.open("/a/crm/build/flows/other");
  await card(page, "等待").click();
  await page.keyboard.press("Escape");
  await page.keyboard.press("Control+v");
  await page.getByText(/已粘贴 3 个步骤。这里没有：找老客户 · 找到的记录 · /).waitFor();
  await ops.atRest();
  await ops.picture("flow-designer-pasted-zh");
  await expect.poll(async () => (await drafted("other")).nodes.length).toBe(4);
  await ops.leave();
});

test("fields and results are chosen with what they hold in a real record; a test run leads along the way", async () => {
  const api = await story.company.api("ops");
  await api.call(routes.createRecord, {
    params: { ...crm, entity: "customer" },
    body: { values: { name: "示例机械有限公司" } },
  });
  await api.call(routes.createRecord, {
    params: { ...crm, entity: "lead" },
    body: {
      values: {
        name: "示例线索",
        mobile: "13912340000",
        source: "expo",
        region: "3701",
        company: "示例机械有限公司",
      },
    },
  });
  const ops = await story.person("ops");
  const { page } = ops;
  await ops.open("/a/crm/build/flows/welcome");
  await card(page, "通知负责人").click();
  const panel = page.locator(".ant-drawer-open");
  await ops.choose(panel.getByRole("combobox").first(), "示例线索");
  const insert = panel.getByRole("combobox", { name: "插入字段" }).first();
  await insert.click();
  const options = page.locator(".ant-select-dropdown:visible .ant-select-item-option");
  await options.filter({ hasText: "示例线索" }).first().waitFor();
  await insert.fill("找到的记录");
  await options.filter({ hasText: "示例机械有限公司" }).first().waitFor();
  await ops.atRest();
  await ops.picture("flow-designer-values-zh");
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "试运行" }).click();
  await panel.getByRole("button", { name: /^运\s*行$/ }).click();
  await panel.getByText("找到的记录: 示例机械有限公司").waitFor();
  await page.locator(".flow-lit").nth(3).waitFor();
  await ops.atRest();
  await ops.picture("flow-designer-test-run-zh");
  await ops.leave();
});

test("on the phone a flow is read and followed, and not changed", async () => {
  const api = await story.company.api("ops");
  await api.call(routes.updateMe, { body: { locale: "en" } });
  const before = await drafted("welcome");
  const phone = await story.person("ops", { screen: "phone", locale: "en-US" });
  const { page } = phone;
  await phone.open("/a/crm/build/flows/welcome");
  await card(page, "Look at the source").click();
  const panel = page.locator(".ant-drawer-open");
  await panel.getByText("Website").waitFor();
  await fitsTheScreen(phone);
  await phone.atRest();
  await phone.picture("flow-designer-phone-en");
  await panel.getByRole("button", { name: /Tell the owner/ }).click();
  await chosenCard(page, "Tell the owner").waitFor();
  await page.keyboard.press("Delete");
  expect(await page.locator(".flow-plus").count()).toBe(0);
  expect(await drafted("welcome")).toEqual(before);
});
