import { routes } from "@mortise/contract";
import { expect, test } from "vitest";
import { fitsTheScreen } from "./fits-the-screen.ts";
import { useStory } from "./story.ts";

const story = useStory();
const campaigns = { app: "crm", entity: "campaign" };
const NAMES = Array.from({ length: 120 }, (_, index) => `巡展 ${String(index + 1).padStart(3, "0")}`);

/** How many of the campaigns of this story cost so much. */
async function withBudget(budget: string): Promise<number> {
  const api = await story.company.api("director");
  const { items } = await api.call(routes.queryRecords, {
    params: campaigns,
    body: { filter: { "==": [{ var: "budget" }, budget] }, limit: 200 },
  });
  return items.filter(({ name }) => NAMES.includes(String(name))).length;
}

test("on the phone a list is cards: scrolled to the end, chosen, changed together and taken back", async () => {
  const system = await story.company.system("director");
  const rows = NAMES.map((name) => ({ name, channel: "expo", budget: "1000", start: "2026-10-01" }));
  await system.call(routes.createRecords, { params: campaigns, body: { rows } });
  const phone = await story.person("director", { screen: "phone" });
  const { page } = phone;
  await phone.open("/a/crm/e/campaign?view=campaign_all&s=name");
  const list = page.getByRole("list", { name: "市场活动" });
  const card = (name: string) => list.locator(".record-card", { hasText: name });
  await page.getByRole("searchbox").fill("巡展");
  await card("巡展 001").waitFor();
  // What is chosen before the search has answered is chosen no more after it.
  await expect.poll(() => list.locator(".record-card").filter({ hasNotText: "巡展" }).count()).toBe(0);
  // Only what is in sight and a little more is drawn, however long the list is.
  expect(await list.locator(".record-card").count()).toBeLessThan(30);
  await fitsTheScreen(phone);
  await phone.picture("phone-cards-zh");
  await page.getByRole("button", { name: "选择", exact: true }).click();
  await page.getByRole("checkbox", { name: "选择“巡展 001”" }).check();
  await page.getByRole("checkbox", { name: "选择“巡展 002”" }).check();
  const bar = page.getByRole("toolbar", { name: "已选 2 条" });
  await bar.waitFor();
  await fitsTheScreen(phone);
  await phone.atRest();
  await phone.picture("phone-cards-chosen-zh");
  await bar.getByRole("button", { name: "批量修改" }).click();
  const dialog = page.getByRole("dialog");
  await phone.choose(dialog.getByRole("combobox", { name: "字段" }), "预算");
  await dialog.getByRole("textbox").last().fill("2500");
  await fitsTheScreen(phone);
  await phone.picture("phone-bulk-edit-zh");
  await dialog.getByRole("button", { name: /保\s*存/ }).click();
  await page.getByText("已修改 2 条").waitFor();
  await expect.poll(() => withBudget("2500.00")).toBe(2);
  await page.getByRole("button", { name: /^撤\s*销$/ }).click();
  await expect.poll(() => withBudget("2500.00")).toBe(0);
  // To the end of the list, where the last one is.
  await page.evaluate(`document.querySelector(".m-cards").scrollTo(0, 1e6)`);
  await card("巡展 120").waitFor();
  await phone.leave();
});

test("in English its tools open from below, and a card leads to its record", async () => {
  const api = await story.company.api("director");
  await api.call(routes.updateMe, { body: { locale: "en" } });
  const phone = await story.person("director", { screen: "phone", locale: "en-US" });
  const { page } = phone;
  await phone.open("/a/crm/e/campaign?view=campaign_all");
  await page.getByRole("button", { name: "Group", exact: true }).click();
  const sheet = page.getByRole("dialog", { name: "Group" });
  await sheet.getByRole("radio", { name: "Channel" }).waitFor();
  await phone.atRest();
  await phone.picture("phone-group-sheet-en");
  await sheet.getByRole("radio", { name: "Channel" }).click();
  await page.getByRole("button", { name: /Trade fair/, expanded: false }).click();
  await page.locator(".record-card", { hasText: "巡展" }).first().waitFor();
  await fitsTheScreen(phone);
  await phone.picture("phone-grouped-en");
  await page.locator(".record-card", { hasText: "巡展" }).first().getByRole("link").first().click();
  await page.getByRole("heading", { name: /巡展/ }).waitFor();
  await phone.leave();
});
