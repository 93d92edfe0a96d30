import { routes } from "@mortise/contract";
import type { EntityDocument } from "@mortise/metadata";
import { expect, test } from "vitest";
import { fitsTheScreen } from "./fits-the-screen.ts";
import { useStory } from "./story.ts";

const story = useStory();
const payee: EntityDocument = {
  kind: "entity",
  id: "payee",
  version: 1,
  name: { zh: "收款账户", en: "Payee" },
  icon: "bank",
  color: "#2563eb",
  titleField: "name",
  owned: false,
  fields: [
    { id: "name", type: "text", name: { zh: "户名", en: "Holder" }, required: true },
    { id: "card", type: "secret", name: { zh: "银行卡号", en: "Card number" } },
  ],
};

test("a card number is typed, never shown again, replaced without being known, and revealed on record", async () => {
  const api = await story.company.api("admin");
  await api.call(routes.publishEntity, { params: { app: "crm" }, body: { entity: payee } });
  const admin = await story.person("admin");
  const { page } = admin;
  await admin.open("/a/crm/e/payee");
  await page.getByRole("button", { name: /^新建/ }).first().click();
  const dialog = page.getByRole("dialog", { name: "新建收款账户" });
  await dialog.getByRole("textbox", { name: "户名" }).fill("济南榫卯");
  await dialog.locator('[data-field="card"] input').fill("6222020200112233");
  await admin.atRest();
  await admin.picture("secret-form-zh");
  await dialog.getByRole("button", { name: /^保\s*存$/ }).click();
  await dialog.waitFor({ state: "hidden" });
  const { items } = await api.call(routes.queryRecords, {
    params: { app: "crm", entity: "payee" },
    body: {},
  });
  expect(items[0]?.["card"]).toBe("****");
  await admin.open(`/a/crm/e/payee/${items[0]?.id ?? ""}`);
  await page.getByRole("button", { name: "查看明文" }).click();
  await page.getByText("6222020200112233").waitFor();
  await admin.picture("secret-revealed-zh");

  const phone = await story.person("admin", { screen: "phone", locale: "en-US" });
  await api.call(routes.updateMe, { body: { locale: "en" } });
  await phone.open(`/a/crm/e/payee/${items[0]?.id ?? ""}`);
  await phone.page.getByText("Card number").first().waitFor();
  expect(await phone.page.getByText("6222020200112233").count()).toBe(0);
  await fitsTheScreen(phone);
  await phone.picture("secret-phone-en");
  await phone.leave();
  await admin.leave();
});
