import type { PublicAccess } from "@mortise/metadata";
import { beforeAll, expect, test } from "vitest";
import { fitsTheScreen } from "./fits-the-screen.ts";
import { countLeads, fillIn, lastHour, publishPublic, WEBSITE_FORM as FORM } from "./public-form.ts";
import { useStory } from "./story.ts";

const story = useStory();
const HOUR_MS = 3_600_000;

const publishAccess = (access: PublicAccess) => publishPublic(story.company, { access });
const leadsNamed = (name: string) => countLeads(story.company, name);

let form = "";
beforeAll(async () => {
  form = await publishAccess({
    closesAt: new Date(Date.now() + HOUR_MS).toISOString(),
    total: 2,
    // Not in a day: the story may run at its end.
    perPerson: { times: 1, within: "ever" },
    password: "榫卯2026",
  });
});

test("a visitor knows the password, loses the connection, and what was typed arrives once when it is back", async () => {
  const visitor = await story.visitor({ screen: "phone" });
  const { page } = visitor;
  await visitor.open(FORM);
  await page.getByLabel("请输入填写密码").fill("1234");
  await page.getByRole("button", { name: "进入" }).click();
  await page.getByText("密码不正确，请重新输入").waitFor();
  await visitor.picture("public-password-phone-zh");
  await page.getByLabel("请输入填写密码").fill("榫卯2026");
  await page.getByRole("button", { name: "进入" }).click();
  await page.getByLabel(/姓名|^Name/).waitFor();
  await page.reload();
  await fillIn(visitor, "离线访客", "13800139001");
  await page.context().setOffline(true);
  await page.getByRole("button", { name: "提交" }).click();
  const keep = page.getByRole("button", { name: "先存到本机，联网后自动发送" });
  await keep.waitFor();
  await fitsTheScreen(visitor);
  await visitor.picture("public-offline-phone-zh");
  await keep.click();
  await page.getByRole("heading", { name: "已存到本机" }).waitFor();
  await page.context().setOffline(false);
  await page.getByText("存在本机的 1 份内容已发送").waitFor();
  await visitor.picture("public-sent-later-phone-zh");
  expect(await leadsNamed("离线访客")).toBe(1);
  await page.getByRole("button", { name: "再填一份" }).click();
  await fillIn(visitor, "再来一次", "13800139002");
  await page.getByRole("button", { name: "提交" }).click();
  await page.getByText("您已填写过该表单，达到了允许的次数").waitFor();
  expect(await leadsNamed("再来一次")).toBe(0);
});

test("another device takes the last place, and then the form is full, in English too", async () => {
  const visitor = await story.visitor({ locale: "en-US" });
  const { page } = visitor;
  await visitor.open(FORM);
  await page.getByLabel("Enter the password of this form").fill("榫卯2026");
  await page.getByRole("button", { name: "Continue" }).click();
  await fillIn(visitor, "Last Place", "13800139003");
  await page.getByText(/^Open until/).waitFor();
  await visitor.picture("public-open-en");
  await page.getByRole("button", { name: "Submit" }).click();
  await page.getByRole("heading", { name: "Received" }).waitFor();
  await page.reload();
  await page.getByRole("heading", { name: "All places are taken" }).waitFor();
  await visitor.picture("public-full-en");
});

test("a form that opens later counts down on the phone", async () => {
  await publishAccess({ opensAt: new Date(Date.now() + 26 * HOUR_MS).toISOString() });
  const visitor = await story.visitor({ screen: "phone", locale: "en-US" });
  await visitor.open(FORM);
  const timer = visitor.page.getByRole("timer");
  await timer.getByText(/^1 d 0[12]:\d\d:\d\d$/).waitFor();
  await visitor.picture("public-later-phone-en");
});

test("outside its hours a form says when it is open again, in both languages", async () => {
  await publishAccess({ windows: [lastHour()] });
  for (const window of [{ screen: "phone" }, { locale: "en-US" }] as const) {
    const visitor = await story.visitor(window);
    await visitor.open(FORM);
    await visitor.page.getByRole("heading", { name: /^(现在不在开放时段|Not open at this hour)$/ }).waitFor();
    await visitor.page.getByText(/将于 .+ 再次开放|It opens again on /).waitFor();
    await fitsTheScreen(visitor);
    await visitor.picture("locale" in window ? "public-hours-en" : "public-hours-phone-zh");
  }
});

test("a form that has all it takes in a month says when the next one begins, in both languages", async () => {
  // A month, as a day may end while the story runs.
  await publishAccess({ perMonth: 1 });
  for (const window of [{ screen: "phone" }, { locale: "en-US" }] as const) {
    const visitor = await story.visitor(window);
    await visitor.open(FORM);
    const title = /^(本月的名额已满|All places of this month are taken)$/;
    await visitor.page.getByRole("heading", { name: title }).waitFor();
    await visitor.page.getByText(/将于 .+ 再次开放|It opens again on /).waitFor();
    await fitsTheScreen(visitor);
    await visitor.picture("locale" in window ? "public-month-en" : "public-month-phone-zh");
  }
});

test("whoever runs the form sets its limits beside the link", async () => {
  const ops = await story.person("ops");
  const { page } = ops;
  await ops.open(`/a/crm/build/forms/${form}`);
  await page.getByRole("button", { name: "公开表单" }).click();
  await page.getByRole("tab", { name: "填写限制" }).click();
  const total = page.getByRole("spinbutton", { name: "最多收集多少份", exact: true });
  await total.scrollIntoViewIfNeeded();
  await ops.atRest();
  await ops.picture("public-limits-zh");
  await ops.choose(page.getByRole("combobox", { name: "每人可填写" }), /^每天若干次$/);
  await page.getByRole("spinbutton", { name: "次数" }).fill("3");
  await ops.choose(page.getByRole("combobox", { name: "按什么区分填写人" }), /^手机/);
  await ops.atRest();
  await ops.picture("public-limits-person-zh");
  await page.getByRole("button", { name: "添加开放时段" }).click();
  await page.getByLabel("到", { exact: true }).last().fill("17:30");
  await ops.atRest();
  await ops.picture("public-limits-hours-zh");
});
