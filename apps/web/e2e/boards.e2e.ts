import { routes } from "@mortise/contract";
import type { Locator } from "playwright-core";
import { expect, test } from "vitest";
import { fitsTheScreen } from "./fits-the-screen.ts";
import type { Person } from "./person.ts";
import { publish } from "./publishing.ts";
import { useStory } from "./story.ts";

const story = useStory();
/** Two seconds are promised; a busy machine gets a few more. */
const MOST_LATE = 8_000;

/** Makes an empty dashboard and opens it in the designer. */
async function emptyDashboard(person: Person, zh: string): Promise<void> {
  const { page } = person;
  await person.open("/a/crm/build/dashboards");
  await page.getByRole("button", { name: /新建看板|New dashboard/ }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("textbox").first().fill(zh);
  await dialog.getByRole("button", { name: /确\s*定|创\s*建|Create|OK/ }).click();
  await page
    .getByRole("button", { name: /^从问题开始$|^Start from a question$/ })
    .first()
    .waitFor();
}

/** A builder who counts every click that it takes. */
function counting(): { readonly click: (target: Locator) => Promise<void>; readonly count: () => number } {
  let clicks = 0;
  return {
    click: async (target) => {
      clicks += 1;
      await target.click();
    },
    count: () => clicks,
  };
}

interface Asked {
  readonly words: readonly RegExp[];
  readonly add: RegExp;
}

/** Puts a question word by word, and adds the answer: at most seven clicks. */
async function ask(person: Person, { words, add }: Asked, picture: string): Promise<void> {
  const { page } = person;
  const { click, count } = counting();
  await click(page.getByRole("button", { name: /从问题开始|Start from a question/ }).first());
  const dialog = page.getByRole("dialog", { name: /从问题开始|Start from a question/ });
  for (const name of words) await click(dialog.getByRole("radio", { name }));
  await dialog.locator(".m-report-chart svg, .m-report-message").first().waitFor();
  await person.picture(picture);
  await click(dialog.getByRole("button", { name: add }));
  await dialog.waitFor({ state: "hidden" });
  expect(count()).toBeLessThan(8);
}

test("近三个月各区域线索转化率对比 as columns, from an empty dashboard, and what its columns lead to", async () => {
  const ops = await story.person("ops");
  const { page } = ops;
  await emptyDashboard(ops, "转化率看板");
  const words = [/^线索$/, /^转化率$/, /^地区$/, /^近三个月$/];
  await ask(ops, { words, add: /添加到仪表盘/ }, "board-question-zh");
  const card = page.getByRole("region", { name: "近三个月各地区线索转化率" });
  await card.locator("svg path").first().waitFor();
  await page.getByRole("button", { name: "添加筛选器" }).click();
  await page.getByRole("menuitem", { name: "人员" }).click();
  await ops.picture("board-designer-zh");
  await publish(ops);

  await ops.open(page.url().replace("/build/dashboards/", "/d/"));
  const bar = page.getByRole("region", { name: "近三个月各地区线索转化率" });
  const first = bar.getByRole("list", { name: "数据明细" }).getByRole("button").first();
  await first.waitFor({ state: "attached" });
  await ops.picture("board-reading-zh");
  await first.focus();
  await page.keyboard.press("Enter");
  await page.getByRole("menuitem", { name: "查看明细：已转化" }).waitFor();
  await ops.picture("board-figure-menu-zh");
  await page.getByRole("menuitem", { name: /下钻：区县/ }).click();
  await bar.getByRole("navigation", { name: "下钻路径" }).waitFor();
  await ops.picture("board-drilled-zh");
  // The address holds it all: who gets the link sees the same.
  const again = await story.person("director");
  await again.open(page.url());
  await again.page.getByRole("navigation", { name: "下钻路径" }).waitFor();
  await again.leave();
  await page.getByRole("button", { name: "返回上一层" }).click();
  await first.focus();
  await page.keyboard.press("Enter");
  await page.getByRole("menuitem", { name: "查看明细：全部" }).click();
  const rows = page.getByRole("dialog");
  await rows.getByText(/共 \d+ 条记录/).waitFor();
  await rows.locator(".m-report-row-link").first().click();
  await page.getByRole("dialog", { name: "线索" }).getByRole("heading").first().waitFor();
  await ops.picture("board-record-zh");
  await ops.leave();
});

test("a dashboard hangs on the wall, and is taken out as a picture and a table", async () => {
  const ops = await story.person("ops");
  const { page } = ops;
  await ops.open("/a/crm/d/sales");
  const card = page.getByRole("region", { name: "各来源线索与转化" });
  await card.locator("svg path").first().waitFor();
  await card.hover();
  await card.getByRole("button", { name: "导出 各来源线索与转化" }).click();
  const table = page.waitForEvent("download");
  await page.getByRole("menuitem", { name: "导出 Excel" }).click();
  expect((await table).suggestedFilename()).toBe("各来源线索与转化.xlsx");
  const pictured = page.waitForEvent("download");
  await page.getByRole("button", { name: /^download 导出$|^导\s*出$/ }).click();
  await page.getByRole("menuitem", { name: "导出图片（PNG）" }).click();
  const file = await pictured;
  expect(file.suggestedFilename()).toBe("销售总览.png");
  await file.saveAs("test-results/board-export.png");
  await page.getByRole("button", { name: "大屏" }).click();
  const wall = page.getByRole("dialog", { name: "销售总览" });
  await wall.locator("svg path").first().waitFor();
  await ops.picture("board-screen-zh");
  await wall.getByRole("button", { name: "退出大屏" }).click();
  await wall.waitFor({ state: "hidden" });

  // Somebody else makes a lead: only cards about leads read again, at once.
  const count = page.getByRole("region", { name: "本月新增线索" }).locator(".m-report-number-main");
  const before = Number(await count.textContent());
  const asked: string[] = [];
  page.on("request", (request) => {
    if (!request.url().endsWith("/card-data")) return;
    // What the page sends is a card.
    asked.push((request.postDataJSON() as { card: { entity: string } }).card.entity);
  });
  const system = await story.company.system("ops");
  await system.call(routes.createRecord, {
    params: { app: "crm", entity: "campaign" },
    body: { values: { name: "看板之外" } },
  });
  await system.call(routes.createRecord, {
    params: { app: "crm", entity: "lead" },
    body: { values: { name: "实时线索" } },
  });
  const made = Date.now();
  await expect.poll(async () => Number(await count.textContent()), { timeout: 20_000 }).toBe(before + 1);
  expect(Date.now() - made).toBeLessThan(MOST_LATE);
  expect(new Set(asked)).toEqual(new Set(["lead"]));
  await ops.leave();
});

test("不同客户来源的平均成交周期 as a line, from an empty dashboard, in English on the phone", async () => {
  const ops = await story.person("ops", { screen: "phone", locale: "en-US" });
  const { page } = ops;
  await ops.open("/a/crm");
  await page.getByRole("button", { name: /打开菜单|Open menu/ }).click();
  await ops.speakEnglish();
  await emptyDashboard(ops, "成交周期");
  const words = [/^Opportunity$/, /^Average deal cycle$/, /^Customer › Source$/, /Line$/];
  await ask(ops, { words, add: /Add to the dashboard/ }, "board-question-phone-en");
  await page.keyboard.press("Escape");
  const card = page.getByRole("region", { name: /average deal cycle by customer › source/i });
  await card.locator("svg path").first().waitFor();
  await fitsTheScreen(ops);
  await ops.picture("board-designer-phone-en");
  await ops.leave();
});
