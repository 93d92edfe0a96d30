import { routes } from "@mortise/contract";
import { beforeAll, expect, test } from "vitest";
import { fitsTheScreen } from "./fits-the-screen.ts";
import { publish } from "./publishing.ts";
import { useStory } from "./story.ts";

const story = useStory();
const campaigns = { app: "crm", entity: "campaign" };
const PLAN = "/a/crm/e/campaign?view=campaign_plan&day=2026-10-12";
const ids = new Map<string, string>();

beforeAll(async () => {
  const system = await story.company.system("director");
  const make = async (name: string, channel: string, start: string, end: string, budget: string) => {
    const poster = name.endsWith("投放")
      ? []
      : [await system.call(routes.uploadFile, {}, { file: picture() })];
    const values = { name, channel, start, end, budget, poster };
    const { record } = await system.call(routes.createRecord, { params: campaigns, body: { values } });
    ids.set(name, record.id);
  };
  await make("秋季展会", "expo", "2026-10-12", "2026-10-16", "80000");
  await make("行业研讨会", "seminar", "2026-10-20", "2026-10-21", "20000");
  await make("国庆投放", "online", "2026-09-28", "2026-10-11", "50000");
  await make("年底投放", "online", "2026-11-02", "2026-12-31", "90000");
});

/** A picture of one colour. */
function picture(): File {
  const base64 =
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPj/HwAEAQH/7yMK/gAAAABJRU5ErkJggg==";
  return new File([Buffer.from(base64, "base64")], "poster.png", { type: "image/png" });
}

async function datesAre(name: string, start: string, end: string): Promise<void> {
  await expect.poll(() => datesOf(name)).toEqual([start, end]);
}

async function datesOf(name: string): Promise<readonly unknown[]> {
  const api = await story.company.api("director");
  const { record } = await api.call(routes.getRecord, {
    params: { ...campaigns, id: ids.get(name) ?? "" },
  });
  return [record["start"], record["end"]];
}

test("campaigns are bars along time in groups; one is dragged, stretched by the keyboard and taken back", async () => {
  const director = await story.person("director");
  const { page } = director;
  await director.open(PLAN);
  const bar = (name: string) => page.locator(".gantt-bar-face", { hasText: name });
  await bar("秋季展会").waitFor();
  await page.locator(".gantt-line-group", { hasText: "线上投放" }).waitFor();
  await director.picture("gantt-week-zh");
  await director.atRest();
  const box = await bar("行业研讨会").boundingBox();
  const [x, y] = [(box?.x ?? 0) + 12, (box?.y ?? 0) + 10];
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x + 10, y, { steps: 3 });
  await page.mouse.move(x + 45, y, { steps: 5 });
  await page.mouse.up();
  await page.getByText("已调整“行业研讨会”的时间").waitFor();
  await datesAre("行业研讨会", "2026-10-23", "2026-10-24");
  await page.getByRole("button", { name: /^撤\s*销$/ }).click();
  await page.getByText("已撤销").waitFor();
  await datesAre("行业研讨会", "2026-10-20", "2026-10-21");
  await bar("秋季展会").focus();
  await page.keyboard.press("Alt+Shift+ArrowRight");
  await page.getByText("已调整“秋季展会”的时间").waitFor();
  await datesAre("秋季展会", "2026-10-12", "2026-10-17");
  await director.open(`${PLAN}&scale=day`);
  await bar("秋季展会").waitFor();
  await director.picture("gantt-day-zh");
  // A bar that was scrolled out of sight leaves a hint, by which one gets back to it.
  await page.evaluate(`document.querySelector(".gantt").scrollTo({ left: 10000 })`);
  const hint = page.getByRole("button", { name: /^到“秋季展会”的时间/ });
  await hint.waitFor();
  await director.picture("gantt-hint-zh");
  await hint.click();
  await hint.waitFor({ state: "detached" });
  await bar("秋季展会").click();
  await page.getByRole("dialog").getByText("秋季展会").first().waitFor();
  await director.leave();
});

test("a builder makes a gallery with a colour rule, publishes it, and its cards have the colour", async () => {
  const ops = await story.person("ops");
  const { page } = ops;
  await ops.open("/a/crm/build/views");
  await page.getByRole("button", { name: "新建视图" }).click();
  const dialog = page.getByRole("dialog", { name: "新建视图" });
  await dialog.getByLabel("中文名称").fill("活动卡片");
  await dialog.getByLabel("英文名称").fill("Campaign cards");
  await ops.choose(dialog.getByLabel("实体"), "市场活动");
  await dialog.getByRole("button", { name: /^创\s*建$/ }).click();
  const layouts = page.getByRole("radiogroup", { name: "显示方式" });
  await layouts.getByText("日历", { exact: true }).click();
  await page.getByRole("combobox", { name: "开始" }).waitFor();
  await ops.choose(page.getByRole("combobox", { name: "结束" }), "结束日期");
  await ops.picture("view-designer-zh");
  await layouts.getByText("画廊", { exact: true }).click();
  await page.getByRole("radiogroup", { name: "卡片大小" }).getByText("小", { exact: true }).click();
  await page.getByRole("button", { name: "添加规则" }).click();
  const rule = page.getByRole("region", { name: "规则 1" });
  await rule.getByRole("button", { name: /添加条件$/ }).click();
  await ops.choose(rule.getByRole("combobox", { name: "字段" }), "预算");
  await ops.choose(rule.getByRole("combobox", { name: "比较方式" }), /^大于$/);
  await rule.getByRole("group", { name: "值" }).locator("input").first().fill("60000");
  await page.keyboard.press("Tab");
  await page.getByText(/草稿已保存/).waitFor();
  await rule.scrollIntoViewIfNeeded();
  await ops.picture("view-designer-colors-zh");
  await publish(ops);
  await ops.leave();
  const director = await story.person("director");
  await director.open("/a/crm/e/campaign");
  await director.page.getByRole("tab", { name: "活动卡片" }).click();
  const card = (name: string) => director.page.locator(".gallery-card", { hasText: name });
  await card("秋季展会").waitFor();
  await director.picture("gallery-zh");
  expect(await card("秋季展会").getAttribute("class")).toContain("gallery-card-colored");
  expect(await card("国庆投放").getAttribute("class")).not.toContain("gallery-card-colored");
  // The same rule colours the rows of a table.
  await director.page.getByRole("radiogroup", { name: "显示方式" }).getByTitle("表格").click();
  const row = (name: string) => director.page.locator(".m-grid-row", { hasText: name });
  await row("秋季展会").waitFor();
  expect(await row("秋季展会").getAttribute("class")).toContain("m-grid-tinted");
  expect(await row("国庆投放").getAttribute("class")).not.toContain("m-grid-tinted");
  await director.page.getByRole("button", { name: "列", exact: true }).click();
  await director.page.getByText("宽松", { exact: true }).click();
  await director.page.locator(".m-grid-high").waitFor();
  await expect.poll(async () => (await row("秋季展会").boundingBox())?.height).toBe(66);
  await director.page.keyboard.press("Escape");
  await director.picture("colored-rows-zh");
  await director.leave();
});

test("on a phone, in English, chart and cards fit", async () => {
  const phone = await story.person("admin", { screen: "phone" });
  const { page } = phone;
  const computer = await story.person("admin");
  await computer.open(PLAN);
  await computer.page.getByText("English", { exact: true }).click();
  await computer.page.getByRole("tab", { name: "Campaign plan" }).waitFor();
  await computer.picture("gantt-week-en");
  await computer.leave();
  await phone.open(PLAN);
  await page.locator(".gantt-bar-face", { hasText: "秋季展会" }).waitFor();
  await fitsTheScreen(phone);
  await phone.picture("gantt-phone-en");
  await phone.open("/a/crm/e/campaign?view=campaign_gallery");
  await page.locator(".gallery-card", { hasText: "秋季展会" }).waitFor();
  await fitsTheScreen(phone);
  await page.locator(".gallery-cover img").first().waitFor();
  await phone.picture("gallery-phone-en");
  await phone.open("/a/crm/build/views/campaign_plan");
  await page.getByRole("combobox", { name: "Comes after" }).waitFor();
  await fitsTheScreen(phone);
  await phone.picture("view-designer-phone-en");
  await phone.leave();
});

test("what comes before is joined by lines; a board has the colours of the view too", async () => {
  const api = await story.company.api("director");
  const place = { app: "crm", entity: "customer" };
  const make = async (values: object) =>
    (await api.call(routes.createRecord, { params: place, body: { values: { ...values } } })).record.id;
  const first = await make({ name: "先行公司" });
  await make({ name: "后续公司", above: first });
  const view = {
    kind: "view",
    id: "v_after",
    version: 1,
    name: { zh: "先后", en: "Order" },
    entity: "customer",
    layout: "gantt",
    columns: [{ field: "name" }],
    dates: { start: "created_at", dependsOn: "above", scale: "day" },
    colors: [{ when: { "==": [{ var: "name" }, "后续公司"] }, color: "purple" }],
  } as const;
  await api.call(routes.saveView, { params: { app: "crm", id: view.id }, body: { view } });
  const director = await story.person("director");
  const { page } = director;
  await director.open("/a/crm/e/customer?view=v_after&q=公司");
  await page.locator(".gantt-links > path").first().waitFor({ state: "attached" });
  await expect.poll(() => page.locator(".gantt-links > path").count()).toBe(1);
  await director.picture("gantt-links-zh");
  await director.open("/a/crm/e/customer?view=v_after&as=kanban&q=公司");
  await page.locator(".colored-card", { hasText: "后续公司" }).waitFor();
  await expect.poll(() => page.locator(".colored-card").count()).toBe(1);
  await director.picture("board-colors-zh");
  await director.leave();
});
