import { routes } from "@mortise/contract";
import { expect, test } from "vitest";
import { isAccessible } from "./accessible.ts";
import { fitsTheScreen } from "./fits-the-screen.ts";
import { countLeads, fillIn, publishPublic, WEBSITE_FORM } from "./public-form.ts";
import { publish } from "./publishing.ts";
import { useStory } from "./story.ts";

const story = useStory();
const QUERY = "lead-query";

/** The id of the website's form in the sample app. */
const form = "website";
/** The address of the link for the fair, as the builder copies it. */
let fair = "";

test("whoever runs the form gives the fair a link of its own, with a name and a source", async () => {
  const ops = await story.person("ops");
  const { page } = ops;
  await ops.open(`/a/crm/build/forms/${form}`);
  await page.getByRole("button", { name: "公开表单" }).click();
  await page.getByRole("button", { name: "新增链接" }).click();
  await page.getByRole("textbox", { name: "链接名称（中文）" }).fill("展会 A");
  await page.getByRole("textbox", { name: "链接名称（英文）" }).fill("Fair A");
  fair = await page.getByRole("textbox", { name: "链接", exact: true }).inputValue();
  await ops.atRest();
  await ops.picture("public-links-zh");
  await page.getByRole("tab", { name: "数据" }).click();
  await ops.choose(page.getByRole("combobox", { name: "添加固定值" }), /^微信/);
  await page.getByRole("group", { name: "微信" }).getByRole("textbox").fill("fair_a_stand");
  await ops.atRest();
  await ops.picture("public-link-data-zh");
  await page.getByRole("tab", { name: "填写限制" }).click();
  await page.getByRole("switch", { name: "这个链接单独设置" }).click();
  await page.getByRole("spinbutton", { name: "最多收集多少份", exact: true }).fill("1");
  await page.getByRole("tab", { name: "分享" }).click();
  await page.getByRole("button", { name: "二维码海报" }).click();
  const poster = page.getByRole("dialog", { name: "二维码海报" });
  await poster.getByRole("textbox", { name: "副标题" }).fill("济南工业展 · A 馆 12 号");
  await poster.getByRole("img", { name: "海报预览：官网咨询表单" }).waitFor();
  await ops.atRest();
  await ops.picture("public-poster-zh");
  const saved = page.waitForEvent("download");
  await poster.getByRole("button", { name: "下载 PNG" }).click();
  expect((await saved).suggestedFilename()).toBe("官网咨询表单.png");
  await page.keyboard.press("Escape");
  await poster.waitFor({ state: "hidden" });
  await page.keyboard.press("Escape");
  await publish(ops);
});

test("a visitor of the fair takes its only place; the first link stays open, and each says how many came", async () => {
  const visitor = await story.visitor({ screen: "phone" });
  const { page } = visitor;
  await visitor.open(fair);
  await fillIn(visitor, "展会访客", "13800139301");
  await page.getByRole("button", { name: "提交" }).click();
  await page.getByRole("heading", { name: "提交成功" }).waitFor();
  await page.reload();
  await page.getByRole("heading", { name: "名额已满" }).waitFor();
  await visitor.open(WEBSITE_FORM);
  await page.getByLabel("姓名").waitFor();
  expect(await countLeads(story.company, "展会访客")).toBe(1);
  const ops = await story.person("ops", { screen: "phone", locale: "en-US" });
  await ops.open(`/a/crm/build/forms/${form}`);
  await ops.page.getByRole("button", { name: /^(Public form|公开表单)$/ }).click();
  await ops.choose(ops.page.getByRole("combobox", { name: /^(Links|链接)$/ }), /(Fair A|展会 A) · 1 /);
  await ops.atRest();
  await fitsTheScreen(ops);
  await ops.picture("public-links-phone");
});

test("a signed link fills in what its visitor can neither change nor forge", async () => {
  const ops = await story.person("ops");
  await ops.open(`/a/crm/build/forms/${form}`);
  await ops.page.getByRole("button", { name: "公开表单" }).click();
  await ops.page.getByRole("button", { name: "生成预填链接" }).click();
  const dialog = ops.page.getByRole("dialog", { name: "预填链接" });
  await dialog.getByRole("switch", { name: "访客不能修改（签名链接）" }).click();
  await ops.choose(dialog.getByRole("combobox", { name: "添加字段" }), /^公司/);
  await dialog.getByRole("group", { name: "公司" }).getByRole("textbox").fill("齐鲁化工");
  await dialog.getByRole("button", { name: "生成链接" }).click();
  const made = dialog.getByRole("textbox", { name: "预填链接" });
  await made.waitFor();
  await ops.atRest();
  await ops.picture("public-prefill-zh");
  const address = await made.inputValue();
  const visitor = await story.visitor({ screen: "phone", locale: "en-US" });
  const { page } = visitor;
  await visitor.open(address);
  const company = page.getByLabel("Company");
  await company.waitFor();
  expect(await company.inputValue()).toBe("齐鲁化工");
  expect(await company.getAttribute("readonly")).not.toBeNull();
  await isAccessible(visitor);
  await fitsTheScreen(visitor);
  await visitor.picture("public-locked-phone-en");
  await visitor.open(`${address}x`);
  await page
    .getByRole("alert")
    .getByText(/was changed, or is no longer valid/)
    .waitFor();
});

test("a public query shows masked what matches all that was typed, and otherwise nothing, in both languages", async () => {
  await publishPublic(
    story.company,
    {},
    {
      enabled: true,
      slug: QUERY,
      title: { zh: "咨询进度查询", en: "Where is my request" },
      by: ["mobile", "name"],
      show: [{ field: "name" }, { field: "mobile", masked: true }, { field: "status" }],
    },
  );
  for (const [index, window] of ([{ screen: "phone" }, { locale: "en-US" }] as const).entries()) {
    const visitor = await story.visitor(window);
    const { page } = visitor;
    await visitor.open(`/q/${QUERY}`);
    await page.getByLabel(/^(手机|Mobile)/).fill("138 0013 9301");
    await page.getByLabel(/^(姓名|Name)/).fill("别人");
    await page.getByRole("button", { name: /^(查询|Find)$/ }).click();
    await page.getByText(/没有查到与全部内容都相符的记录|There is nothing that matches all of it/).waitFor();
    await page.getByLabel(/^(姓名|Name)/).fill("展会访客");
    await page.getByRole("button", { name: /^(查询|Find)$/ }).click();
    await page.getByRole("definition").filter({ hasText: "138****9301" }).waitFor();
    await isAccessible(visitor);
    await fitsTheScreen(visitor);
    await visitor.picture(index === 0 ? "public-query-phone-zh" : "public-query-en");
  }
});

test("whoever runs the form says what visitors of the query have to know", async () => {
  const ops = await story.person("ops");
  await ops.open(`/a/crm/build/forms/${form}`);
  await ops.page.getByRole("button", { name: "公开表单" }).click();
  await ops.page.getByRole("tab", { name: "公开查询" }).click();
  await ops.page.getByRole("switch", { name: "打开公开查询" }).waitFor();
  await ops.atRest();
  await ops.picture("public-query-settings-zh");
});

test("where visitors come from, and with what, is kept in the fields that the builder says", async () => {
  const ops = await story.person("ops");
  const { page } = ops;
  await ops.open(`/a/crm/build/forms/${form}`);
  await page.getByRole("button", { name: "公开表单" }).click();
  await page.getByRole("tab", { name: "数据" }).click();
  await ops.choose(page.getByRole("combobox", { name: "来源网页" }), "utm_campaign");
  await ops.choose(page.getByRole("combobox", { name: "设备" }), /^地址|^备注|^微信/);
  await page.getByRole("combobox", { name: "浏览器" }).scrollIntoViewIfNeeded();
  await ops.atRest();
  await ops.picture("public-visitor-facts-zh");
  await page.keyboard.press("Escape");
  await publish(ops);
  await ops.leave();
  const visitor = await story.visitor({ screen: "phone" });
  // The visitor follows a link on a page of the server's own, which browsers tell in full.
  await visitor.open("/sign-in");
  await visitor.page.evaluate(`{
    const link = document.createElement("a");
    link.href = ${JSON.stringify(WEBSITE_FORM)};
    link.referrerPolicy = "unsafe-url";
    document.body.append(link);
    link.click();
  }`);
  await fillIn(visitor, "来源访客", "13800139355");
  await visitor.page.getByRole("button", { name: "提交" }).click();
  await visitor.page.getByRole("heading", { name: "提交成功" }).waitFor();
  const api = await story.company.api("director");
  const { items } = await api.call(routes.queryRecords, {
    params: { app: "crm", entity: "lead" },
    body: { filter: { "==": [{ var: "name" }, "来源访客"] }, limit: 1 },
  });
  expect(items).toMatchObject([
    {
      utm_campaign: `${story.company.address}/sign-in`,
      landing_url: `${story.company.address}${WEBSITE_FORM}`,
    },
  ]);
  expect(Object.values(items[0] ?? {})).toContain("电脑");
  await visitor.leave();
});
