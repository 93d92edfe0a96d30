import { routes } from "@mortise/contract";
import { beforeAll, expect, test } from "vitest";
import { fitsTheScreen } from "./fits-the-screen.ts";
import { useStory } from "./story.ts";

const story = useStory();
const leads = { app: "crm", entity: "lead" };
const CALENDAR = "/a/crm/e/lead?view=lead_calendar&day=2026-10-15";
const ids = new Map<string, string>();

beforeAll(async () => {
  const system = await story.company.system("director");
  const make = async (name: string, at: string) => {
    const values = { name, mobile: `1381234${String(1000 + ids.size)}`, next_follow_at: at };
    const { record } = await system.call(routes.createRecord, { params: leads, body: { values } });
    ids.set(name, record.id);
  };
  await make("回访甲", "2026-10-13T02:00:00.000Z");
  await make("回访乙", "2026-10-13T03:30:00.000Z");
  await make("回访丙", "2026-10-13T06:00:00.000Z");
  await make("回访丁", "2026-10-13T08:00:00.000Z");
  await make("演示戊", "2026-10-22T01:00:00.000Z");
});

async function nextContact(name: string): Promise<unknown> {
  const api = await story.company.api("director");
  const id = ids.get(name) ?? "";
  return (await api.call(routes.getRecord, { params: { ...leads, id } })).record["next_follow_at"];
}

/** A notice of the same words may still be on the screen from the change before. */
async function isNext(name: string, at: string): Promise<void> {
  await expect.poll(() => nextContact(name)).toBe(at);
}

test("leads stand in a month by their next contact; one is dragged to another day and hour, taken back, opened, made", async () => {
  const director = await story.person("director");
  const { page } = director;
  await director.open(CALENDAR);
  await page.getByRole("heading", { name: "2026年10月" }).waitFor();
  const cell = (day: string) => page.locator(`.day-cell[data-day="${day}"]`);
  const chip = (name: string) => page.getByRole("button", { name: new RegExp(`${name}$`) });
  await chip("回访甲").waitFor();
  await page.getByRole("button", { name: /10月13日.* 还有 1 条/ }).waitFor();
  await cell("2026-10-01").getByText("休", { exact: true }).waitFor();
  await cell("2026-10-10").getByText("班", { exact: true }).waitFor();
  await cell("2026-10-17").getByText("休", { exact: true }).waitFor();
  await director.picture("calendar-month-zh");

  await director.drag(chip("演示戊"), cell("2026-10-20"));
  await page.getByText("已调整“演示戊”的时间").waitFor();
  await isNext("演示戊", "2026-10-20T01:00:00.000Z");
  await page.getByRole("button", { name: /^撤\s*销$/ }).click();
  await page.getByText("已撤销").waitFor();
  await isNext("演示戊", "2026-10-22T01:00:00.000Z");

  // The keyboard moves it as well.
  await chip("演示戊").focus();
  await page.keyboard.press("Alt+ArrowRight");
  await isNext("演示戊", "2026-10-23T01:00:00.000Z");

  await director.open(`${CALENDAR}&scale=week`);
  await chip("回访乙").waitFor();
  await director.picture("calendar-week-zh");
  await director.atRest();
  const before = await chip("回访乙").boundingBox();
  await page.mouse.move((before?.x ?? 0) + 20, (before?.y ?? 0) + 10);
  await page.mouse.down();
  await page.mouse.move((before?.x ?? 0) + 20, (before?.y ?? 0) + 40, { steps: 5 });
  await page.mouse.move((before?.x ?? 0) + 20, (before?.y ?? 0) + 98, { steps: 5 });
  await page.mouse.up();
  await page.getByText("已调整“回访乙”的时间").waitFor();
  await isNext("回访乙", "2026-10-13T05:30:00.000Z");

  await chip("回访甲").click();
  await page.getByRole("dialog").getByText("回访甲").first().waitFor();
  await page.keyboard.press("Escape");

  await director.open(CALENDAR);
  await cell("2026-10-28").click({ position: { x: 60, y: 70 } });
  const form = page.getByRole("dialog", { name: "新建线索" });
  await form.waitFor();
  await director.atRest();
  expect(await form.getByLabel("下次跟进").inputValue()).toContain("2026-10-28");
  await director.leave();
});

test("records without a date stand beside the days: dragged onto one, or given one by its picker", async () => {
  const system = await story.company.system("director");
  for (const name of ["未约己", "未约庚"]) {
    const values = { name, mobile: `138555500${10 + ids.size}` };
    const { record } = await system.call(routes.createRecord, { params: leads, body: { values } });
    ids.set(name, record.id);
  }
  const director = await story.person("director");
  const { page } = director;
  await director.open(`${CALENDAR}&q=未约`);
  await page.getByRole("button", { name: "未排期 2" }).click();
  const list = page.getByRole("complementary", { name: "未排期" });
  const cell = (day: string) => page.locator(`.day-cell[data-day="${day}"]`);
  await director.drag(list.locator(".unscheduled-face", { hasText: "未约己" }), cell("2026-10-21"));
  await page.getByText("已调整“未约己”的时间").waitFor();
  await isNext("未约己", "2026-10-21T01:00:00.000Z");
  await list.getByRole("button", { name: "未约己" }).waitFor({ state: "hidden" });
  await page.getByRole("button", { name: "未排期 1" }).waitFor();
  await director.atRest();
  await director.picture("calendar-unscheduled-zh");
  await page.getByRole("button", { name: /^撤\s*销$/ }).click();
  await list.getByRole("button", { name: "未约己" }).waitFor();
  // By the keyboard, without dragging.
  await list.getByLabel("为“未约庚”选日期").fill("2026-10-27");
  await page.keyboard.press("Enter");
  await isNext("未约庚", "2026-10-27T01:00:00.000Z");
  await director.open(`${CALENDAR}&q=未约&scale=week`);
  await page.getByRole("button", { name: "未排期 1" }).click();
  await director.drag(
    list.locator(".unscheduled-face", { hasText: "未约己" }),
    page.locator('.hours-column[data-day="2026-10-15"]'),
    { x: 0.5, y: 14.2 / 24 },
  );
  await isNext("未约己", "2026-10-15T06:00:00.000Z");
  await director.leave();
});

test("in English the calendar speaks English, and changes between month, week and day", async () => {
  const admin = await story.person("admin");
  const { page } = admin;
  await admin.open(CALENDAR);
  await page.getByText("English", { exact: true }).click();
  await page.getByRole("heading", { name: "October 2026" }).waitFor();
  await admin.picture("calendar-month-en");
  await page.getByText("Day", { exact: true }).click();
  await page.getByRole("heading", { name: /15 October 2026/ }).waitFor();
  await admin.picture("calendar-day-en");
  await fitsTheScreen(admin);
  await admin.leave();
});

test("on a phone a small month stands above an agenda", async () => {
  const phone = await story.person("director", { screen: "phone" });
  const { page } = phone;
  await phone.open(CALENDAR);
  await page.getByRole("button", { name: /10月13日.*4 条/ }).click();
  await page.getByRole("button", { name: /回访丁/ }).waitFor();
  await fitsTheScreen(phone);
  await phone.picture("calendar-phone-zh");
  await page.getByRole("button", { name: /回访丁/ }).click();
  await page.getByRole("dialog").getByText("回访丁").first().waitFor();
  await phone.leave();
});

test("who may only read moves nothing and makes nothing", async () => {
  const auditor = await story.person("auditor");
  const { page } = auditor;
  await auditor.open(CALENDAR);
  const chip = page.getByRole("button", { name: /回访甲$/ });
  await chip.waitFor();
  expect(await page.locator(".day-add").count()).toBe(0);
  const before = await nextContact("回访甲");
  await auditor.drag(chip, page.locator('.day-cell[data-day="2026-10-15"]'));
  await chip.focus();
  await page.keyboard.press("Alt+ArrowRight");
  // Reading it again after both tries shows what the server has.
  await page.reload();
  await page.locator('.day-cell[data-day="2026-10-13"]').waitFor();
  await chip.waitFor();
  expect(await nextContact("回访甲")).toBe(before);
  await page.locator('.day-cell[data-day="2026-10-28"]').click({ position: { x: 60, y: 70 } });
  expect(await page.getByRole("dialog").count()).toBe(0);
  await auditor.leave();
});
