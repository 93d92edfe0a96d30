import { routes } from "@mortise/contract";
import { beforeAll, expect, test } from "vitest";
import { fitsTheScreen } from "./fits-the-screen.ts";
import { fillIn, leadNamed, publishPublic, WEBSITE_FORM } from "./public-form.ts";
import { useStory } from "./story.ts";

const story = useStory({ env: { REDIRECT_HOSTS: "www.example.com" } });
const STILL_NEW = { in: [{ var: "status" }, ["unassigned", "to_follow"]] };

let form = "";
beforeAll(async () => {
  form = await publishPublic(story.company, { editing: { hours: 24, while: STILL_NEW } });
});

test("a visitor gets a link of their own, changes what they sent, and the record tells who it was", async () => {
  const visitor = await story.visitor({ screen: "phone" });
  const { page } = visitor;
  await visitor.open(WEBSITE_FORM);
  await fillIn(visitor, "自改访客", "13800139201");
  await page.getByRole("button", { name: "提交" }).click();
  await page.getByRole("heading", { name: "提交成功" }).waitFor();
  await page.getByText("您填写的内容").click();
  await page.getByRole("definition").filter({ hasText: "自改访客" }).waitFor();
  await fitsTheScreen(visitor);
  await visitor.picture("public-receipt-phone-zh");
  await page.getByRole("link", { name: "查看或修改" }).click();
  await page.getByText(/^这是您提交的内容/).waitFor();
  expect(await page.getByLabel("姓名").inputValue()).toBe("自改访客");
  await page.getByLabel("姓名").fill("");
  await page.getByRole("button", { name: "保存修改" }).click();
  await page.getByText("请填写此项").waitFor();
  await page.getByLabel("姓名").fill("改名访客");
  await fitsTheScreen(visitor);
  await visitor.picture("public-own-phone-zh");
  await page.getByRole("button", { name: "保存修改" }).click();
  await page.getByRole("heading", { name: "已保存" }).waitFor();
  const lead = await leadNamed(story.company, "改名访客");
  const admin = await story.person("admin");
  await admin.open(`/a/crm/e/lead/${lead}`);
  await admin.page
    .getByText(/自改访客.*改名访客/)
    .first()
    .waitFor();
  await admin.page
    .getByRole("listitem")
    .filter({ hasText: /^访客.*通过公开表单“官网咨询表单”.*改名访客/ })
    .waitFor();
  await admin.picture("public-own-history-zh");
});

test("from the same device the form leads back to what was sent, until somebody is at it", async () => {
  const visitor = await story.visitor({ locale: "en-US" });
  const { page } = visitor;
  await visitor.open(WEBSITE_FORM);
  await fillIn(visitor, "Own Visitor", "13800139202");
  await page.getByRole("button", { name: "Submit" }).click();
  await page.getByRole("heading", { name: "Received" }).waitFor();
  await visitor.open(WEBSITE_FORM);
  await page.reload();
  await page.getByText(/^You sent one from this device/).waitFor();
  await visitor.picture("public-sent-before-en");
  const lead = await leadNamed(story.company, "Own Visitor");
  const api = await story.company.api("admin");
  await api.call(routes.updateRecord, {
    params: { app: "crm", entity: "lead", id: lead },
    body: { values: { status: "following" } },
  });
  await page.getByRole("link", { name: "Look at or change it" }).click();
  await page.getByRole("heading", { name: "It is being dealt with" }).waitFor();
  await visitor.picture("public-settled-en");
});

test("the next time begins with what was sent, which one click erases; then visitors go on to the company's site", async () => {
  const redirect = "https://www.example.com/thanks?name={name}";
  await publishPublic(story.company, { remember: true, redirect });
  const visitor = await story.visitor({ screen: "phone" });
  const { page } = visitor;
  // Nothing of this is to leave the machine.
  await page.route("https://www.example.com/**", (route) => route.fulfill({ body: "thanks" }));
  await visitor.open(WEBSITE_FORM);
  await fillIn(visitor, "常客 & 老友", "13800139203");
  await page.getByRole("button", { name: "提交" }).click();
  await page.getByText("即将前往 www.example.com").waitFor();
  await visitor.picture("public-going-on-phone-zh");
  await page.waitForURL("https://www.example.com/thanks?name=%E5%B8%B8%E5%AE%A2%20%26%20%E8%80%81%E5%8F%8B");
  await visitor.open(WEBSITE_FORM);
  await page.getByText("已填入您上次在本机填写的内容").waitFor();
  expect(await page.getByLabel("姓名").inputValue()).toBe("常客 & 老友");
  await fitsTheScreen(visitor);
  await visitor.picture("public-remembered-phone-zh");
  await page.getByRole("button", { name: "清除记录" }).click();
  expect(await page.getByLabel("姓名").inputValue()).toBe("");
  await page.reload();
  await page.getByLabel("姓名").waitFor();
  expect(await page.getByLabel("姓名").inputValue()).toBe("");
  expect(await page.getByText("已填入您上次在本机填写的内容").count()).toBe(0);
});

test("whoever runs the form says how long and until when", async () => {
  const ops = await story.person("ops");
  const { page } = ops;
  await ops.open(`/a/crm/build/forms/${form}`);
  await page.getByRole("button", { name: "公开表单" }).click();
  await page.getByRole("tab", { name: "提交后" }).click();
  await page.getByRole("spinbutton", { name: "提交后多少小时内" }).waitFor();
  await ops.atRest();
  await ops.picture("public-editing-zh");
  await page.getByRole("textbox", { name: "提交后跳转到" }).fill("https://elsewhere.example/");
  await page.getByText("服务器还不允许跳转到 elsewhere.example").waitFor();
  await ops.picture("public-redirect-zh");
});
