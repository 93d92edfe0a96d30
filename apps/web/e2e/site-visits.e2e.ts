import { routes } from "@mortise/contract";
import type { EntityDocument } from "@mortise/metadata";
import { beforeAll, expect, test } from "vitest";
import { fitsTheScreen } from "./fits-the-screen.ts";
import type { Person } from "./person.ts";
import { useStory } from "./story.ts";

const story = useStory();
const visit: EntityDocument = {
  kind: "entity",
  version: 1,
  id: "site_visit",
  icon: "form",
  color: "#2563eb",
  name: { zh: "外勤签到", en: "Site visit" },
  titleField: "name",
  owned: false,
  fields: [
    { id: "name", type: "text", name: { zh: "客户", en: "Customer" }, required: true },
    {
      id: "photo",
      type: "image",
      name: { zh: "现场照片", en: "Photo" },
      settings: { stamp: ["time", "person", "place"] },
    },
    { id: "period", type: "date", name: { zh: "账期", en: "Period" }, settings: { grain: "month" } },
    {
      id: "since",
      type: "date",
      name: { zh: "合作年份", en: "Customer since" },
      settings: { grain: "year" },
    },
  ],
};

beforeAll(async () => {
  const api = await story.company.api("admin");
  await api.call(routes.publishEntity, { params: { app: "crm" }, body: { entity: visit } });
});

/** A plain grey photograph, drawn by the browser. */
async function photograph(person: Person): Promise<Buffer> {
  const base64 = await person.page.evaluate<string>(`{
    const canvas = document.createElement("canvas");
    canvas.width = 1200;
    canvas.height = 900;
    const pen = canvas.getContext("2d");
    pen.fillStyle = "#999";
    pen.fillRect(0, 0, 1200, 900);
    canvas.toDataURL("image/jpeg").split(",")[1];
  }`);
  return Buffer.from(base64, "base64");
}

/** How bright a stored picture is in its middle and at its lower edge, 0 to 255, and the brightest spot of the edge. */
async function brightness(person: Person, file: string): Promise<readonly number[]> {
  return person.page.evaluate<readonly number[]>(`(async () => {
    const answer = await fetch(${JSON.stringify(`/api/v1/files/${file}`)});
    const picture = await createImageBitmap(await answer.blob());
    const canvas = document.createElement("canvas");
    canvas.width = picture.width;
    canvas.height = picture.height;
    const pen = canvas.getContext("2d");
    pen.drawImage(picture, 0, 0);
    const at = (x, y) => pen.getImageData(x, y, 1, 1).data[0];
    const edge = [...pen.getImageData(0, picture.height - 100, picture.width, 100).data].filter((_, i) => i % 4 === 0);
    return [at(picture.width / 2, picture.height / 2), at(picture.width - 4, picture.height - 4), Math.max(...edge)];
  })()`);
}

test("a photograph bears when, by whom and where it was taken; dates are months and years", async () => {
  const phone = await story.person("admin", { screen: "phone" });
  const { page } = phone;
  await page.context().grantPermissions(["geolocation"]);
  await page.context().setGeolocation({ longitude: 117.000923, latitude: 36.675807 });
  await phone.open("/a/crm/e/site_visit");
  await page.getByRole("button", { name: "新建外勤签到" }).click();
  const form = page.getByRole("dialog", { name: "新建外勤签到" });
  await form.getByLabel("客户").fill("泉城机械");
  const buffer = await photograph(phone);
  await form
    .locator('[data-field="photo"] input[type=file]')
    .setInputFiles({ name: "门头.jpg", mimeType: "image/jpeg", buffer });
  await form.getByRole("button", { name: "移除“门头.jpg”" }).waitFor();
  await form.locator('[data-field="period"] input').fill("2026-11");
  await page.keyboard.press("Enter");
  await form.locator('[data-field="since"] input').fill("2019");
  await page.keyboard.press("Enter");
  await fitsTheScreen(phone);
  await phone.atRest();
  await phone.picture("site-visit-phone-zh");
  await form.getByRole("button", { name: /^保\s*存$/ }).click();
  await form.waitFor({ state: "hidden" });
  const api = await story.company.api("admin");
  const { items } = await api.call(routes.queryRecords, {
    params: { app: "crm", entity: "site_visit" },
    body: { limit: 1 },
  });
  expect(items).toMatchObject([{ name: "泉城机械", period: "2026-11-01", since: "2019-01-01" }]);
  const photo = items[0]?.["photo"];
  // Values of image fields are lists of files.
  const [file] = photo as readonly { readonly id: string }[];
  const [middle = 0, edge = 0, brightest = 0] = await brightness(phone, file?.id ?? "");
  expect(middle).toBeGreaterThan(140);
  expect(edge).toBeLessThan(100);
  expect(brightest).toBeGreaterThan(220);
  // The record and the list tell months and years as they are meant.
  const record = page.getByRole("dialog", { name: "外勤签到" });
  await record.getByText("2026-11", { exact: true }).waitFor();
  await record.getByText("2019", { exact: true }).waitFor();
  await record.locator("img").first().click();
  await phone.atRest();
  await phone.picture("site-visit-photo-phone-zh");
  await phone.leave();
});

test("on the computer, in English: months are picked as months, and filtered by", async () => {
  const api = await story.company.api("admin");
  await api.call(routes.updateMe, { body: { locale: "en" } });
  const admin = await story.person("admin", { locale: "en-US" });
  const { page } = admin;
  await admin.open("/a/crm/e/site_visit");
  await page.getByRole("button", { name: "New Site visit" }).click();
  const form = page.getByRole("dialog", { name: "New Site visit" });
  await form.getByLabel("Customer", { exact: true }).fill("Spring Ltd");
  await form.locator('[data-field="period"] input').click();
  await page.locator(".ant-picker-dropdown:visible .ant-picker-month-panel").waitFor();
  await admin.atRest();
  await admin.picture("month-picker-en");
  await page.locator(".ant-picker-dropdown:visible .ant-picker-cell", { hasText: "Mar" }).first().click();
  await form.getByRole("button", { name: "Save", exact: true }).click();
  await form.waitFor({ state: "hidden" });
  await page.keyboard.press("Escape");
  const cell = page.getByRole("grid").getByText(/^\d{4}-03$/);
  await cell.waitFor();
  await page.getByRole("grid").getByText("2026-11", { exact: true }).waitFor();
  await admin.picture("months-list-en");
  await admin.leave();
});
