import { routes } from "@mortise/contract";
import type { FlowDocument } from "@mortise/metadata";
import { beforeAll, expect, test } from "vitest";
import { fitsTheScreen } from "./fits-the-screen.ts";
import { publish } from "./publishing.ts";
import { useStory } from "./story.ts";

const story = useStory();
const crm = { app: "crm" };

/** As it stands before somebody gives it a button: it tells the owner. */
const flow: FlowDocument = {
  kind: "flow",
  id: "ask_support",
  version: 1,
  name: { zh: "技术支持", en: "Technical support" },
  entity: "customer",
  enabled: true,
  again: "parallel",
  trigger: { type: "record-created", settings: {} },
  start: "tell",
  nodes: [
    {
      id: "tell",
      type: "notify",
      settings: {
        to: [{ source: "owner" }],
        title: { zh: "{name} 需要技术支持", en: "{name} needs support" },
      },
      exits: {},
    },
  ],
};

async function customer(name: string): Promise<string> {
  const api = await story.company.api("wangqiang");
  const made = await api.call(routes.createRecord, {
    params: { ...crm, entity: "customer" },
    body: { values: { name } },
  });
  return made.record.id;
}

beforeAll(async () => {
  const api = await story.company.api("ops");
  await api.call(routes.saveDraft, { params: crm, body: { documents: [{ document: flow, revision: 0 }] } });
});

test("a manager gives a flow a button, with who may press it and what it asks for", async () => {
  const ops = await story.person("ops");
  const { page } = ops;
  await ops.open("/a/crm/build/flows/ask_support");
  await page.locator(".flow-card").first().click();
  await ops.choose(page.getByRole("combobox", { name: "何时开始" }), /有人按下按钮时/);
  await page.getByText("还没有").or(page.getByText("请填写按钮文字")).first().waitFor();
  await page.getByLabel("按钮文字").fill("请求技术支持");
  await page.getByRole("textbox", { name: "英文" }).first().fill("Ask for support");
  await ops.choose(page.getByLabel("谁可以按"), /^销售$/);
  await page.keyboard.press("Escape");
  await ops.choose(page.getByLabel("先填写这些字段"), "地址");
  await page.keyboard.press("Escape");
  await page.locator(".flow-card", { hasText: "按下“请求技术支持”" }).waitFor();
  await ops.atRest();
  await ops.picture("flow-button-designer-zh");
  await publish(ops);
  await ops.leave();
});

test("whoever may press it fills in what it asks for, and the timeline tells of it", async () => {
  const id = await customer("按钮客户甲");
  const wang = await story.person("wangqiang");
  const { page } = wang;
  await wang.open(`/a/crm/e/customer/${id}`);
  await page.getByRole("button", { name: "请求技术支持" }).click();
  const dialog = page.getByRole("dialog", { name: "请求技术支持" });
  await dialog.getByRole("button", { name: /启\s*动/ }).click();
  await dialog.getByText("必须填写").waitFor();
  await dialog.getByLabel("地址").fill("济南市历下区");
  await wang.atRest();
  await wang.picture("flow-button-ask-zh");
  await dialog.getByRole("button", { name: /启\s*动/ }).click();
  await dialog.waitFor({ state: "hidden" });
  await page.getByText("已启动“请求技术支持”").waitFor();
  const timeline = page.getByRole("list", { name: "动态" });
  const line = timeline.getByRole("listitem").filter({ hasText: "启动了流程" });
  await line.getByText("按下“请求技术支持”").waitFor();
  expect(await line.innerText()).toMatch(/王强[\s\S]*技术支持/);
  await wang.picture("flow-button-timeline-zh");
  const director = await story.person("director");
  await director.open(`/a/crm/e/customer/${id}`);
  await director.page.getByRole("list", { name: "动态" }).getByText("按下“请求技术支持”").waitFor();
  expect(await director.page.getByRole("button", { name: "请求技术支持" }).count()).toBe(0);
  await director.leave();
});

test("in a list it is pressed for those chosen; on the phone, in English, for one", async () => {
  const [first] = [await customer("按钮客户乙"), await customer("按钮客户丙")];
  const wang = await story.person("wangqiang");
  const { page } = wang;
  await wang.open("/a/crm/e/customer?as=table&q=按钮客户");
  const grid = page.getByRole("grid");
  await grid.getByText("按钮客户丙", { exact: true }).waitFor();
  await grid.getByRole("checkbox").first().click();
  const bar = page.getByRole("toolbar", { name: "已选 3 条" });
  await bar.getByRole("button", { name: "请求技术支持" }).click();
  const dialog = page.getByRole("dialog", { name: "请求技术支持" });
  await dialog.getByText("对所选的 3 条记录").waitFor();
  await dialog.getByLabel("地址").fill("青岛市市北区");
  await wang.atRest();
  await wang.picture("flow-button-list-zh");
  await dialog.getByRole("button", { name: /启\s*动/ }).click();
  await page.getByText("已对 3 条记录启动“请求技术支持”").waitFor();
  await wang.leave();
  const api = await story.company.api("wangqiang");
  await api.call(routes.updateMe, { body: { locale: "en" } });
  const phone = await story.person("wangqiang", { screen: "phone", locale: "en-US" });
  await phone.open(`/a/crm/e/customer/${first}`);
  await phone.page.getByRole("button", { name: "Ask for support" }).click();
  const ask = phone.page.getByRole("dialog", { name: "Ask for support" });
  await expect.poll(() => ask.getByLabel("Address").inputValue()).toBe("青岛市市北区");
  await fitsTheScreen(phone);
  await phone.atRest();
  await phone.picture("flow-button-phone-en");
  await ask.getByRole("button", { name: "Start" }).click();
  await phone.page.getByText("“Ask for support” has been started").waitFor();
});
