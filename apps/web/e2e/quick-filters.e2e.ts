import { routes } from "@mortise/contract";
import { beforeAll, expect, test } from "vitest";
import { fitsTheScreen } from "./fits-the-screen.ts";
import { publish } from "./publishing.ts";
import { useStory } from "./story.ts";

const story = useStory();
const campaigns = { app: "crm", entity: "campaign" };

beforeAll(async () => {
  const system = await story.company.system("director");
  const rows = [
    { name: "秋季展会", channel: "expo", start: "2026-10-12", end: "2026-10-16", budget: "80000" },
    { name: "春季展会", channel: "expo", start: "2026-03-12", end: "2026-03-16", budget: "30000" },
    { name: "行业研讨会", channel: "seminar", start: "2026-10-20", end: "2026-10-21", budget: "20000" },
    { name: "年底投放", channel: "online", start: "2026-11-02", end: "2026-12-31", budget: "90000" },
  ];
  await system.call(routes.createRecords, { params: campaigns, body: { rows } });
});

test("a builder puts fields above a list and groups its rows; people narrow it with a click", async () => {
  const ops = await story.person("ops");
  const { page } = ops;
  await ops.open("/a/crm/build/views");
  await page.getByRole("button", { name: "新建视图" }).click();
  const dialog = page.getByRole("dialog", { name: "新建视图" });
  await dialog.getByLabel("中文名称").fill("活动清单");
  await dialog.getByLabel("英文名称").fill("Campaign list");
  await ops.choose(dialog.getByLabel("实体"), "市场活动");
  await dialog.getByRole("button", { name: /^创\s*建$/ }).click();
  const quick = page.getByRole("combobox", { name: "快速筛选（放在列表上方）" });
  await ops.choose(quick, "渠道");
  await ops.choose(quick, "预算");
  await page.keyboard.press("Escape");
  await ops.choose(page.getByRole("combobox", { name: "默认分组" }), "渠道");
  await page.getByText(/草稿已保存/).waitFor();
  await ops.picture("quick-filters-designer-zh");
  await publish(ops);
  await ops.leave();

  const director = await story.person("director");
  await director.open("/a/crm/e/campaign");
  await director.page.getByRole("tab", { name: "活动清单" }).click();
  const list = director.page;
  // The rows stand in groups by themselves, with the sums of each.
  const group = (name: RegExp) => list.getByRole("button", { name, expanded: false });
  await group(/展会.*4 条.*380,000/).waitFor();
  const filters = list.getByRole("group", { name: "快速筛选" });
  await filters.getByRole("button", { name: "按渠道缩小范围" }).click();
  await list.getByRole("checkbox", { name: "展会" }).click();
  await list.getByRole("checkbox", { name: "线上投放" }).click();
  await group(/研讨会/).waitFor({ state: "detached" });
  await director.atRest();
  await director.picture("quick-filters-choices-zh");
  await list.keyboard.press("Escape");
  await filters.getByText("线上投放、展会").waitFor();
  await filters.getByRole("button", { name: "按预算缩小范围" }).click();
  await list.getByRole("tooltip").locator("input").filter({ visible: true }).first().fill("50000");
  await filters.getByText(/50,?000.* 起/).waitFor();
  await list.keyboard.press("Escape");
  await group(/展会.*3 条.*350,000/).waitFor();
  // Without groups the rows themselves are there; the address holds all of it.
  await list.getByRole("button", { name: "分组", exact: true }).click();
  await list.getByRole("radio", { name: "不分组" }).click();
  const row = (name: string) => list.locator(".m-grid-row", { hasText: name });
  await row("秋季展会").waitFor();
  await row("年底投放").waitFor();
  expect(await row("春季展会").count()).toBe(0);
  await list.reload();
  await row("秋季展会").waitFor();
  expect(await row("春季展会").count()).toBe(0);
  await director.picture("quick-filters-zh");
  await filters.getByRole("button", { name: "全部清除" }).click();
  await row("春季展会").waitFor();
  await director.leave();
});

test("everybody may put further fields above a list, and keep them with a view of their own", async () => {
  const director = await story.person("director");
  const { page } = director;
  await director.open("/a/crm/e/campaign?view=campaign_all");
  const row = (name: string) => page.locator(".m-grid-row", { hasText: name });
  await row("行业研讨会").waitFor();
  await page.getByRole("button", { name: "筛选", exact: true }).click();
  await director.choose(page.getByRole("combobox", { name: "快速筛选" }), "开始日期");
  await page.keyboard.press("Escape");
  await page.keyboard.press("Escape");
  const filters = page.getByRole("group", { name: "快速筛选" });
  await filters.getByRole("button", { name: "按开始日期缩小范围" }).click();
  const days = page.getByRole("tooltip").locator("input").filter({ visible: true });
  await days.nth(1).fill("2026-10-01");
  await page.keyboard.press("Enter");
  await filters.getByText("2026-10-01 起").waitFor();
  await row("春季展会").waitFor({ state: "detached" });
  await row("年底投放").waitFor();
  await director.picture("quick-filters-dates-zh");
  await page.keyboard.press("Escape");
  await page.locator(".view-tabs").getByRole("button", { name: "更多" }).click();
  await page.getByRole("menuitem", { name: "保存为视图" }).click();
  await page.getByLabel("视图名称").fill("四季度");
  await page
    .getByRole("dialog")
    .getByRole("button", { name: /保\s*存/ })
    .click();
  await page.getByRole("tab", { name: "四季度", selected: true }).waitFor();
  await row("春季展会").waitFor({ state: "detached" });
  await filters.getByRole("button", { name: "按开始日期缩小范围" }).waitFor();
  await director.leave();
});

test("on the phone, in English, they are a line to push; each opens from below", async () => {
  const phone = await story.person("admin", { screen: "phone", locale: "en-US" });
  const { page } = phone;
  await phone.open("/a/crm/e/campaign?view=campaign_all");
  await page.getByRole("button", { name: /打开菜单|Open menu/ }).click();
  await phone.speakEnglish();
  await phone.open("/a/crm/e/lead?view=lead_all");
  const filters = page.getByRole("group", { name: "Quick filters" });
  await filters.waitFor();
  await fitsTheScreen(phone);
  await filters.getByRole("button", { name: "Narrow by Owner" }).click();
  const sheet = page.getByRole("dialog", { name: "Narrow by Owner" });
  await sheet.getByRole("checkbox", { name: "Only mine" }).click();
  await sheet.getByRole("button", { name: "Done" }).click();
  await filters.getByText("Only mine").waitFor();
  await filters.getByRole("button", { name: "Narrow by Status" }).click();
  await page.getByRole("dialog", { name: "Narrow by Status" }).getByRole("checkbox").first().click();
  await phone.atRest();
  await phone.picture("quick-filters-phone-en");
  await fitsTheScreen(phone);
  await phone.leave();
});
