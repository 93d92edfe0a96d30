import { routes } from "@mortise/contract";
import { beforeAll, expect, test } from "vitest";
import { fitsTheScreen } from "./fits-the-screen.ts";
import type { Person } from "./person.ts";
import { useStory } from "./story.ts";

const story = useStory();
let person: Person;

async function lead(values: Record<string, unknown>): Promise<string> {
  const api = await story.company.system("ops");
  const { record } = await api.call(routes.createRecord, {
    params: { app: "crm", entity: "lead" },
    body: { values },
  });
  return record.id;
}

beforeAll(async () => {
  person = await story.person("director");
  await lead({ name: "知行仓储甲", source: "expo", mobile: "13900137788", region: "3702" });
});

test("a record is found by the first letters of its name and by pieces of its number", async () => {
  const { page } = person;
  await person.open("/a/crm/e/lead");
  const search = page.getByRole("searchbox").first();
  for (const keyword of ["zhcc", "ZXCC", "行仓", "0013 77", "+86 139-0013"]) {
    // Nothing is shown before each, so that what is shown then was found by it.
    await search.fill("zhccx");
    await page.getByText("没有符合条件的记录").first().waitFor();
    await search.fill(keyword);
    await page.getByRole("grid").getByText("知行仓储甲").waitFor();
  }
});

test("a list is grouped with counts, opens a group on demand and stays grouped by its address", async () => {
  const { page } = person;
  await person.open("/a/crm/e/lead");
  await page.getByRole("button", { name: "分组", exact: true }).click();
  await page.getByRole("radio", { name: "来源", exact: true }).click();
  const group = page.getByRole("button", { name: /展会/ }).first();
  await group.waitFor();
  expect(await page.getByText("知行仓储甲").count()).toBe(0);
  await group.click();
  await page.getByRole("grid").getByText("知行仓储甲").waitFor();
  await person.picture("leads-grouped-zh");
  const phone = await story.person("director", { screen: "phone" });
  await phone.open(new URL(page.url()).pathname + new URL(page.url()).search);
  await phone.page.getByRole("button", { expanded: false }).first().waitFor();
  await phone.picture("leads-grouped-phone");
});

test("what happened while the browser was cut off is on screen when it is back", async () => {
  const { page } = person;
  await person.open("/a/crm/e/lead");
  await page.getByRole("searchbox").first().fill("断线");
  await page.getByText("没有符合条件的记录").first().waitFor();
  await page.context().setOffline(true);
  await lead({ name: "断线期间的线索", source: "other" });
  await page.context().setOffline(false);
  await page.getByRole("grid").getByText("断线期间的线索").waitFor();
});

test("from a record opened by a link one steps to its neighbours in the order of the list", async () => {
  const { page } = person;
  await lead({ name: "邻居甲", source: "other" });
  const middle = await lead({ name: "邻居乙", source: "other" });
  await lead({ name: "邻居丙", source: "other" });
  await person.open(`/a/crm/e/lead?view=lead_all&q=邻居&s=created_at&open=${middle}`);
  const drawer = page.getByRole("dialog", { name: "线索" });
  const [previous, next] = ["上一条", "下一条"].map((name) => drawer.getByRole("button", { name }));
  const isShown = (name: string) => drawer.getByRole("heading", { name }).waitFor();
  await isShown("邻居乙");
  await next?.click();
  await isShown("邻居丙");
  await expect.poll(() => next?.isDisabled()).toBe(true);
  await person.atRest();
  await person.picture("record-neighbours-zh");
  await previous?.click();
  await isShown("邻居乙");
  await previous?.click();
  await isShown("邻居甲");
  await expect.poll(() => previous?.isDisabled()).toBe(true);
  const phone = await story.person("director", { screen: "phone" });
  await phone.open(`/a/crm/e/lead?view=lead_all&q=邻居&s=created_at&open=${middle}`);
  await phone.page.getByRole("button", { name: "下一条" }).waitFor();
  await fitsTheScreen(phone);
  await phone.picture("record-neighbours-phone-zh");
  await phone.leave();
});
