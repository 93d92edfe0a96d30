import { routes } from "@mortise/contract";
import { expect, test } from "vitest";
import { fitsTheScreen } from "./fits-the-screen.ts";
import { useStory } from "./story.ts";

const story = useStory();

test("an administrator adds next year from the announcement, switches a day, and formulas count by it", async () => {
  const admin = await story.person("admin");
  const { page } = admin;
  await admin.open("/admin/calendar");
  await admin.choose(page.getByRole("combobox", { name: "年份" }), "添加 2027 年");
  await page.getByText("还没有安排，只按周末休息").waitFor();
  await page.getByRole("button", { name: "粘贴放假安排" }).click();
  const dialog = page.getByRole("dialog", { name: /粘贴放假安排/ });
  await dialog
    .getByRole("textbox")
    .fill("春节：2月5日（星期五）至11日（星期四）放假调休。1月31日（星期日）、2月20日（星期六）上班。");
  await dialog.getByText("识别出 5 天休息、2 天上班").waitFor();
  await admin.picture("calendar-paste-zh");
  await dialog.getByRole("button", { name: "识别并填入" }).click();
  await page.getByRole("button", { name: "2027-05-03", exact: true }).click();
  await page.getByRole("button", { name: "2027-05-03 放假" }).waitFor();
  await admin.picture("calendar-year-zh");
  await page
    .locator(".work-year")
    .getByRole("button", { name: /^保\s*存$/ })
    .click();
  await page.getByText("已自定义").waitFor();
  await page.reload();
  const director = await story.company.system("director");
  const calendar = await director.call(routes.getCalendar, {});
  expect(calendar.holidays).toEqual(expect.arrayContaining(["2027-02-05", "2027-05-03", "2026-10-01"]));
  expect(calendar.workdays).toContain("2027-01-31");
  const count = async (from: string, to: string): Promise<number> => {
    const body = {
      fields: ["name"],
      limit: 1,
      filter: { "==": [{ networkDays: [from, to] }, 3] },
      count: "exact" as const,
    };
    const found = await director.call(routes.queryRecords, { params: { app: "crm", entity: "lead" }, body });
    return found.count?.value ?? 0;
  };
  // Friday to Sunday, the Sunday worked: three working days with the new calendar, all leads answer.
  // Each process hears of it within a moment.
  await expect.poll(() => count("2027-01-28", "2027-01-31")).toBeGreaterThan(0);
  expect(await count("2027-01-28", "2027-01-29")).toBe(0);
  await admin.leave();
});

test("working hours and fiscal year are set; two administrators do not overwrite each other; all of it is written down", async () => {
  const admin = await story.person("admin");
  const { page } = admin;
  await admin.open("/admin/calendar");
  const second = await story.person("admin");
  await second.open("/admin/calendar");
  await second.choose(second.page.getByRole("combobox", { name: "财年开始月份" }), /^七月$/);
  await page.getByRole("button", { name: /添加时段$/ }).click();
  const times = page.locator(".work-span input");
  await times.nth(1).fill("12:00");
  await times.nth(2).fill("13:00");
  await times.nth(3).fill("18:00");
  await admin.choose(page.getByRole("combobox", { name: "财年开始月份" }), /^四月$/);
  await page
    .locator(".work-settings")
    .getByRole("button", { name: /^保\s*存$/ })
    .click();
  await page.getByText("已保存").waitFor();
  const system = await story.company.system("director");
  const answer = await system.call(routes.getCalendar, {});
  expect(answer).toMatchObject({
    fiscalMonth: 4,
    hours: [
      ["09:00", "12:00"],
      ["13:00", "18:00"],
    ],
  });
  await second.page
    .locator(".work-settings")
    .getByRole("button", { name: /^保\s*存$/ })
    .click();
  await second.page.getByText("别人刚改过这部分工作日历").waitFor();
  await second.leave();
  await admin.open("/admin/audit");
  await page.getByText("工作日历", { exact: true }).last().click();
  await page
    .getByText(/修改了工作日历/)
    .first()
    .waitFor();
  await admin.picture("calendar-audit-zh");
  await admin.leave();
});

test("the page fits a phone, speaks English, and is closed to others", async () => {
  const admin = await story.person("admin", { screen: "phone" });
  await admin.open("/admin/calendar");
  await admin.page.getByRole("combobox", { name: /年份|Year/ }).waitFor();
  await fitsTheScreen(admin);
  await admin.picture("calendar-phone-zh");
  await admin.leave();
  const english = await story.person("admin");
  await english.open("/admin/calendar");
  await english.page.getByText("English", { exact: true }).click();
  await english.page.getByText("Work calendar").first().waitFor();
  await english.page.getByRole("button", { name: "Paste a list" }).waitFor();
  await fitsTheScreen(english);
  await english.picture("calendar-en");
  await english.leave();
  const director = await story.company.system("director");
  await expect(director.call(routes.getWorkYears, {})).rejects.toMatchObject({ status: 403 });
});
