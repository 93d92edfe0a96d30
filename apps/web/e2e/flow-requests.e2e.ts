import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { routes } from "@mortise/contract";
import type { FlowDocument } from "@mortise/metadata";
import { afterAll, beforeAll, expect, test } from "vitest";
import { fitsTheScreen } from "./fits-the-screen.ts";
import { publish } from "./publishing.ts";
import { useStory } from "./story.ts";

/** Another system, which may be told to refuse. */
const heard: { readonly key: unknown; readonly body: string }[] = [];
let refuses = false;
const other = createServer((request, response) => {
  let body = "";
  request.on("data", (chunk) => (body += String(chunk)));
  request.on("end", () => {
    heard.push({ key: request.headers["x-key"], body });
    response.writeHead(refuses ? 422 : 200, { "content-type": "application/json" });
    response.end(JSON.stringify(refuses ? { error: "no credit" } : { order: { no: "S-100", total: 12.5 } }));
  });
});
other.listen(0, "127.0.0.1");
await once(other, "listening");
const { port } = other.address() as AddressInfo; // listens on TCP
const host = `127.0.0.1:${port}`;
afterAll(() => {
  other.closeAllConnections();
  other.close();
});

const story = useStory({ env: { PRIVATE_HOSTS: host } });
const crm = { app: "crm" };

/** As somebody begins it: a step that asks another system, with nothing filled in. */
const flow: FlowDocument = {
  kind: "flow",
  id: "to_erp",
  version: 1,
  name: { zh: "同步到 ERP", en: "To the ERP" },
  entity: "lead",
  enabled: true,
  again: "parallel",
  trigger: { type: "record-created", settings: { when: { "==": [{ var: "source" }, "expo"] } } },
  start: "ask",
  nodes: [
    {
      id: "ask",
      type: "http-request",
      name: { zh: "登记到 ERP", en: "Enter it in the ERP" },
      settings: { method: "POST", address: "", query: [], headers: [], whenFails: "held" },
      exits: { next: "keep" },
    },
    {
      id: "keep",
      type: "update",
      settings: { values: [{ field: "utm_source", value: "已登记" }] },
      exits: {},
    },
  ],
};

beforeAll(async () => {
  const api = await story.company.api("ops");
  await api.call(routes.saveDraft, { params: crm, body: { documents: [{ document: flow, revision: 0 }] } });
});

async function aLead(name: string): Promise<string> {
  const api = await story.company.api("ops");
  const made = await api.call(routes.createRecord, {
    params: { ...crm, entity: "lead" },
    body: { values: { name, mobile: "13912345678", source: "expo", region: "3701" } },
  });
  return made.record.id;
}
const noteOf = async (id: string) => {
  const api = await story.company.api("ops");
  const { record } = await api.call(routes.getRecord, { params: { ...crm, entity: "lead", id } });
  return record["utm_source"];
};

test("an administrator allows a host", async () => {
  const admin = await story.person("admin");
  await admin.open("/admin/outside");
  await admin.page.getByLabel("允许访问的主机").fill(host);
  await admin.page.getByRole("button", { name: /^保\s*存$/ }).click();
  await admin.page.getByText("已保存").waitFor();
  await admin.atRest();
  await admin.picture("outside-rules-zh");
  await admin.leave();
});

test("a request is built by hand, tried, and what it answers is chosen", async () => {
  const sample = await aLead("样例线索");
  const ops = await story.person("ops");
  const { page } = ops;
  await ops.open("/a/crm/build/flows/to_erp");
  await page.locator(".flow-card", { hasText: "登记到 ERP" }).first().click();
  await page.getByLabel("网址", { exact: true }).fill(`http://${host}/orders`);
  const headers = page.getByRole("group", { name: "请求头" });
  await headers.getByRole("button", { name: "添加一行" }).click();
  await headers.getByRole("textbox", { name: "名称" }).fill("X-Key");
  await headers.getByText("密钥", { exact: true }).click();
  await ops.choose(headers.getByRole("combobox", { name: "选择密钥" }), "新的密钥");
  const dialog = page.getByRole("dialog", { name: "新的密钥" });
  await dialog.getByLabel("叫什么").fill("ERP");
  await dialog.getByLabel("密钥的内容").fill("s3cret-value");
  await ops.atRest();
  await ops.picture("secret-dialog-zh");
  await dialog.getByRole("button", { name: /^保\s*存$/ }).click();
  await dialog.waitFor({ state: "hidden" });
  await ops.choose(page.getByLabel("内容", { exact: true }), "名称和值（JSON）");
  const body = page.getByRole("group", { name: "名称和值" });
  await body.getByRole("button", { name: "添加一行" }).click();
  await body.getByRole("textbox", { name: "名称" }).fill("customer");
  await ops.choose(body.getByRole("combobox", { name: "值的来源" }), "字段的值");
  await ops.choose(body.getByRole("combobox", { name: "值 customer" }), "姓名");
  await ops.atRest();
  await ops.picture("http-designer-zh");
  const record = page.locator(".flow-try .ant-select input").first();
  await ops.choose(record, "样例线索");
  await page.getByRole("button", { name: "现在发送" }).click();
  await page.getByText("对方回答了 200").waitFor();
  expect(heard.at(-1)).toEqual({ key: "s3cret-value", body: '{"customer":"样例线索"}' });
  await page.getByRole("button", { name: "添加要用的内容" }).click();
  await ops.choose(page.getByRole("combobox", { name: "样例里的内容" }).first(), /order\.no/);
  await ops.atRest();
  await ops.picture("http-results-zh");
  await publish(ops);
  await ops.leave();
  heard.length = 0;
  const lead = await aLead("展会客户");
  await expect.poll(() => noteOf(lead), { timeout: 20_000 }).toBe("已登记");
  expect(heard).toEqual([{ key: "s3cret-value", body: '{"customer":"展会客户"}' }]);
  expect(await noteOf(sample)).toBeNull();
});

test("what the other system refuses holds its run until it is sent again; on the phone, in English", async () => {
  refuses = true;
  const lead = await aLead("被拒客户");
  const api = await story.company.api("ops");
  await api.call(routes.updateMe, { body: { locale: "en" } });
  const phone = await story.person("ops", { screen: "phone", locale: "en-US" });
  const { page } = phone;
  await phone.open("/a/crm/build/sends?status=dead");
  await page.getByRole("button", { name: "被拒客户" }).first().click();
  await page.getByText("(a secret, not shown)").waitFor();
  await page.getByText("no credit").waitFor();
  await fitsTheScreen(phone);
  await phone.atRest();
  await phone.picture("request-dead-phone-en");
  expect(await noteOf(lead)).toBeNull();
  refuses = false;
  await page.getByRole("button", { name: "Send again" }).click();
  await page.getByRole("button", { name: "Yes" }).click();
  await expect.poll(() => noteOf(lead), { timeout: 20_000 }).toBe("已登记");
  await phone.leave();
});
