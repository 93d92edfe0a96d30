import { readFileSync, writeFileSync } from "node:fs";
import { EVENTS_PATH, routes } from "@mortise/contract";
import type { EntityDocument } from "@mortise/metadata";
import { beforeAll, expect, test } from "vitest";
import type { Person } from "./person.ts";
import { openPublishing, publish, publishFrom } from "./publishing.ts";
import { useStory } from "./story.ts";

const story = useStory();
const leads = { app: "crm", entity: "lead" };
let ops: Person;

beforeAll(async () => {
  ops = await story.person("ops");
});

async function saved(person: Person): Promise<void> {
  await person.page
    .getByRole("status")
    .getByText(/草稿已保存/)
    .waitFor();
}

test("a field gets another key: what uses it follows in one step, and callers of the old key are told", async () => {
  const { page } = ops;
  await ops.open("/a/crm/build/entities/lead");
  await page.getByRole("list", { name: "字段" }).getByText("公司", { exact: true }).click();
  await page.getByRole("button", { name: "修改标识" }).click();
  const dialog = page.getByRole("dialog", { name: "修改标识" });
  await dialog.getByLabel("新标识").fill("Firm");
  await dialog.getByText("以小写字母开头").first().waitFor();
  await dialog.getByLabel("新标识").fill("firm");
  await dialog
    .getByRole("list", { name: "用到它的地方" })
    .getByText(/视图|表单/)
    .first()
    .waitFor();
  await ops.atRest();
  await ops.picture("change-key-zh");
  await dialog.getByRole("button", { name: /确\s*定/ }).click();
  await page.locator(".field-key code").getByText("firm").waitFor();
  await page.getByText(/标识已改为 firm/).waitFor();
  await page.getByRole("button", { name: /^撤\s*销$/ }).click();
  await page.getByRole("list", { name: "字段" }).getByText("公司", { exact: true }).click();
  await page.locator(".field-key code").getByText("company").waitFor();

  await page.getByRole("button", { name: "修改标识" }).click();
  await dialog.getByLabel("新标识").fill("firm");
  await dialog.getByRole("button", { name: /确\s*定/ }).click();
  await saved(ops);
  const publishing = await openPublishing(ops);
  await publishing.getByText("字段“公司”的标识由 company 改为 firm").waitFor();
  await ops.picture("publish-key-zh");
  await publishFrom(publishing);

  const api = await story.company.api("ops");
  const page1 = await api.call(routes.queryRecords, { params: leads, body: { limit: 20 } });
  expect(page1.items.some((item) => typeof item["firm"] === "string")).toBe(true);
  const old = { contains: [{ var: "company" }, "公司"] };
  await expect(api.call(routes.queryRecords, { params: leads, body: { filter: old } })).rejects.toMatchObject(
    {
      body: { code: "STORE_FIELD_RENAMED" },
    },
  );
  await ops.open("/a/crm/e/lead");
  await page.getByRole("columnheader", { name: "公司" }).waitFor();
  await page
    .getByRole("grid")
    .getByText(/有限公司/)
    .first()
    .waitFor();
});

test("a deleted field is replaced by another one wherever it was used, and can be brought back", async () => {
  const { page } = ops;
  await ops.open("/a/crm/build/entities/lead");
  await page.getByRole("button", { name: "删除字段 评分" }).click();
  const dialog = page.getByRole("dialog", { name: "删除字段“评分”" });
  await dialog.getByRole("list", { name: "用到它的地方" }).getByRole("listitem").first().waitFor();
  await dialog.getByText("用另一个字段代替").click();
  await ops.choose(dialog.getByRole("combobox", { name: "选择代替它的字段" }), "跟进次数");
  await ops.picture("replace-field-zh");
  await dialog.getByRole("button", { name: /^删\s*除$/ }).click();
  await page.getByText("已用“跟进次数”代替“评分”").waitFor();
  await saved(ops);
  await publish(ops);
  await page.getByRole("button", { name: "恢复已删除的字段" }).click();
  const kept = page.getByRole("dialog", { name: "恢复已删除的字段" });
  await kept.getByRole("button", { name: "恢复: 评分" }).click();
  await kept.getByText("没有可恢复的字段").waitFor();
  await page.keyboard.press("Escape");
  await saved(ops);
  await ops.open("/a/crm/build/history");
  await page.getByRole("list", { name: "草稿历史" }).getByText("新增字段“评分”").waitFor();
  await ops.picture("draft-history-zh");
  await publish(ops);
  await page.getByText("上次发布后还没有修改").waitFor();
});

test("of two publishers one wins, and the other sees what was published meanwhile", async () => {
  const { page } = ops;
  await ops.open("/a/crm/build/entities/lead");
  const required = page.getByLabel("必填");
  await page.getByRole("list", { name: "字段" }).getByText("地址", { exact: true }).click();
  await required.check();
  await saved(ops);
  const mine = await openPublishing(ops);
  const admin = await story.company.api("admin");
  const { base } = await admin.call(routes.diffDraft, { params: { app: "crm" } });
  await admin.call(routes.publish, { params: { app: "crm" }, body: { base, note: "抢先" } });
  // The open dialog hears of it before anybody tries.
  await mine.getByText(/刚刚发布了第 \d+ 版/).waitFor();
  await mine
    .getByRole("list", { name: /第 \d+ 版/ })
    .getByText("字段“地址”改为必填")
    .waitFor();
  await ops.atRest();
  await ops.picture("publish-conflict-zh");
  await mine.getByRole("button", { name: /取\s*消/ }).click();
  const draft = await admin.call(routes.getDraft, { params: { app: "crm" } });
  const lead = draft.documents.find(({ document }) => document.kind === "entity" && document.id === "lead");
  // It was found by its kind.
  const entity = lead?.document as EntityDocument;
  await admin.call(routes.saveDraft, {
    params: { app: "crm" },
    body: { documents: [{ document: { ...entity, color: "red" }, revision: lead?.revision ?? 0 }] },
  });
  const again = await openPublishing(ops);
  await again.getByText("实体“线索”修改了颜色").waitFor();
  await again.getByRole("button", { name: /取\s*消/ }).click();

  // Both change the same document, one of them cut off from what the other saves (with the live line it would be on the
  // screen at once): what only one changed is merged, the same part is decided.
  await page.route(`**${EVENTS_PATH}*`, (route) => route.abort());
  await ops.open("/a/crm/build/entities/lead");
  const now = await admin.call(routes.getDraft, { params: { app: "crm" } });
  const found = now.documents.find(({ document }) => document.kind === "entity" && document.id === "lead");
  await page.getByRole("list", { name: "字段" }).getByText("微信", { exact: true }).waitFor();
  const current = found?.document as EntityDocument; // It was found by its kind.
  const renamed = (zh: string) =>
    current.fields.map((field) => (field.id === "wechat" ? { ...field, name: { zh, en: "WeChat" } } : field));
  await admin.call(routes.saveDraft, {
    params: { app: "crm" },
    body: {
      documents: [{ document: { ...current, fields: renamed("微信账号") }, revision: found?.revision ?? 0 }],
    },
  });
  await page.getByRole("list", { name: "字段" }).getByText("微信", { exact: true }).click();
  await page.getByLabel("中文名称", { exact: true }).fill("微信号");
  // The line that says so moves the button while it is clicked.
  await page.getByText(/网络已断开/).waitFor();
  await page.getByRole("button", { name: "逐项选择" }).click();
  const dialog = page.getByRole("dialog", { name: "有冲突" });
  await dialog.getByText("微信账号").waitFor();
  await ops.atRest();
  await ops.picture("draft-conflict-zh");
  await dialog.getByRole("radio", { name: /微信账号/ }).check();
  await dialog.getByRole("button", { name: /确\s*定/ }).click();
  await page.getByRole("list", { name: "字段" }).getByText("微信账号", { exact: true }).waitFor();
  await saved(ops);
  await page.unroute(`**${EVENTS_PATH}*`);
});

test("an app goes out as a file, both sides change, the file comes back as a merge, is published and rolled back", async () => {
  const { page } = ops;
  await ops.open("/a/crm/build/transfer");
  const waiting = page.waitForEvent("download");
  await page.getByRole("button", { name: "导出应用" }).click();
  const path = await (await waiting).path();
  const archive = JSON.parse(readFileSync(path, "utf8")) as { documents: EntityDocument[] };
  const changed = archive.documents.map((document) =>
    document.kind === "entity" && document.id === "lead"
      ? {
          ...document,
          fields: document.fields.map((field) => {
            if (field.id === "needs") return { ...field, name: { zh: "客户需求", en: "Needs" } };
            return field.id === "grade" ? { ...field, required: true } : field;
          }),
        }
      : document,
  );
  const file = `${path}.json`;
  writeFileSync(file, JSON.stringify({ ...archive, documents: changed }));

  await ops.open("/a/crm/build/entities/lead");
  await page.getByRole("list", { name: "字段" }).getByText("需求", { exact: true }).click();
  await page.getByLabel("中文名称", { exact: true }).fill("采购需求");
  await saved(ops);

  await ops.open("/a/crm/build/transfer");
  await page.setInputFiles("input[type=file]", {
    name: "x.json",
    mimeType: "application/json",
    buffer: Buffer.from("no"),
  });
  await page.getByText("文件不是有效的应用文件").waitFor();
  await page.setInputFiles("input[type=file]", file);
  const conflicts = page.getByRole("region", { name: "需要选择的 1 处" });
  await conflicts.getByText("实体“线索” · 字段“采购需求” · 名称").waitFor();
  await page.getByRole("list", { name: "导入后草稿的变化" }).getByText("字段“等级”改为必填").waitFor();
  await conflicts.getByRole("radio", { name: /客户需求/ }).check();
  await page.getByRole("list", { name: "导入后草稿的变化" }).getByText("改名为“客户需求”").waitFor();
  await ops.picture("import-review-zh");
  const phone = await story.person("ops", { screen: "phone" });
  await phone.open("/a/crm/build/transfer");
  await phone.page.setInputFiles("input[type=file]", file);
  const small = phone.page.getByRole("region", { name: "需要选择的 1 处" });
  await small.getByRole("radio", { name: /客户需求/ }).scrollIntoViewIfNeeded();
  await phone.picture("import-review-phone-zh");
  await phone.leave();
  await page.getByText("English", { exact: true }).click();
  await page.getByRole("region", { name: "1 to decide" }).getByText("Entity “Lead”").waitFor();
  await ops.picture("import-review-en");
  await page.getByText("中文", { exact: true }).click();
  await page.getByRole("button", { name: "导入到草稿" }).click();
  await page.getByText("已合并到草稿").waitFor();
  await publish(ops);

  await ops.open("/a/crm/build/releases");
  await page.getByText("保留的数据", { exact: true }).waitFor();
  await ops.picture("releases-kept-zh");
  await page.getByRole("button", { name: "恢复到此版本" }).first().click();
  await ops.atRest();
  await page.locator(".ant-modal-confirm").getByRole("button", { name: "恢复到此版本" }).click();
  await page.getByText(/已恢复，现为第 \d+ 版/).waitFor();
  const api = await story.company.api("ops");
  const { documents } = await api.call(routes.getApp, { params: { app: "crm" } });
  const lead = documents.find((document) => document.kind === "entity" && document.id === "lead");
  const needs = (lead as EntityDocument).fields.find(({ id }) => id === "needs"); // It was found by its kind.
  expect(needs?.name.zh).toBe("需求");
});

test("a change of type shows the rows in its way, gives their values up by consent, and what is kept is purged", async () => {
  const admin = await story.person("admin");
  const { page } = admin;
  await admin.open("/a/crm/build/entities/lead");
  await page.getByRole("list", { name: "字段" }).getByText("地址", { exact: true }).click();
  await admin.choose(page.getByRole("combobox", { name: "类型" }), "数值");
  await saved(admin);
  const api = await story.company.api("admin");
  const values = { name: "有地址", source: "other", address: "青岛市香港中路 1 号" };
  await api.call(routes.createRecord, { params: leads, body: { values } });
  const dialog = await openPublishing(admin);
  await dialog.getByRole("button", { name: /^查看 \d+ 行$/ }).click();
  await dialog.locator(".problem-rows").getByRole("link").first().waitFor();
  await admin.atRest();
  await admin.picture("publish-rows-zh");
  const waiting = page.waitForEvent("download");
  await dialog.getByRole("link", { name: "下载全部（Excel）" }).click();
  expect(
    readFileSync(await (await waiting).path())
      .subarray(0, 2)
      .toString(),
  ).toBe("PK");
  const button = dialog.getByRole("button", { name: /^发\s*布$/ });
  expect(await button.isDisabled()).toBe(true);
  await dialog.getByText("清空放不下的值并发布").click();
  await button.click();
  await dialog.waitFor({ state: "hidden" });

  await admin.open("/a/crm/build/releases");
  const kept = page.getByRole("list", { name: "保留的数据" });
  await kept.getByRole("checkbox", { name: /字段“地址”/ }).check();
  await page.getByRole("button", { name: "彻底删除" }).click();
  const purge = page.getByRole("dialog", { name: "彻底删除" });
  const confirm = purge.getByRole("button", { name: "彻底删除" });
  expect(await confirm.isDisabled()).toBe(true);
  await purge.getByLabel("应用标识").fill("crm");
  await admin.atRest();
  await admin.picture("purge-zh");
  await confirm.click();
  await page.getByText("已彻底删除 1 项").waitFor();
  await kept.getByText("字段“地址”").waitFor({ state: "hidden" });
  await admin.leave();
});
