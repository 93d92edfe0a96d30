import { routes } from "@mortise/contract";
import type { Locator } from "playwright-core";
import { beforeAll, expect, test } from "vitest";
import { fitsTheScreen } from "./fits-the-screen.ts";
import type { Person } from "./person.ts";
import { useStory } from "./story.ts";

const story = useStory();
let ops: Person;

beforeAll(async () => {
  ops = await story.person("ops");
});

const item = (name: string): Locator =>
  ops.page.getByRole("main", { name: "表单画布" }).getByRole("group", { name, exact: true });
const choose = (name: string) => item(name).click({ position: { x: 4, y: 4 } });

test("what a step of the draft changed stands side by side, marked where it is", async () => {
  const { page } = ops;
  await ops.open("/a/crm/build/forms/lead");
  await choose("邮箱");
  await page.getByRole("complementary", { name: "属性" }).getByLabel("标题（中文）").fill("电子邮箱");
  await choose("微信");
  await item("微信").press("Alt+ArrowUp");
  await choose("地址");
  await item("地址").press("Delete");
  await item("地址").waitFor({ state: "detached" });
  await page
    .getByRole("complementary", { name: "字段库" })
    .getByRole("button", { name: "外部编号", exact: true })
    .click();
  await item("外部编号").waitFor();
  await page.getByText(/草稿已保存/).waitFor();

  await ops.open("/a/crm/build/history");
  await page
    .getByRole("link", { name: /对\s*比/ })
    .first()
    .click();
  const words = page.getByRole("list", { name: "差别" });
  await words.getByText("移除字段“地址”", { exact: false }).waitFor();
  const [before, after] = [
    page.getByRole("region", { name: /第 1 版/ }),
    page.getByRole("region", { name: /^草稿 / }),
  ];
  const marked = (side: Locator, name: string) => side.getByRole("listitem").filter({ hasText: name }).last();
  await marked(after, "电子邮箱").getByText("已修改").waitFor();
  await marked(after, "微信").getByText("已移动").waitFor();
  await marked(after, "外部编号").getByText("新增").waitFor();
  await marked(before, "地址").getByText("已移除").waitFor();
  expect(await after.getByText("地址", { exact: true }).count()).toBe(0);
  await ops.atRest();
  await ops.picture("compare-drafts-zh");
});

test("the form alone is brought back, as a step that is listed", async () => {
  const { page } = ops;
  await page.getByRole("button", { name: "只恢复这一项" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "只恢复这一项" }).click();
  await page.getByText("已恢复到草稿").waitFor();
  // The draft is the release again; the step that is compared stays what it was.
  await ops.choose(page.getByRole("combobox", { name: "现在" }), "当前草稿");
  await page.getByText("两个状态没有差别").waitFor();
  await ops.open("/a/crm/build/history");
  await page.getByRole("list", { name: "草稿历史" }).getByText("恢复", { exact: true }).waitFor();
  await ops.open("/a/crm/build/forms/lead");
  await item("地址").waitFor();
});

test("on a phone and in English, a release is compared with the draft", async () => {
  const api = await story.company.api("ops");
  await api.call(routes.updateMe, { body: { locale: "en" } });
  const draft = await api.call(routes.getDraft, { params: { app: "crm" } });
  const lead = draft.documents.find(({ document }) => document.kind === "form" && document.id === "lead");
  const form = lead?.document.kind === "form" ? lead.document : undefined;
  expect(form).toBeDefined();
  const items = form?.items.toReversed() ?? [];
  await api.call(routes.saveDraft, {
    params: { app: "crm" },
    body: { documents: form ? [{ document: { ...form, items }, revision: lead?.revision ?? 0 }] : [] },
  });
  const phone = await story.person("ops", { screen: "phone", locale: "en-US" });
  await phone.open("/a/crm/build/releases");
  await phone.page.getByRole("link", { name: "Compare with the draft" }).first().click();
  await phone.page.getByText("Moved", { exact: true }).first().waitFor();
  await fitsTheScreen(phone);
  await phone.atRest();
  await phone.picture("compare-drafts-phone-en");
  await phone.leave();
});
