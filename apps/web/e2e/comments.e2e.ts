import { routes } from "@mortise/contract";
import { expect, test } from "vitest";
import { fitsTheScreen } from "./fits-the-screen.ts";
import { useStory } from "./story.ts";

const story = useStory();

/** A lead of 王强. */
async function lead(name: string): Promise<string> {
  const api = await story.company.system("ops");
  const { record } = await api.call(routes.createRecord, {
    params: { app: "crm", entity: "lead" },
    body: { values: { name, source: "expo", industry: "equipment", region: "3701" } },
  });
  return record.id;
}

test("a colleague is named in a comment, sees it at once, and answers", async () => {
  const id = await lead("青岛重工");
  const wang = await story.person("wangqiang");
  const zhao = await story.person("zhao");
  await wang.open(`/a/crm/e/lead/${id}`);
  await zhao.open(`/a/crm/e/lead/${id}`);
  const { page } = wang;
  const box = page.getByRole("textbox", { name: /写评论/ });
  await box.click();
  await box.pressSequentially("@zj", { delay: 40 });
  await page.locator(".ant-mentions-dropdown:visible").getByText("赵经理").click();
  await box.pressSequentially("这个价格可以吗？");
  await wang.atRest();
  await page.getByRole("button", { name: "发表评论" }).click();
  const comments = page.getByRole("list", { name: "评论" });
  await comments.locator(".comment-mention", { hasText: "@赵经理" }).waitFor();
  await expect.poll(() => box.inputValue()).toBe("");
  await wang.picture("comments-zh");

  // Live on the other open page, and in the bell.
  await zhao.page.getByRole("list", { name: "评论" }).getByText("这个价格可以吗？").waitFor();
  await zhao.page.getByRole("button", { name: /^\d+ 条/ }).click();
  const bell = zhao.page.getByRole("region", { name: "通知" });
  await bell.getByText("王强在“青岛重工”中提到了你").waitFor();
  await bell.getByText("@赵经理 这个价格可以吗？").waitFor();
  await zhao.picture("comments-bell-zh");
  await zhao.page.keyboard.press("Escape");

  // The author changes and deletes the own words; others cannot.
  expect(await zhao.page.getByRole("button", { name: /的评论的操作/ }).count()).toBe(0);
  await page.getByRole("button", { name: "王强的评论的操作" }).click();
  await page.getByRole("menuitem", { name: /编\s*辑/ }).click();
  const edit = comments.getByRole("textbox");
  await edit.fill(`${await edit.inputValue()}请今天回复`);
  await comments.getByRole("button", { name: /保\s*存/ }).click();
  await comments.getByText("已编辑").waitFor();
  const timeline = zhao.page.getByRole("list", { name: "动态" });
  await timeline.locator(".timeline-said", { hasText: "请今天回复" }).waitFor();
  await zhao.picture("comments-timeline-zh");

  // It is found by its words, and leads to the record.
  await zhao.page.keyboard.press("Control+k");
  await zhao.page.getByRole("combobox", { name: "搜索" }).fill("今天回复");
  const hit = zhao.page.getByRole("group", { name: "评论" }).getByRole("option");
  await hit.filter({ hasText: "青岛重工" }).locator("mark", { hasText: "今天回复" }).waitFor();
  await zhao.atRest();
  await zhao.picture("comments-search-zh");
  await hit.click();
  await zhao.page.waitForURL(new RegExp(id));
});

test("a record is followed from its page, listed, and followed no more", async () => {
  const id = await lead("烟台机床");
  const zhao = await story.person("zhao");
  const { page } = zhao;
  await zhao.open(`/a/crm/e/lead/${id}`);
  const follow = page.getByRole("button", { name: "关注", exact: true });
  await follow.click();
  await page.getByText("已关注，有变化会通知你").waitFor();
  await page.getByRole("button", { name: "关注", exact: true, pressed: true }).waitFor();
  await page.getByRole("link", { name: "我的关注" }).click();
  const list = page.getByRole("list", { name: "我的关注" });
  await list.getByText("烟台机床").waitFor();
  await zhao.atRest();
  await zhao.picture("follows-zh");
  await list.getByRole("button", { name: "取消关注“烟台机床”" }).click();
  await page.getByText("还没有关注的记录").waitFor();
});

test("a record has a code and a link", async () => {
  const id = await lead("二维码客户");
  const wang = await story.person("wangqiang");
  const { page } = wang;
  await wang.open(`/a/crm/e/lead/${id}`);
  await page.getByRole("button", { name: "更多操作" }).click();
  await page.getByRole("menuitem", { name: "二维码" }).click();
  const dialog = page.getByRole("dialog", { name: "二维码" });
  await dialog.getByRole("img", { name: "二维码客户" }).waitFor();
  await wang.atRest();
  await wang.picture("record-qr-zh");
  await dialog.getByRole("button", { name: "复制链接" }).click();
});

test("on the phone a sheet offers whom to name, in English", async () => {
  const id = await lead("Penglai Yachts");
  const api = await story.company.api("wangqiang");
  await api.call(routes.updateMe, { body: { locale: "en" } });
  const wang = await story.person("wangqiang", { screen: "phone", locale: "en-US" });
  const { page } = wang;
  await wang.open(`/a/crm/e/lead/${id}`);
  await page.getByRole("button", { name: "Name a colleague" }).click();
  const sheet = page.getByRole("dialog", { name: "Name a colleague" });
  await sheet.getByRole("button", { name: "赵经理" }).waitFor();
  await wang.atRest();
  await wang.picture("comments-sheet-phone");
  await sheet.getByRole("button", { name: "赵经理" }).click();
  await page.getByRole("textbox", { name: /Write a comment/ }).pressSequentially("ok?");
  await page.getByRole("button", { name: "Comment", exact: true }).click();
  await page.getByText("@赵经理").waitFor();
  await fitsTheScreen(wang);
  await page.getByText("@赵经理").scrollIntoViewIfNeeded();
  await wang.picture("comments-phone");
});
