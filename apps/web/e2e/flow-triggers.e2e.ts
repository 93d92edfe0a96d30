import { routes } from "@mortise/contract";
import type { FlowDocument } from "@mortise/metadata";
import { beforeAll, expect, test } from "vitest";
import { publish } from "./publishing.ts";
import { useStory } from "./story.ts";

const story = useStory();
const crm = { app: "crm" };

/** As somebody begins it: it tells the director of every new lead. */
const flow: FlowDocument = {
  kind: "flow",
  id: "from_elsewhere",
  version: 1,
  name: { zh: "外部线索", en: "Leads from elsewhere" },
  entity: "lead",
  enabled: true,
  again: "parallel",
  trigger: { type: "record-created", settings: {} },
  start: "tell",
  nodes: [
    {
      id: "tell",
      type: "notify",
      settings: {
        to: [{ source: "role", role: "director" }],
        title: { zh: "外部线索：{name}", en: "A lead from elsewhere: {name}" },
      },
      exits: {},
    },
  ],
};

beforeAll(async () => {
  const api = await story.company.api("ops");
  await api.call(routes.saveDraft, { params: crm, body: { documents: [{ document: flow, revision: 0 }] } });
});

/** What another system would do. */
async function send(address: string, body: unknown): Promise<Response> {
  return fetch(address, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
}

const aLead = { form: "展会登记", contact: { name: "外部张三", phone: "13911112222" }, channel: "展会" };

test("an address takes a sample, its values are put into fields by hand, and what comes then is a lead", async () => {
  const ops = await story.person("ops");
  const { page } = ops;
  await ops.open("/a/crm/build/flows/from_elsewhere");
  await page.locator(".flow-card").first().click();
  await ops.choose(page.getByRole("combobox", { name: "何时开始" }), "其他系统发来数据");
  const address = await page.getByRole("textbox", { name: "接收地址" }).inputValue();
  await page.getByText("还没有收到数据").waitFor();
  expect((await send(address, aLead)).status).toBe(200);
  await page.getByText(/最近一次/).waitFor();
  const rows = page.locator(".flow-hook-row");
  for (const [sent, field] of [
    [/contact\.name/, "姓名"],
    [/contact\.phone/, "手机"],
    [/channel/, "来源"],
  ] as const) {
    await page.getByRole("button", { name: "添加字段" }).first().click();
    await ops.choose(rows.last().getByRole("combobox", { name: "收到的内容" }), sent);
    await ops.choose(rows.last().getByRole("combobox", { name: "写入字段" }), field);
  }
  await ops.atRest();
  await ops.picture("webhook-designer-zh");
  await publish(ops);
  const answer = await send(address, aLead);
  expect(answer.status).toBe(200);
  // Checked by the line above to be what the product answers.
  const { id } = (await answer.json()) as { readonly id: string };
  await page.getByText(/最近一次：.*已写入/).waitFor();
  await ops.leave();
  const director = await story.person("director");
  await director.open(`/a/crm/e/lead/${id}`);
  await director.page.getByRole("heading", { name: "外部张三" }).waitFor();
  await director.page.getByText("其他系统发来了数据").first().waitFor();
  await director.leave();
});

test("a schedule is set up with its next seven rounds in view, in both languages", async () => {
  const ops = await story.person("ops");
  const { page } = ops;
  await ops.open("/a/crm/build/flows/from_elsewhere");
  await page.locator(".flow-card").first().click();
  await ops.choose(page.getByRole("combobox", { name: "何时开始" }), "定时");
  await ops.choose(page.getByLabel("重复"), "每周");
  await page.getByRole("dialog").getByRole("alert").filter({ hasText: "请选择星期几" }).waitFor();
  await ops.choose(page.getByLabel("星期几"), "周一");
  await page.keyboard.press("Escape");
  const rounds = page.locator(".flow-rounds li");
  await expect.poll(() => rounds.count()).toBe(7);
  await page.locator(".flow-card", { hasText: "每周一" }).first().waitFor();
  await ops.atRest();
  await ops.picture("schedule-designer-zh");
  await page
    .locator(".draft-bar")
    .getByText(/草稿已保存/)
    .waitFor();
  await ops.leave();
  const api = await story.company.api("ops");
  await api.call(routes.updateMe, { body: { locale: "en" } });
  const english = await story.person("ops", { locale: "en-US" });
  await english.open("/a/crm/build/flows/from_elsewhere");
  await english.page.locator(".flow-card").first().click();
  await english.page.getByText("The next 7 times").waitFor();
  await english.atRest();
  await english.picture("schedule-designer-en");
  await english.leave();
});
