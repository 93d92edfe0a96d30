import { routes } from "@mortise/contract";
import { beforeAll, expect, test } from "vitest";
import { fitsTheScreen } from "./fits-the-screen.ts";
import type { Person } from "./person.ts";
import { useStory } from "./story.ts";

const story = useStory();
const place = { app: "crm", entity: "customer" };
const MAP = "/a/crm/e/customer?view=all&as=map&q=地图客户";

beforeAll(async () => {
  const api = await story.company.system("director");
  const make = (name: string, region: string | null) => ({ name: `地图客户${name}`, region });
  const rows = [
    make("济南一", "3701"),
    make("济南二", "3701"),
    make("青岛", "3702"),
    make("广州", "4401"),
    make("无处", null),
  ];
  await api.call(routes.createRecords, { params: place, body: { rows } });
});

const mark = ({ page }: Person, name: string | RegExp) => page.getByRole("button", { name }).first();

test("customers stand on a map that asks nobody; near ones are gathered, each has a card and opens", async () => {
  const director = await story.person("director");
  const { page } = director;
  const asked: string[] = [];
  page.on("request", (request) => asked.push(new URL(request.url()).origin));
  await director.open(MAP);
  await page.getByText("地图上 4 条 · 1 条没有位置").waitFor();
  await mark(director, "地图客户广州").waitFor();
  await director.atRest();
  await director.picture("map-zh");
  await mark(director, "地图客户广州").click();
  const cards = page.getByRole("complementary", { name: "此处 1 条" });
  await cards.getByRole("button", { name: "地图客户广州" }).waitFor();
  await director.picture("map-card-zh");
  await page.keyboard.press("Escape");
  await cards.waitFor({ state: "hidden" });
  // Two that stand at the very same point never come apart: both have a card.
  await mark(director, /^2 条记录/).click();
  const both = page.getByRole("complementary", { name: "此处 2 条" });
  await both.getByRole("button", { name: "地图客户济南二" }).waitFor();
  await both.getByRole("button", { name: "地图客户济南一" }).click();
  await page.getByRole("dialog").getByText("地图客户济南一").first().waitFor();
  expect(new Set(asked)).toEqual(new Set([story.company.address]));
  await director.leave();
});

test("a mark is reached and opened by the keyboard; colours of the view are on the map too", async () => {
  const api = await story.company.api("director");
  const view = {
    kind: "view",
    id: "v_map",
    version: 1,
    name: { zh: "客户地图", en: "Customer map" },
    entity: "customer",
    layout: "map",
    columns: [{ field: "name" }, { field: "region" }],
    map: { place: "region" },
    colors: [{ when: { "==": [{ var: "name" }, "地图客户广州"] }, color: "red" }],
  } as const;
  await api.call(routes.saveView, { params: { app: "crm", id: view.id }, body: { view } });
  const director = await story.person("director");
  const { page } = director;
  await director.open("/a/crm/e/customer?view=v_map&q=地图客户");
  const guangzhou = mark(director, "地图客户广州");
  await guangzhou.waitFor();
  expect(await guangzhou.locator("span").getAttribute("style")).toContain("--mark");
  await guangzhou.focus();
  await page.keyboard.press("Enter");
  await page.getByRole("complementary", { name: "此处 1 条" }).waitFor();
  await director.picture("map-colors-zh");
  await director.leave();
});

test("on a phone, in English, the map and its cards fit", async () => {
  const phone = await story.visitor({ screen: "phone", locale: "en-US" });
  await phone.signIn(story.company.login("admin"));
  const computer = await story.person("admin");
  await computer.speakEnglish();
  await computer.open("/a/crm/build/views");
  await computer.page.getByRole("button", { name: "New view" }).click();
  const dialog = computer.page.getByRole("dialog", { name: "New view" });
  await dialog.getByLabel("Chinese name").fill("客户分布");
  await dialog.getByLabel("English name").fill("Where customers are");
  await computer.choose(dialog.getByLabel("Entity"), "Customer");
  await dialog.getByRole("button", { name: "Create" }).click();
  const layouts = computer.page.getByRole("radiogroup", { name: "Layout" });
  await layouts.getByText("Map", { exact: true }).click();
  await computer.page.getByRole("combobox", { name: "Place" }).waitFor();
  await computer.picture("map-designer-en");
  await computer.leave();
  const { page } = phone;
  await phone.open(MAP);
  await page.getByText("4 on the map · 1 without a place").waitFor();
  await mark(phone, "地图客户广州").click();
  await page.getByRole("complementary", { name: "1 here" }).waitFor();
  await phone.atRest();
  await fitsTheScreen(phone);
  await phone.picture("map-phone-en");
  await phone.leave();
});
