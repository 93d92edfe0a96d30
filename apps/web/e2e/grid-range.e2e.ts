import { routes } from "@mortise/contract";
import { beforeAll, expect, test } from "vitest";
import type { Person } from "./person.ts";
import { useStory } from "./story.ts";

const story = useStory();

const NAMES = ["区域甲", "区域乙", "区域丙"];

beforeAll(async () => {
  const api = await story.company.system("ops");
  const rows = NAMES.map((name, index) => ({
    name: `区域试验${name}`,
    source: "expo",
    mobile: `1390018776${index}`,
    company: `原公司${index}`,
    owner: null,
  }));
  await api.call(routes.createRecords, { params: { app: "crm", entity: "lead" }, body: { rows } });
});

async function companies(): Promise<readonly unknown[]> {
  const api = await story.company.system("ops");
  const page = await api.call(routes.queryRecords, {
    params: { app: "crm", entity: "lead" },
    body: { search: "区域试验", sort: [{ field: "name" }] },
  });
  return page.items.map((item) => item["company"]);
}

/** Walks to the first cell of a column with the keyboard alone. */
async function walkTo({ page }: Person, column: string): Promise<void> {
  const grid = page.getByRole("grid").first();
  await grid.focus();
  await page.keyboard.press("Control+Home");
  const header = page.getByRole("columnheader", { name: column }).first();
  const steps = Number(await header.getAttribute("aria-colindex")) - 1;
  for (let step = 0; step < steps; step += 1) await page.keyboard.press("ArrowRight");
}

test("a range is filled down and undone by keyboard alone", async () => {
  const person = await story.person("ops");
  const { page } = person;
  await person.open("/a/crm/e/lead?view=all&q=区域试验&s=name");
  await page.getByRole("grid").getByText("区域试验区域甲").waitFor();
  const before = await companies();
  await walkTo(person, "公司");
  await page.keyboard.press("Shift+ArrowDown");
  await page.keyboard.press("Shift+ArrowDown");
  await page.getByText("3 行 × 1 列").waitFor();
  await person.picture("grid-range-zh");
  await page.keyboard.press("Control+d");
  await page.getByText("已写入 2 条记录").waitFor();
  expect(new Set(await companies()).size).toBe(1);
  await page.keyboard.press("Control+z");
  await page.getByText("已撤销", { exact: true }).waitFor();
  expect(await companies()).toEqual(before);
});

test("what was written is undone after the list was put in another order", async () => {
  const person = await story.person("ops");
  const { page } = person;
  await person.open("/a/crm/e/lead?view=all&q=区域试验&s=name");
  await page.getByRole("grid").getByText("区域试验区域甲").waitFor();
  const before = await companies();
  await walkTo(person, "公司");
  await page.keyboard.press("Shift+ArrowDown");
  await page.keyboard.press("Control+d");
  await page.getByText("已写入 1 条记录").waitFor();
  expect(await companies()).not.toEqual(before);
  await page.getByRole("columnheader", { name: "公司" }).first().click();
  await page.waitForURL(/s=-?company/);
  // The first company comes first now; until then the rows of before are still there, and taken away with their focus.
  await page.getByRole("grid").getByRole("row").nth(1).getByText("区域试验区域甲").waitFor();
  await walkTo(person, "公司");
  await page.keyboard.press("Control+z");
  await page.getByText("已撤销", { exact: true }).waitFor();
  expect(await companies()).toEqual(before);
});
