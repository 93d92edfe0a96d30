import { readFile } from "node:fs/promises";
import { routes } from "@mortise/contract";
import { expect, test } from "vitest";
import { fitsTheScreen } from "./fits-the-screen.ts";
import type { Person } from "./person.ts";
import { useStory } from "./story.ts";

const story = useStory();

/** The file that the dialog hands over. */
async function fetchedFrom({ page }: Person, button: string): Promise<{ name: string; content: Buffer }> {
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("dialog").getByRole("link", { name: button }).click(),
  ]);
  return { name: download.suggestedFilename(), content: await readFile(await download.path()) };
}

test("the filtered list is written to a workbook and to a CSV file, as its reader sees it", async () => {
  const api = await story.company.system("ops");
  const rows = ["甲机械", "乙机械", "丙化工"].map((name) => ({
    name,
    company: `=${name}`,
    source: "expo",
    mobile: "13812345678",
  }));
  for (const values of rows)
    await api.call(routes.createRecord, { params: { app: "crm", entity: "lead" }, body: { values } });
  const ops = await story.person("ops");
  const { page } = ops;
  await ops.open("/a/crm/e/lead?view=lead_all");
  await page.getByRole("searchbox").fill("机械");
  // The count of the whole list stays on the screen until the keyword is searched for.
  await page.waitForURL(/[?&]q=/);
  await page.getByRole("grid").getByText("甲机械", { exact: true }).waitFor();
  await page.getByRole("grid").getByText("丙化工", { exact: true }).waitFor({ state: "hidden" });
  await page.getByRole("button", { name: "导出", exact: true }).click();
  const dialog = page.getByRole("dialog", { name: "导出线索" });
  await dialog.getByText(/导出当前列表里/).waitFor();
  await ops.atRest();
  await ops.picture("export-zh");
  await dialog.getByRole("button", { name: "开始导出" }).click();
  await dialog.getByText(/已就绪/).waitFor();
  await ops.picture("export-done-zh");
  const workbook = await fetchedFrom(ops, "下载");
  expect(workbook.name).toMatch(/^线索.*\.xlsx$/);
  expect(workbook.content.subarray(0, 2).toString()).toBe("PK");
  await dialog.getByRole("button", { name: "关闭" }).first().click();

  // Whoever closed the dialog finds the file in it again.
  await page.getByRole("button", { name: "导出", exact: true }).click();
  await ops.picture("export-recent-zh");
  await dialog.getByRole("button", { name: workbook.name }).click();
  expect((await fetchedFrom(ops, "下载")).content.equals(workbook.content)).toBe(true);
  await dialog.getByRole("button", { name: "关闭" }).first().click();

  await page.getByRole("button", { name: "导出", exact: true }).click();
  await dialog.getByText("CSV 文本").click();
  await dialog.getByRole("button", { name: "开始导出" }).click();
  await dialog.getByText(/已就绪/).waitFor();
  const { content } = await fetchedFrom(ops, "下载");
  const text = content.toString("utf8");
  expect(text).toMatch(/姓名.*公司.*手机/);
  expect(text).toContain("甲机械");
  expect(text).toContain("乙机械");
  expect(text).not.toContain("丙化工");
  // What a spreadsheet would take for a formula is guarded; the import takes the guard away again.
  expect(text).not.toMatch(/[,\n]"?=/);
});

test("on the phone and in English, with child rows on a sheet of their own", async () => {
  const api = await story.company.api("ops");
  await api.call(routes.updateMe, { body: { locale: "en" } });
  const phone = await story.person("ops", { screen: "phone", locale: "en-US" });
  const { page } = phone;
  await phone.open("/a/crm/e/quote");
  await page.getByRole("button", { name: "Export", exact: true }).click();
  const dialog = page.getByRole("dialog", { name: "Export Quotes" });
  await dialog.getByText("On sheets of their own").click();
  await phone.atRest();
  await phone.picture("export-phone-en");
  await fitsTheScreen(phone);
  await dialog.getByRole("button", { name: "Export" }).click();
  await dialog.getByText(/is ready/).waitFor();
  const { name } = await fetchedFrom(phone, "Download");
  expect(name).toMatch(/\.xlsx$/);
  await api.call(routes.updateMe, { body: { locale: "zh" } });
});
