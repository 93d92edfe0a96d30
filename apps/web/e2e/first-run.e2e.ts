import { expect, test } from "vitest";
import { useStory } from "./story.ts";

const ADMIN = { email: "lin@firma.example", password: "correct-horse-9" };
const REP = { email: "qian@firma.example", password: "battery-staple-7" };

const story = useStory({ demo: false });

test("an empty installation is set up by its one-time link, and people are invited into it", async () => {
  const link = story.company.setupLink ?? "";
  expect(link).toContain("/setup?token=");

  const stranger = await story.visitor();
  await stranger.open("/setup");
  await stranger.page.getByText("缺少初始化令牌").waitFor();
  await stranger.leave();

  const admin = await story.visitor();
  const { page } = admin;
  await admin.open(link);
  await page.getByRole("heading", { name: "欢迎使用榫卯" }).waitFor();
  await page.getByText("English", { exact: true }).click();
  await page.getByRole("heading", { name: "Welcome to Mortise" }).waitFor();
  await admin.picture("setup-en");
  await page.getByText("中文", { exact: true }).click();
  await page.getByRole("heading", { name: "欢迎使用榫卯" }).waitFor();
  await page.getByLabel("姓名").fill("林管理");
  await page.getByLabel("邮箱").fill(ADMIN.email);
  await page.getByLabel("设置密码").fill(ADMIN.password);
  await page.getByLabel("再次输入密码").fill("something-else");
  await page.getByRole("button", { name: "下一步" }).click();
  await page.getByText("两次输入的密码不一致").waitFor();
  await page.getByLabel("再次输入密码").fill(ADMIN.password);
  await page.getByRole("button", { name: "下一步" }).click();
  await page.getByText("线索与销售管理").waitFor();
  await admin.picture("setup-template-zh");
  await page.getByRole("button", { name: "完成，开始使用" }).click();
  await page.waitForURL(/\/a\/crm/);
  await page.getByRole("heading", { name: "我的待办" }).waitFor();
  await admin.open("/a/crm/e/lead?view=lead_all");
  await page.getByText("共 200 条").waitFor();

  const late = await story.visitor();
  await late.open(link);
  await late.page.getByText("系统已完成初始化").waitFor();
  await late.leave();

  await page.getByRole("button", { name: /我的账号/ }).click();
  await page.getByRole("menuitem", { name: "系统管理" }).click();
  await page.getByRole("button", { name: "添加人员" }).click();
  const drawer = page.getByRole("dialog", { name: "添加人员" });
  await drawer.getByLabel("姓名").fill("钱新人");
  await drawer.getByLabel("邮箱").fill(REP.email);
  await drawer.getByLabel("所属团队").click();
  await page.locator(".ant-select-tree-title:visible", { hasText: "济南" }).click();
  await page.keyboard.press("Escape");
  await drawer.getByLabel("在“线索与销售管理”中的角色").click();
  await page.locator(".ant-select-item-option:visible", { hasText: /^销售$/ }).click();
  await admin.picture("invite-person-zh");
  await drawer.getByRole("button", { name: /保\s*存/ }).click();
  const invitation = await page.getByRole("textbox", { name: "邀请链接" }).inputValue();
  expect(invitation).toContain("/invite?token=");
  await admin.picture("invite-link-zh");

  const rep = await story.visitor();
  await rep.open(invitation);
  await rep.page.getByLabel("设置密码").fill(REP.password);
  await rep.page.getByLabel("再次输入密码").fill(REP.password);
  await rep.page.getByRole("button", { name: /^登\s*录$/ }).click();
  await rep.page.waitForURL(/\/a\/crm/);
  await rep.open("/a/crm/e/lead?view=lead_all");
  // Nothing is theirs yet; what they see is the public pool only.
  await rep.page.getByText(/^共 \d+ 条$/).waitFor();
  expect(await rep.page.getByRole("link", { name: "导入" }).count()).toBe(0);
  expect(await rep.page.getByText("搭建", { exact: true }).count()).toBe(0);
  const seen = Number(/\d+/.exec((await rep.page.getByText(/^共 \d+ 条$/).textContent()) ?? "")?.[0]);
  expect(seen).toBeGreaterThan(0);
  expect(seen).toBeLessThan(60);
  await rep.open("/admin/people");
  await rep.page.getByText("没有权限打开此页").waitFor();
  await rep.leave();

  const again = await story.visitor();
  await again.open(invitation);
  await again.page.getByLabel("设置密码").fill("another-password");
  await again.page.getByLabel("再次输入密码").fill("another-password");
  await again.page.getByRole("button", { name: /^登\s*录$/ }).click();
  await again.page.getByRole("alert").first().waitFor();
  await again.signIn(REP);
});
