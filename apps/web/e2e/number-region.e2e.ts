import { routes } from "@mortise/contract";
import type { EntityDocument } from "@mortise/metadata";
import { expect, test } from "vitest";
import { fitsTheScreen } from "./fits-the-screen.ts";
import { useStory } from "./story.ts";

const story = useStory();
const caller: EntityDocument = {
  kind: "entity",
  id: "caller",
  version: 1,
  name: { zh: "来电", en: "Caller" },
  icon: "user",
  color: "#2563eb",
  titleField: "name",
  owned: false,
  fields: [
    { id: "name", type: "text", name: { zh: "来电人", en: "Name" }, required: true },
    { id: "mobile", type: "mobile", name: { zh: "号码", en: "Number" } },
    {
      id: "place",
      type: "mobile-region",
      name: { zh: "归属地", en: "Region" },
      settings: { field: "mobile" },
    },
    {
      id: "call_back",
      type: "datetime",
      name: { zh: "回电时间", en: "Call back" },
      settings: { earliest: "09:00", latest: "18:00", minuteStep: 15, limitZone: "Asia/Shanghai" },
    },
  ],
};

test("a number tells its region once it is saved, and calling back at night is refused", async () => {
  const api = await story.company.api("admin");
  await api.call(routes.publishEntity, { params: { app: "crm" }, body: { entity: caller } });
  const admin = await story.person("admin");
  const { page } = admin;
  await admin.open("/a/crm/e/caller");
  await page.getByRole("button", { name: /^新建/ }).first().click();
  const form = page.getByRole("dialog", { name: "新建来电" });
  await form.getByRole("textbox", { name: "来电人" }).fill("钱来");
  await form.locator('[data-field="mobile"] input').fill("131 5310 0000");
  const callBack = form.locator('[data-field="call_back"] input');
  expect(await callBack.getAttribute("placeholder")).toBe("09:00–18:00");
  await callBack.fill("2026-12-01 10:15");
  await page.keyboard.press("Enter");
  await admin.atRest();
  await admin.picture("number-region-form-zh");
  await form.getByRole("button", { name: /^保\s*存$/ }).click();
  await form.waitFor({ state: "hidden" });
  const late = { name: "夜里", call_back: "2026-12-01T12:00:00.000Z" };
  const refused = api.call(routes.createRecord, {
    params: { app: "crm", entity: "caller" },
    body: { values: late },
  });
  await expect(refused).rejects.toMatchObject({ status: 400 });
  await admin.open("/a/crm/e/caller");
  await page.getByText("济南").first().waitFor();
  await admin.picture("number-region-list-zh");
  const { items } = await api.call(routes.queryRecords, {
    params: { app: "crm", entity: "caller" },
    body: { filter: { within: [{ var: "place" }, "37"] } },
  });
  expect(items.map(({ place }) => place)).toEqual(["3701"]);
  await api.call(routes.updateMe, { body: { locale: "en" } });
  const phone = await story.person("admin", { screen: "phone", locale: "en-US" });
  await phone.open(`/a/crm/e/caller/${items[0]?.id ?? ""}`);
  await phone.page.getByText("Jinan").first().waitFor();
  await fitsTheScreen(phone);
  await phone.picture("number-region-phone-en");
  await phone.leave();
  await admin.leave();
});
