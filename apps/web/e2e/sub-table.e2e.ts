import { expect, test } from "vitest";
import { fitsTheScreen } from "./fits-the-screen.ts";
import type { Person } from "./person.ts";
import { useStory } from "./story.ts";

const story = useStory();

/** Pastes what a spreadsheet puts on the clipboard into the first cell of the sub-table. */
async function paste({ page }: Person, text: string): Promise<void> {
  const cell = page.locator('[data-cell="0 0"] input').first();
  await cell.click();
  await page.evaluate(`{
    const clipboardData = new DataTransfer();
    clipboardData.setData("text/plain", ${JSON.stringify(text)});
    const paste = new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true });
    document.activeElement.dispatchEvent(paste);
  }`);
}

test.each(["computer", "phone"] as const)("rows of a spreadsheet are pasted on the %s", async (screen) => {
  const rep = await story.person("wangqiang", { screen });
  const { page } = rep;
  await rep.open("/a/crm/e/quote");
  await page
    .getByRole("button", { name: /新建报价/ })
    .first()
    .click();
  const form = page.getByRole("dialog", { name: /新建报价/ });
  await form.getByRole("button", { name: "添加一行" }).click();
  await paste(rep, "控制器\t3\t1200\n伺服电机\t很多\t800\n");
  await page.locator('[data-cell="1 0"] input').first().waitFor();
  expect(await page.locator('[data-cell="1 0"] input').first().inputValue()).toBe("伺服电机");
  expect(await page.locator('[data-cell="0 0"] input').first().inputValue()).toBe("控制器");
  await rep.atRest();
  await fitsTheScreen(rep);
  await rep.picture(`sub-table-pasted-${screen}-zh`);
  await rep.leave();
});
