import { routes } from "@mortise/contract";
import type { DashboardDocument } from "@mortise/metadata";
import { beforeAll, expect, test } from "vitest";
import { fitsTheScreen } from "./fits-the-screen.ts";
import type { Person } from "./person.ts";
import { publish } from "./publishing.ts";
import { useStory } from "./story.ts";

const story = useStory();
const crm = { app: "crm" };

/** The board of channels with a filter by industry above its cards of leads. */
async function withFilter(): Promise<void> {
  const ops = await story.company.api("ops");
  const { documents } = await ops.call(routes.getDraft, { params: crm });
  const found = documents.find(({ document }) => document.kind === "dashboard" && document.id === "channels");
  if (found?.document.kind !== "dashboard") throw new TypeError("the template has a board of channels");
  const { document: board, revision } = found;
  const targets = board.cards
    .filter(({ entity }) => entity === "lead")
    .map(({ id }) => ({ item: id, field: "industry" }));
  const filters = [
    { id: "industry", type: "options" as const, name: { zh: "行业", en: "Industry" }, targets },
    {
      id: "since",
      type: "period" as const,
      name: { zh: "时间", en: "Time" },
      targets: targets.map(({ item }) => ({ item, field: "created_at" })),
    },
  ];
  const document: DashboardDocument = { ...board, filters };
  await ops.call(routes.saveDraft, { params: crm, body: { documents: [{ document, revision }] } });
}

beforeAll(async () => {
  await withFilter();
  const publisher = await story.person("ops");
  await publisher.open("/a/crm/build/menu");
  await publish(publisher);
  await publisher.leave();
});

/** The figure behind a bar, from the table that each picture has beside it. */
async function firstRow({ page }: Person, card: string): Promise<string> {
  const region = page.locator("section").filter({ has: page.getByRole("heading", { name: card }) });
  return (await region.locator("li, tr").allInnerTexts()).join(" ");
}

let address = "";

test("operations share a board with one industry for good; a visitor sees figures and no records", async () => {
  const ops = await story.person("ops");
  const { page } = ops;
  await ops.open("/a/crm/d/channels");
  await page.getByRole("button", { name: "分享" }).click();
  const dialog = page.getByRole("dialog", { name: "分享“渠道”" });
  await dialog.getByText("还没有公开链接").waitFor();
  await dialog.getByRole("button", { name: "新建公开链接" }).click();
  await dialog.getByRole("button", { name: "生成链接" }).click();
  await dialog.getByText("请填写名称，方便以后收回").waitFor();
  await dialog.getByLabel("名称").fill("装备行业伙伴");
  await dialog.getByRole("checkbox", { name: "行业" }).check();
  await ops.choose(dialog.getByLabel("行业", { exact: true }).last(), "装备制造");
  await page.keyboard.press("Escape");
  await dialog.getByLabel("访问密码").fill("榫卯2026");
  await dialog.getByLabel("允许嵌入的网站").fill("www.example.com ");
  await ops.picture("board-link-form-zh");
  await dialog.getByRole("button", { name: "生成链接" }).click();
  const field = dialog.getByRole("textbox", { name: "链接地址 装备行业伙伴" });
  address = await field.inputValue();
  expect(new URL(address).pathname).toMatch(/^\/d\/[\w-]{43}$/);
  await dialog.getByRole("button", { name: "装备行业伙伴：二维码与嵌入" }).click();
  await dialog.getByText("嵌入代码 · www.example.com").waitFor();
  await ops.atRest();
  await ops.picture("board-links-zh");
  await ops.leave();

  const visitor = await story.visitor();
  await visitor.open(address);
  await visitor.page.getByLabel("访问密码").fill("不对的密码");
  await visitor.page.getByRole("button", { name: /打\s*开/ }).click();
  await visitor.page.getByText("密码不对，请再试一次").waitFor();
  await visitor.page.getByLabel("访问密码").fill("榫卯2026");
  await visitor.page.getByRole("button", { name: /打\s*开/ }).click();
  await visitor.page.getByRole("heading", { name: "渠道", exact: true }).waitFor();
  await visitor.page.getByText("各来源线索与转化").waitFor();
  await expect.poll(() => firstRow(visitor, "各来源线索与转化")).toMatch(/\d/);
  // The industry is set by the link: the bar has the other filter alone.
  expect(await visitor.page.getByRole("group", { name: "筛选" }).innerText()).not.toContain("行业");
  await visitor.page.waitForTimeout(300);
  await visitor.picture("shared-board-zh");
  const buttons = visitor.page.locator("section").getByRole("button", { name: /百度|抖音/ });
  expect(await buttons.count()).toBe(0);
  await visitor.leave();
});

test("on a phone and in English the board fits; taken back, the link shows nothing", async () => {
  const visitor = await story.visitor({ screen: "phone", locale: "en-US" });
  const { page } = visitor;
  await visitor.open(address);
  await page.getByLabel("Password").fill("榫卯2026");
  await visitor.picture("shared-board-door-phone-en");
  await page.getByRole("button", { name: "Open" }).click();
  await page.getByText("Leads and conversion by source").waitFor();
  await expect.poll(() => firstRow(visitor, "Leads and conversion by source")).toMatch(/\d/);
  await fitsTheScreen(visitor);
  await page.waitForTimeout(300);
  await visitor.picture("shared-board-phone-en");

  const ops = await story.person("ops", { screen: "phone" });
  await ops.open("/a/crm/d/channels");
  await ops.page.getByRole("button", { name: "分享" }).click();
  const dialog = ops.page.getByRole("dialog", { name: "分享“渠道”" });
  await dialog.getByText(/打开 2 次/).waitFor();
  await fitsTheScreen(ops);
  await ops.atRest();
  await ops.picture("board-links-phone-zh");
  await dialog.getByRole("button", { name: "收回 装备行业伙伴" }).click();
  await ops.page.getByRole("button", { name: /^收\s*回$/ }).click();
  await dialog.getByText("还没有公开链接").waitFor();
  await ops.leave();

  await visitor.open(address);
  await page.getByText("This dashboard cannot be opened").waitFor();
  await page.getByText(/taken back/).waitFor();
  await visitor.leave();
});
