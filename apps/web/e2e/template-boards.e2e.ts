import { routes } from "@mortise/contract";
import { expect, test } from "vitest";
import { fitsTheScreen } from "./fits-the-screen.ts";
import type { Person } from "./person.ts";
import { useStory } from "./story.ts";

const story = useStory();

const BOARDS = [
  ["performance", "业绩"],
  ["funnel", "漏斗"],
  ["channels", "渠道"],
  ["activity", "行为"],
  ["regions", "区域"],
  ["cash", "回款"],
  ["pool", "公海"],
] as const;

/** Cards that have nothing to show while all goes well: nobody was late, nothing was taken back. */
const MAY_BE_EMPTY = new Set(["recycled", "ageing"]);

/** Waits until all cards have their figures. */
async function drawn({ page }: Person): Promise<void> {
  await page.locator(".m-report-card").first().waitFor();
  await expect.poll(() => page.locator(".m-report-loading").count()).toBe(0);
}

test("every card of the seven boards has figures from the sample data", async () => {
  const director = await story.company.api("director");
  const { documents } = await director.call(routes.getApp, { params: { app: "crm" } });
  const cards = documents.flatMap((document) =>
    document.kind === "dashboard" ? document.cards.map((card) => ({ board: document.id, card })) : [],
  );
  // Of a month that has only begun there may be nothing yet.
  const standing = cards.filter(
    ({ card }) => !card.compare && !JSON.stringify(card.filter ?? null).includes("this-month"),
  );
  const empty: string[] = [];
  for (const { board, card } of standing) {
    const data = await director.call(routes.cardData, { params: { app: "crm" }, body: { card } });
    const figures = data.points.flatMap(({ values }) => Object.values(values));
    if (!figures.some((figure) => figure !== null && Number(figure) !== 0)) empty.push(`${board} ${card.id}`);
  }
  expect(empty.filter((name) => !MAY_BE_EMPTY.has(name.split(" ")[1] ?? ""))).toEqual([]);
});

test("the director reads the boards on a computer, and figures as a table", async () => {
  const sun = await story.person("director");
  for (const [id, name] of BOARDS) {
    await sun.open(`/a/crm/d/${id}`);
    await sun.page.setViewportSize({ width: 1440, height: 1500 });
    await sun.page.getByRole("heading", { name, exact: true }).first().waitFor();
    await drawn(sun);
    expect(await sun.page.getByText("图表加载失败").count()).toBe(0);
    await sun.picture(`board-${id}-zh`);
  }
  await sun.open("/a/crm/d/channels");
  const card = sun.page.getByRole("region", { name: "各来源线索与转化" });
  await card.getByRole("button", { name: /查看数据/ }).click();
  await card.getByRole("columnheader", { name: "来源" }).waitFor();
  expect(await card.getByRole("row").count()).toBeGreaterThan(5);
});

test("on a phone and in English the boards fit the screen", async () => {
  const sun = await story.person("director", { screen: "phone", locale: "en-US" });
  await (await story.company.api("director")).call(routes.updateMe, { body: { locale: "en" } });
  for (const [id] of BOARDS) {
    await sun.open(`/a/crm/d/${id}`);
    await drawn(sun);
    expect(await sun.page.getByText("could not be loaded").count()).toBe(0);
    await fitsTheScreen(sun);
    await sun.page.setViewportSize({ width: 375, height: 2600 });
    await sun.picture(`board-${id}-phone-en`);
    await sun.page.setViewportSize({ width: 375, height: 760 });
  }
});
