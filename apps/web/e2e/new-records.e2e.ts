import { routes } from "@mortise/contract";
import { expect, test } from "vitest";
import { fitsTheScreen } from "./fits-the-screen.ts";
import { useStory } from "./story.ts";

const story = useStory();
const campaigns = { app: "crm", entity: "campaign" };

/** The campaigns of a name, as the director reads them. */
async function named(name: string): Promise<readonly Record<string, unknown>[]> {
  const api = await story.company.api("director");
  const { items } = await api.call(routes.queryRecords, {
    params: campaigns,
    body: { filter: { "==": [{ var: "name" }, name] }, limit: 10 },
  });
  return items;
}

test("records are typed in one after the other, each starting with the values of the one before", async () => {
  const director = await story.person("director");
  const { page } = director;
  await director.open("/a/crm/e/campaign");
  await page.getByRole("button", { name: "新建市场活动" }).click();
  const form = page.getByRole("dialog", { name: "新建市场活动" });
  await form.getByLabel("活动名称").fill("济南站路演");
  await director.choose(form.getByRole("combobox", { name: "渠道" }), "研讨会");
  await form.getByLabel("预算").fill("12000");
  await form.getByRole("checkbox", { name: "下一条沿用这次的内容" }).click();
  await director.picture("new-record-series-zh");
  await form.getByRole("button", { name: "再建一条" }).click();
  await page.getByText("已保存“济南站路演”，请填写下一条").waitFor();
  const name = form.getByLabel("活动名称");
  await expect.poll(() => name.inputValue()).toBe("");
  await name.fill("青岛站路演");
  await form.getByRole("button", { name: /^保\s*存$/ }).click();
  await form.waitFor({ state: "hidden" });
  await bothHave("济南站路演", "青岛站路演");
  await director.leave();
});

/** Both records have the channel and the budget that were typed once. */
async function bothHave(...names: readonly string[]): Promise<void> {
  for (const name of names)
    await expect.poll(() => named(name)).toMatchObject([{ name, channel: "seminar", budget: "12000.00" }]);
}

test("what was typed and not saved is back after the page was closed, on this device, until it is given up", async () => {
  const director = await story.person("director");
  const { page } = director;
  const form = page.getByRole("dialog", { name: "新建市场活动" });
  const begin = async () => {
    await director.open("/a/crm/e/campaign");
    await page.getByRole("button", { name: "新建市场活动" }).click();
    await form.waitFor();
  };
  await begin();
  await form.getByLabel("活动名称").fill("写到一半的活动");
  await director.choose(form.getByRole("combobox", { name: "渠道" }), "展会");
  await expect.poll(() => page.evaluate(`JSON.stringify(localStorage)`)).toContain("写到一半的活动");
  // The page goes away without a word, as when a battery is empty.
  await begin();
  await form.getByText(/已恢复 .*没有保存的内容/).waitFor();
  expect(await form.getByLabel("活动名称").inputValue()).toBe("写到一半的活动");
  await director.picture("new-record-draft-zh");
  // Closed on purpose it is kept, too, when one says so.
  await form.getByLabel("活动名称").fill("写到一半的活动，又改了");
  await page.keyboard.press("Escape");
  const question = page.getByRole("dialog", { name: "放弃未保存的内容？" });
  await question.getByRole("button", { name: "存为草稿" }).click();
  await form.waitFor({ state: "hidden" });
  await page.getByRole("button", { name: "新建市场活动" }).click();
  await form.getByText(/已恢复 .*没有保存的内容/).waitFor();
  await form.getByRole("button", { name: "清空重填" }).click();
  await expect.poll(() => form.getByLabel("活动名称").inputValue()).toBe("");
  await page.keyboard.press("Escape");
  await begin();
  expect(await form.getByText(/没有保存的内容/).count()).toBe(0);
  await director.leave();
});

test("a record is copied with what can be filled in; on the phone, in English", async () => {
  const phone = await story.person("admin", { screen: "phone" });
  const { page } = phone;
  const [first] = await named("青岛站路演");
  await phone.open("/a/crm");
  await page.getByRole("button", { name: "打开菜单" }).click();
  await phone.speakEnglish();
  await phone.open(`/a/crm/e/campaign/${String(first?.["id"])}`);
  await page.getByRole("button", { name: "More actions" }).click();
  await page.getByRole("menuitem", { name: "Copy", exact: true }).click();
  const form = page.getByRole("dialog", { name: /^Copy of/ });
  const name = form.getByLabel("Name");
  expect(await name.inputValue()).toBe("青岛站路演");
  await fitsTheScreen(phone);
  await phone.atRest();
  await phone.picture("copy-record-phone-en");
  await name.fill("潍坊站路演");
  await form.getByRole("button", { name: "Save", exact: true }).click();
  await page.getByRole("heading", { name: "潍坊站路演" }).waitFor();
  await expect.poll(() => named("潍坊站路演")).toMatchObject([{ channel: "seminar", budget: "12000.00" }]);
  // The form for a new one, with all its buttons, fits the phone as well.
  await phone.open("/a/crm/e/campaign");
  await page.getByRole("button", { name: "New Campaign" }).click();
  await page.getByRole("button", { name: "Add another" }).waitFor();
  await phone.atRest();
  await fitsTheScreen(phone);
  await phone.picture("new-record-phone-en");
  await phone.leave();
});
