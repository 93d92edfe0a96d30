import { routes } from "@mortise/contract";
import type { FlowDocument } from "@mortise/metadata";
import { beforeAll, expect, test } from "vitest";
import { fitsTheScreen } from "./fits-the-screen.ts";
import { useStory } from "./story.ts";

const story = useStory();
const crm = { app: "crm" };

/** Copies what a lead needs into a field that may be too short for it, then tells the owner. */
const flow: FlowDocument = {
  kind: "flow",
  id: "copy_needs",
  version: 1,
  name: { zh: "整理需求", en: "Sort out needs" },
  entity: "lead",
  enabled: true,
  again: "parallel",
  trigger: { type: "record-created", settings: { when: { notEmpty: [{ var: "needs" }] } } },
  start: "copy",
  nodes: [
    {
      id: "copy",
      type: "update",
      name: { zh: "复制到公司", en: "Copy to company" },
      settings: { values: [{ field: "company", value: { var: "needs" } }] },
      exits: { next: "mark" },
    },
    {
      id: "mark",
      type: "update",
      name: { zh: "做标记", en: "Mark" },
      settings: { values: [{ field: "utm_source", value: "已整理" }] },
      exits: {},
    },
  ],
};

async function aLead(name: string, needs: string): Promise<string> {
  const api = await story.company.api("ops");
  const made = await api.call(routes.createRecord, {
    params: { ...crm, entity: "lead" },
    body: { values: { name, mobile: "13912345678", source: "expo", region: "3701", needs } },
  });
  return made.record.id;
}

beforeAll(async () => {
  const api = await story.company.api("ops");
  await api.call(routes.saveDraft, { params: crm, body: { documents: [{ document: flow, revision: 0 }] } });
  const { base } = await api.call(routes.diffDraft, { params: crm });
  await api.call(routes.publish, { params: crm, body: { base } });
});

test("a failed run is found, mended and goes on; its way is lit", async () => {
  const id = await aLead("失败线索", "长".repeat(3000));
  const ops = await story.person("ops");
  const { page } = ops;
  await ops.open("/a/crm/build/flows/copy_needs");
  const badge = page.locator(".flow-badge a").first();
  await badge.waitFor();
  await ops.atRest();
  await ops.picture("flow-runs-designer-zh");
  await badge.click();
  await page.getByText("“公司”").first().waitFor();
  await ops.atRest();
  await ops.picture("flow-runs-list-zh");
  await page.getByRole("link", { name: "失败线索" }).click();
  await page.getByText("停在“复制到公司”").waitFor();
  await page.locator(".flow-card").nth(1).waitFor();
  await ops.atRest();
  await ops.picture("flow-runs-failed-zh");
  const api = await story.company.api("ops");
  await api.call(routes.updateRecord, {
    params: { ...crm, entity: "lead", id },
    body: { values: { needs: "一套产线" } },
  });
  await page.getByRole("button", { name: /^重\s*试$/ }).click();
  await page.getByText("1 次运行已继续").waitFor();
  await page.getByText("已完成").first().waitFor();
  expect(await page.locator(".flow-lit").count()).toBeGreaterThanOrEqual(3);
  await ops.atRest();
  await ops.picture("flow-runs-mended-zh");
  await ops.leave();
});

test("a run is kept as a test; a changed flow fails it, and publishing is held back without a reason", async () => {
  const id = await aLead("样本线索", "两台设备");
  const api = await story.company.api("ops");
  const { items } = await api.call(routes.listRuns, {
    params: crm,
    query: { flow: flow.id, record: id },
  });
  const ops = await story.person("ops");
  const { page } = ops;
  await ops.open(`/a/crm/runs/${items[0]?.id ?? ""}`);
  await page.getByRole("button", { name: "存为测试" }).click();
  await page.getByText("已加入流程草稿的测试").waitFor();
  await ops.leave();
  const { documents } = await api.call(routes.getDraft, { params: crm });
  const found = documents.find(({ document }) => document.kind === "flow" && document.id === flow.id);
  if (found?.document.kind !== "flow") throw new TypeError("the flow is drafted");
  const nodes = found.document.nodes.map((node) =>
    node.id === "mark" ? { ...node, settings: { values: [{ field: "utm_source", value: "别的" }] } } : node,
  );
  await api.call(routes.saveDraft, {
    params: crm,
    body: { documents: [{ document: { ...found.document, nodes }, revision: found.revision }] },
  });
  const again = await story.person("ops");
  await again.open("/a/crm/build/flows/copy_needs");
  await again.page.getByRole("button", { name: "测试 0/1" }).click();
  const drawer = again.page.getByRole("dialog", { name: "这个流程的测试" });
  await drawer.getByText("应当是已整理，现在是别的").waitFor();
  await again.atRest();
  await again.picture("flow-tests-zh");
  await again.page.keyboard.press("Escape");
  await again.page.getByRole("button", { name: "发布" }).click();
  const publish = again.page.getByRole("dialog", { name: "发布更改" });
  await publish.getByRole("button", { name: /^发\s*布$/ }).click();
  await publish.getByRole("list", { name: "没有通过的测试" }).getByText("样本线索").waitFor();
  await again.atRest();
  await again.picture("flow-tests-publish-zh");
  await publish.getByLabel("仍要发布的原因").fill("标记改了名字，测试稍后更新");
  await publish.getByRole("button", { name: /^发\s*布$/ }).click();
  await publish.waitFor({ state: "hidden" });
  const releases = await api.call(routes.listReleases, { params: crm });
  expect(releases.items[0]?.note).toContain("标记改了名字");
});

test("on the phone, in English, runs and one of them fit", async () => {
  const api = await story.company.api("ops");
  await api.call(routes.updateMe, { body: { locale: "en" } });
  const phone = await story.person("ops", { screen: "phone", locale: "en-US" });
  await phone.open("/a/crm/build/runs?flow=copy_needs");
  await phone.page.getByRole("link", { name: "样本线索" }).waitFor();
  await fitsTheScreen(phone);
  await phone.atRest();
  await phone.picture("flow-runs-phone-en");
  await phone.page.getByRole("link", { name: "样本线索" }).click();
  await phone.page.getByRole("heading", { name: "One run of a flow" }).waitFor();
  await phone.page.locator(".run-steps li").first().waitFor();
  await fitsTheScreen(phone);
  await phone.atRest();
  await phone.picture("flow-run-phone-en");
});
