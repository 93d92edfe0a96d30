import { routes } from "@mortise/contract";
import { beforeAll, expect, test } from "vitest";
import { fitsTheScreen } from "./fits-the-screen.ts";
import type { Person } from "./person.ts";
import { useStory } from "./story.ts";

const story = useStory();
let ops: Person;

beforeAll(async () => {
  ops = await story.person("ops");
});

async function leads(): Promise<number> {
  const api = await story.company.api("ops");
  const { count } = await api.call(routes.queryRecords, {
    params: { app: "crm", entity: "lead" },
    body: { limit: 1, count: "exact" },
  });
  return count?.value ?? -1;
}

test("the preview is tried on the server with the rights of a role, and nothing is stored", async () => {
  const { page } = ops;
  const before = await leads();
  await ops.open("/a/crm/build/forms/lead");
  await page.getByRole("button", { name: "预览" }).click();
  const preview = page.getByRole("dialog", { name: "预览" });
  await ops.choose(preview.getByRole("combobox", { name: "以角色查看" }), "销售总监");
  await preview.getByLabel("姓名", { exact: true }).fill("试提交的人");
  await ops.choose(preview.locator("[data-field=source]").getByRole("combobox"), "展会");
  await ops.choose(preview.locator("[data-field=status]").getByRole("combobox"), "待跟进");
  await preview.getByRole("button", { name: /^试提交/ }).click();
  await preview.getByText(/服务器检查通过/).waitFor();
  const result = preview.getByRole("region", { name: "试提交的结果" });
  await result.getByText("试提交的人").waitFor();
  await ops.atRest();
  await ops.picture("try-form-zh");
  expect(await leads()).toBe(before);
  // A role that may not make leads is refused by the server itself.
  await ops.choose(preview.getByRole("combobox", { name: "以角色查看" }), "审计");
  await preview.getByText(/服务器检查通过/).waitFor({ state: "detached" });
  await preview.getByRole("button", { name: /^试提交/ }).click();
  await preview.getByRole("alert").first().waitFor();
  expect(await preview.getByText(/服务器检查通过/).count()).toBe(0);
  expect(await leads()).toBe(before);
});

test("as a phone and in English the preview is the form itself, filled with a record", async () => {
  const person = await story.person("ops", { screen: "phone", locale: "en-US" });
  await (await story.company.api("ops")).call(routes.updateMe, { body: { locale: "en" } });
  const { page } = person;
  await person.open("/a/crm/build/forms/lead");
  await page.getByRole("button", { name: "Preview" }).click();
  const preview = page.getByRole("dialog", { name: "Preview" });
  await preview.getByText("Phone", { exact: true }).first().click();
  await person.choose(preview.getByRole("combobox", { name: "Fill with a record" }), /./);
  await expect.poll(() => preview.getByLabel("Name", { exact: true }).inputValue()).not.toBe("");
  await preview.getByLabel("Name", { exact: true }).fill("Tried on the phone");
  await preview.getByRole("button", { name: /^Try it/ }).click();
  await preview.getByText(/The server accepts it/).waitFor();
  await fitsTheScreen(person);
  await person.atRest();
  await person.picture("try-form-phone-en");
  await person.leave();
});
