import { test } from "vitest";
import { fitsTheScreen } from "./fits-the-screen.ts";
import { useStory } from "./story.ts";

const story = useStory();

test("a deleted flow comes back as the release had it", async () => {
  const ops = await story.person("ops");
  const { page } = ops;
  await ops.open("/a/crm/build/flows");
  const cards = page.getByRole("list").filter({ has: page.getByText("线索自动分配") });
  await cards.getByRole("button", { name: "删除: 线索自动分配" }).click();
  await page
    .getByRole("dialog")
    .getByRole("button", { name: /删\s*除/ })
    .click();
  await cards.getByText("线索自动分配").waitFor({ state: "hidden" });
  await page.getByRole("button", { name: "恢复已删除的…" }).click();
  const dialog = page.getByRole("dialog", { name: "恢复已删除的…" });
  await dialog.getByText("线索自动分配").waitFor();
  await ops.atRest();
  await ops.picture("restore-deleted-zh");
  await dialog.getByRole("button", { name: "恢复: 线索自动分配" }).click();
  await dialog.getByText("没有可恢复的内容").waitFor();
  await page.keyboard.press("Escape");
  await dialog.waitFor({ state: "hidden" });
  await page.getByRole("button", { name: "删除: 线索自动分配" }).waitFor();
  const phone = await story.person("ops", { screen: "phone" });
  await phone.open("/a/crm/build/entities");
  await phone.page.getByRole("button", { name: "恢复已删除的…" }).click();
  await phone.page.getByText("没有可恢复的内容").waitFor();
  await fitsTheScreen(phone);
  await phone.picture("restore-deleted-phone-zh");
});
