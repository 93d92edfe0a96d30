import { routes } from "@mortise/contract";
import type { EntityDocument, FormDocument } from "@mortise/metadata";
import { beforeAll, expect, test } from "vitest";
import { fitsTheScreen } from "./fits-the-screen.ts";
import { publish } from "./publishing.ts";
import { useStory } from "./story.ts";

const story = useStory();
const crm = { app: "crm" };
const option = (key: string, zh: string, en: string) => ({ key, name: { zh, en }, color: "blue" });

const enquiry: EntityDocument = {
  kind: "entity",
  id: "enquiry",
  version: 1,
  name: { zh: "咨询登记", en: "Enquiry" },
  icon: "form",
  color: "#2563eb",
  titleField: "name",
  owned: false,
  fields: [
    { id: "name", type: "text", name: { zh: "咨询人", en: "Asked by" }, required: true },
    {
      id: "heard",
      type: "select",
      name: { zh: "了解途径", en: "Heard of us" },
      settings: { options: [option("web", "官网", "Website"), option("else", "别处", "Elsewhere")] },
    },
    {
      id: "topic",
      type: "multi-select",
      name: { zh: "咨询内容", en: "Topics" },
      settings: { options: [option("price", "价格", "Price")], userMayAdd: true },
    },
  ],
};
const form: FormDocument = {
  kind: "form",
  id: "enquiry",
  version: 1,
  name: { zh: "在线咨询", en: "Ask us" },
  entity: "enquiry",
  items: ["name", "heard", "topic"].map((id) => ({ type: "field", id, field: id, span: 6 })),
  public: { enabled: true, slug: "ask-us" },
};

beforeAll(async () => {
  const api = await story.company.api("admin");
  await api.call(routes.publishEntity, { params: crm, body: { entity: enquiry } });
  await api.call(routes.saveDraft, { params: crm, body: { documents: [{ document: form, revision: 0 }] } });
});

test("a builder marks an option as 其他, and forms ask what it is without being laid out anew", async () => {
  const admin = await story.person("admin");
  const { page } = admin;
  await admin.open("/a/crm/build/entities/enquiry");
  await page.getByText("了解途径", { exact: true }).first().click();
  await page.getByRole("checkbox", { name: /选项带分值/ }).check();
  await page.getByLabel("分值").first().fill("5");
  await page.getByRole("checkbox", { name: "选中时要填说明" }).last().check();
  await page.getByText("了解途径说明").first().waitFor();
  await admin.atRest();
  await admin.picture("choice-options-build-zh");
  await publish(admin);

  await admin.open("/a/crm/e/enquiry");
  await page.getByRole("button", { name: /^新建/ }).first().click();
  const dialog = page.getByRole("dialog", { name: "新建咨询登记" });
  await dialog.getByRole("textbox", { name: "咨询人" }).fill("赵客");
  expect(await dialog.locator('[data-field="f_text"]').count()).toBe(0);
  await admin.choose(dialog.locator('[data-field="heard"] input'), "别处");
  const text = dialog.getByRole("textbox", { name: "了解途径说明" });
  await text.waitFor();
  await dialog.getByRole("button", { name: /^保\s*存$/ }).click();
  await dialog.getByRole("alert").filter({ hasText: "了解途径说明" }).first().waitFor();
  await text.fill("朋友介绍");
  await dialog.locator('[data-field="topic"] input').fill("交货期");
  await page.locator(".ant-select-dropdown:visible").getByText("新增“交货期”").click();
  await dialog.locator('[data-field="topic"]').getByText("交货期").first().waitFor();
  await page.keyboard.press("Escape");
  await admin.atRest();
  await admin.picture("choice-options-form-zh");
  await dialog.getByRole("button", { name: /^保\s*存$/ }).click();
  await dialog.waitFor({ state: "hidden" });
  await admin.open("/a/crm/e/enquiry");
  await page.getByText("朋友介绍").first().waitFor();
  await page.getByText("交货期").first().waitFor();
  await admin.picture("choice-options-list-zh");
  await admin.leave();
});

test("a visitor is asked too, on the phone and in English, and cannot add options", async () => {
  const visitor = await story.visitor({ screen: "phone", locale: "en-US" });
  const { page } = visitor;
  await visitor.open("/f/ask-us");
  await page.getByLabel(/Asked by/).fill("Ann");
  expect(await page.getByLabel(/Heard of us \(other\)/).count()).toBe(0);
  await page.getByLabel(/Heard of us/).selectOption({ label: "Elsewhere" });
  await page.getByLabel(/Heard of us \(other\)/).waitFor();
  await page.getByRole("button", { name: "Submit" }).click();
  await page.getByRole("alert").first().waitFor();
  await fitsTheScreen(visitor);
  await visitor.picture("choice-options-public-phone-en");
  await page.getByLabel(/Heard of us \(other\)/).fill("On the train");
  await page.getByRole("button", { name: "Submit" }).click();
  await page.getByRole("heading", { name: /Received/ }).waitFor();
  const api = await story.company.api("admin");
  const { items } = await api.call(routes.queryRecords, {
    params: { ...crm, entity: "enquiry" },
    body: { filter: { "==": [{ var: "name" }, "Ann"] } },
  });
  expect(Object.values(items[0] ?? {})).toContain("On the train");
  await visitor.leave();
});
