import { routes } from "@mortise/contract";
import { expect, test } from "vitest";
import type { Person } from "./person.ts";
import { useStory } from "./story.ts";

const story = useStory();
const campaigns = { app: "crm", entity: "campaign" };

/** Makes campaigns whose names begin with a word of the test's own. */
async function make(word: string, rows: readonly Record<string, unknown>[]): Promise<void> {
  const api = await story.company.system("director");
  const named = rows.map((row, index) => ({ name: `${word}${index + 1}`, ...row }));
  await api.call(routes.createRecords, { params: campaigns, body: { rows: named } });
}

async function stored(word: string, field: string): Promise<readonly unknown[]> {
  const api = await story.company.system("director");
  const body = { search: word, sort: [{ field: "name" }] };
  const page = await api.call(routes.queryRecords, { params: campaigns, body });
  return page.items.map((item) => item[field] ?? null);
}

/** Opens the list of the campaigns of a word, in the order of their names. */
async function openList(person: Person, word: string): Promise<void> {
  await person.open(`/a/crm/e/campaign?view=all&as=table&q=${word}&s=name`);
  await person.page.getByRole("grid").getByText(`${word}1`, { exact: true }).waitFor();
}

/** The cell of a row and a column, counted from the first row under the headings. */
async function cellOf({ page }: Person, row: number, column: string) {
  const heading = page.getByRole("columnheader", { name: column, exact: true });
  const index = await heading.getAttribute("aria-colindex");
  return page.locator(`[role="row"][aria-rowindex="${row + 1}"] > [aria-colindex="${index}"]`);
}

const headings = ({ page }: Person) => page.locator(".m-grid-head-cell").allInnerTexts();

const PATIENT = { timeout: 20_000 };

/** Scrolls the list sideways and waits until it is drawn there. */
async function scrollAside({ page }: Person): Promise<void> {
  await page.getByRole("grid").waitFor();
  const grid = `document.querySelector('[role="grid"]')`;
  await page.evaluate(`${grid}.scrollTo(300, 0)`);
  await expect.poll(() => page.evaluate(`${grid}.scrollLeft`), PATIENT).toBeGreaterThan(100);
}

test("the handle of a range continues numbers and dates; one step takes it back", async () => {
  await make("接续", [
    { budget: "1000.50", start: "2026-01-31" },
    { budget: "1500.50", start: "2026-02-28" },
    {},
    {},
    {},
  ]);
  const director = await story.person("director");
  const { page } = director;
  await openList(director, "接续");
  await (await cellOf(director, 1, "预算")).click();
  await (await cellOf(director, 2, "预算")).click({ modifiers: ["Shift"] });
  await page.getByText("2 行 × 1 列").waitFor();
  await director.drag(page.locator(".m-grid-fill"), await cellOf(director, 5, "预算"));
  await page.getByText("已写入 3 条记录").waitFor();
  expect(await stored("接续", "budget")).toEqual(["1000.50", "1500.50", "2000.50", "2500.50", "3000.50"]);
  await director.picture("grid-filled-zh");
  await page.keyboard.press("Control+z");
  await page.getByText("已撤销", { exact: true }).waitFor();
  expect(await stored("接续", "budget")).toEqual(["1000.50", "1500.50", null, null, null]);
  await (await cellOf(director, 1, "开始日期")).click();
  await (await cellOf(director, 2, "开始日期")).click({ modifiers: ["Shift"] });
  await page.getByText("2 行 × 1 列").waitFor();
  await director.drag(page.locator(".m-grid-fill"), await cellOf(director, 4, "开始日期"));
  await page.getByText("已写入 2 条记录").waitFor();
  expect(await stored("接续", "start")).toEqual([
    "2026-01-31",
    "2026-02-28",
    "2026-03-31",
    "2026-04-30",
    null,
  ]);
  await director.leave();
});

test("typing replaces what a cell holds, F2 keeps it, Enter goes on to the next row", async () => {
  await make("键入", [{ budget: "11" }, { budget: "22" }]);
  const director = await story.person("director");
  const { page } = director;
  await openList(director, "键入");
  await (await cellOf(director, 1, "预算")).click();
  await page.keyboard.type("75");
  await page.keyboard.press("Enter");
  await (await cellOf(director, 1, "预算")).getByText("75.00").waitFor();
  // The row below is the active one now.
  await page.keyboard.press("F2");
  await page.keyboard.press("End");
  await page.keyboard.type("5");
  await page.keyboard.press("Enter");
  await (await cellOf(director, 2, "预算")).getByText("22.005").or(page.getByText("22.01")).first().waitFor();
  // Esc gives up what was typed.
  await (await cellOf(director, 1, "预算")).click();
  await page.keyboard.type("9");
  await page.keyboard.press("Escape");
  await (await cellOf(director, 1, "预算")).getByText("75.00").waitFor();
  expect(await stored("键入", "budget")).toEqual(["75.00", expect.stringMatching(/^22\.0/)]);
  await director.leave();
});

test("what an input method composes into a chosen cell is whole from the first letter on", async () => {
  await make("拼音", [{ budget: "1" }, { budget: "2" }]);
  const director = await story.person("director");
  const { page } = director;
  await openList(director, "拼音");
  const keyboard = await page.context().newCDPSession(page);
  const compose = async (text: string) => {
    const code = { key: "Process", windowsVirtualKeyCode: 229 } as const;
    await keyboard.send("Input.dispatchKeyEvent", { type: "rawKeyDown", ...code });
    await keyboard.send("Input.imeSetComposition", {
      text,
      selectionStart: text.length,
      selectionEnd: text.length,
    });
    await keyboard.send("Input.dispatchKeyEvent", { type: "keyUp", ...code });
  };
  const choose = (text: string) => keyboard.send("Input.insertText", { text });
  const cell = await cellOf(director, 1, "活动名称");
  // Beside the name: that is a link to the record.
  const box = await cell.boundingBox();
  await cell.click({ position: { x: (box?.width ?? 0) - 12, y: 10 } });
  await compose("p");
  await compose("pinyin");
  const composing = page.locator(".m-grid-composing");
  await composing.waitFor();
  expect(await composing.inputValue()).toBe("pinyin");
  expect(Math.round((await composing.boundingBox())?.y ?? 0)).toBe(
    Math.round((await cell.boundingBox())?.y ?? -1),
  );
  await director.picture("grid-composing-zh");
  await choose("拼音");
  await expect.poll(() => cell.locator("input").inputValue(), PATIENT).toBe("拼音");
  await compose("zhan");
  // It stays in its place in the order of the list.
  await choose("1展会");
  await page.keyboard.press("Enter");
  await cell.getByText("拼音1展会", { exact: true }).waitFor();
  // What is composed and given up leaves the cell as it was; so does Esc.
  await compose("x");
  await compose("");
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("ArrowDown");
  await compose("bu");
  await choose("不");
  await (await cellOf(director, 2, "活动名称")).locator("input").waitFor();
  await page.keyboard.press("Escape");
  expect(await stored("拼音", "name")).toEqual(["拼音1展会", "拼音2"]);
  await director.leave();
});

test("columns are moved by dragging and by keys, widened by keys, and as many stay in sight as are wanted", async () => {
  await make("列序", [{ budget: "1" }]);
  const director = await story.person("director");
  const { page } = director;
  await openList(director, "列序");
  const before = await headings(director);
  const heading = (name: string) => page.getByRole("columnheader", { name, exact: true });
  const [, second = "", third = ""] = before;
  await director.drag(heading(third), heading(second), { x: 0.2, y: 0.5 });
  await expect.poll(async () => (await headings(director))[1], PATIENT).toBe(third);
  // A drag is not a click: the order of the rows is as it was.
  expect(page.url()).toContain("s=name");
  await heading(third).getByRole("button").focus();
  await page.keyboard.press("Alt+ArrowRight");
  await page.getByText(`${third}：第 3 列`).waitFor({ state: "attached" });
  expect(await headings(director)).toEqual(before);
  const width = async () => Math.round((await heading(third).boundingBox())?.width ?? 0);
  const narrow = await width();
  await page.keyboard.press("Alt+Shift+ArrowRight");
  await page.getByText(`${third}：宽 ${narrow + 20} 像素`).waitFor({ state: "attached" });
  expect(await width()).toBe(narrow + 20);
  await page.getByRole("button", { name: "列", exact: true }).click();
  await director.choose(page.getByRole("combobox", { name: "冻结列" }), /^前 2 列$/);
  await director.picture("grid-columns-zh");
  await page.keyboard.press("Escape");
  await page.locator(".m-grid-frozen-last").first().waitFor();
  await director.page.setViewportSize({ width: 900, height: 700 });
  const left = async () => Math.round((await heading(second).boundingBox())?.x ?? 0);
  const place = await left();
  await scrollAside(director);
  expect(await left()).toBe(place);
  await director.picture("grid-frozen-zh");
  // It is remembered for this view.
  await openList(director, "列序");
  await scrollAside(director);
  expect(await left()).toBe(place);
  await director.leave();
});

test("the active cell stays with its record when another comes in above it", async () => {
  await make("跟随", [{}, {}, {}]);
  const director = await story.person("director");
  const { page } = director;
  await openList(director, "跟随");
  await (await cellOf(director, 2, "预算")).click();
  await make("跟随0", [{}]);
  await page.getByRole("grid").getByText("跟随01", { exact: true }).waitFor();
  const activeRow = page.locator('[role="row"]:has(.m-grid-active)');
  await activeRow.getByText("跟随2", { exact: true }).waitFor();
  await director.leave();
});

test("in English a block is pasted over cells, what does not fit is named, and nothing is written unasked", async () => {
  await make("Paste", [{ budget: "1", start: "2026-05-01" }, { budget: "2" }]);
  const admin = await story.visitor({ locale: "en-US" });
  const { page } = admin;
  await admin.signIn(story.company.login("admin"));
  await admin.speakEnglish();
  await admin.open("/a/crm/e/campaign?view=all&as=table&q=Paste&s=name");
  await page.getByRole("grid").getByText("Paste1", { exact: true }).waitFor();
  await (await cellOf(admin, 1, "Budget")).click();
  const paste = (text: string) =>
    page.evaluate(
      `(() => {
        const clipboardData = new DataTransfer();
        clipboardData.setData("text/plain", ${JSON.stringify(text)});
        document.activeElement.dispatchEvent(
          new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }),
        );
      })()`,
    );
  await page.getByRole("grid").focus();
  await paste("300\tplenty\r\n400\t20");
  const dialog = page.getByRole("dialog", { name: "Write 3 cells?" });
  await dialog.getByText("1 cell is left as it is:").waitFor();
  await dialog.getByText(/^Row 1 · Cost · “plenty”/).waitFor();
  await admin.atRest();
  await admin.picture("grid-paste-en");
  await dialog.getByRole("button", { name: "Cancel" }).click();
  await dialog.waitFor({ state: "hidden" });
  expect(await stored("Paste", "budget")).toEqual(["1.00", "2.00"]);
  await admin.leave();
});
