import { routes } from "@mortise/contract";
import { type FieldDefinition, type EntityDocument } from "@mortise/metadata";
import type { JsonObject } from "@mortise/kit";
import type { Page } from "playwright-core";
import { beforeAll, expect, test } from "vitest";
import { fitsTheScreen } from "./fits-the-screen.ts";
import type { Person } from "./person.ts";
import { useStory } from "./story.ts";

const story = useStory();

function field(id: string, type: string, zh: string, en: string, settings: JsonObject = {}): FieldDefinition {
  return { id, type, name: { zh, en }, settings };
}

const TREE = [
  {
    key: "device",
    name: { zh: "设备", en: "Devices" },
    children: [
      { key: "pump", name: { zh: "水泵", en: "Pumps" } },
      { key: "valve", name: { zh: "阀门", en: "Valves" } },
    ],
  },
  { key: "service", name: { zh: "服务", en: "Services" } },
];

const visit: EntityDocument = {
  kind: "entity",
  id: "visit",
  version: 1,
  name: { zh: "上门登记", en: "Visit" },
  icon: "form",
  color: "#2563eb",
  titleField: "name",
  owned: false,
  fields: [
    field("name", "text", "事由", "Reason"),
    field("grade", "rating", "满意度", "Grade", {
      levels: 5,
      names: "很差 | Poor\n差 | Weak\n一般 | Fair\n好 | Good\n很好 | Great",
    }),
    field("done", "progress", "完成度", "Done", { from: 0, to: 100, step: 5, unit: "%", control: "slider" }),
    field("at", "time", "到达时间", "Arrived at"),
    field("term", "date-range", "服务期", "Term"),
    field("serial", "text", "设备序列号", "Serial number", { scan: true }),
    field("id_no", "id-card", "证件号码", "Identity number", { kinds: ["resident"] }),
    field("code", "credit-code", "信用代码", "Credit code"),
    field("amount", "money", "收款", "Amount"),
    field("words", "amount-in-words", "收款大写", "Amount in words", { field: "amount" }),
    field("label", "barcode", "编码条码", "Code label", { source: "field", field: "code", form: "code128" }),
    field("link", "barcode", "记录二维码", "QR code", { source: "record", form: "qr" }),
    field("marks", "tags", "标记", "Marks", { presets: "重点\n回访" }),
    field("kind", "cascader", "类目", "Category", { tree: TREE, leafOnly: true, display: "columns" }),
    field("place", "address", "上门地址", "Address"),
    field("spot", "location", "签到位置", "Checked in at"),
    field("report", "rich-text", "服务报告", "Report"),
    field("photos", "image", "现场照片", "Photos"),
    field("sign", "signature", "客户签名", "Signature"),
  ],
};

const PICTURE = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAgAAAAICAIAAABLbSncAAAAFUlEQVR4nGP4z8CAFWEXHbQSAAvbP8GUxrNYAAAAAElFTkSuQmCC",
  "base64",
);

/** A code as a phone photographs it: large, on a sheet of paper. */
async function photographed(page: Page, svg: string): Promise<Buffer> {
  const sheet = await page.context().newPage();
  await sheet.setContent(`<div style="margin:60px;width:900px">${svg}</div>`);
  await sheet.addStyleTag({ content: "svg { width: 900px; height: 200px }" });
  const picture = await sheet.screenshot();
  await sheet.close();
  return picture;
}

let admin: Person;

beforeAll(async () => {
  const api = await story.company.api("admin");
  await api.call(routes.publishEntity, { params: { app: "crm" }, body: { entity: visit } });
  admin = await story.person("admin");
});

test("one record takes every kind of value from the keyboard, is found by them, and shows them", async () => {
  const { page } = admin;
  await admin.open("/a/crm/e/visit");
  await page.getByRole("button", { name: /^新建/ }).first().click();
  const form = page.getByRole("dialog", { name: "新建上门登记" });
  const at = (id: string) => form.locator(`[data-field="${id}"]`);
  await form.getByRole("textbox", { name: "事由" }).fill("上门维修");
  await at("grade").locator("[role=radio]").first().focus();
  await page.keyboard.press("4");
  await at("grade").getByText("好", { exact: true }).waitFor();
  await at("done").getByRole("spinbutton").fill("45");
  await at("at").locator("input").fill("9:30");
  await page.keyboard.press("Enter");
  await at("term").locator("input").first().fill("2026-11-01");
  await page.keyboard.press("Tab");
  await at("term").locator("input").last().fill("2026-11-30");
  await page.keyboard.press("Enter");
  await at("id_no").locator("input").fill("11010519491231002x");
  await at("code").locator("input").fill("9135 0100 M000 100Y 43");
  await at("amount").locator("input").fill("1234.56");
  await at("marks").locator("input").fill("加急");
  await page.keyboard.press("Enter");
  await page.keyboard.press("Escape");
  await at("kind").locator("input").fill("阀门");
  await page
    .locator(".ant-cascader-dropdown:visible .ant-cascader-menu-item", { hasText: "阀门" })
    .first()
    .waitFor();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await at("place").locator("input").first().fill("历下");
  await page.locator(".ant-cascader-dropdown:visible .ant-cascader-menu-item").first().waitFor();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await at("place").getByLabel("街道、门牌号").fill("经十路 17703 号");
  await at("spot").locator("input").first().fill("117.000923,36.675807");
  await at("spot").getByLabel("地点名称").fill("泉城广场");
  await at("report").getByRole("textbox").click();
  await page.keyboard.type("已更换密封圈");
  await page.keyboard.press("Enter");
  await page.keyboard.type("压力正常");
  await at("photos")
    .locator("input[type=file]")
    .setInputFiles({ name: "现场.png", mimeType: "image/png", buffer: PICTURE });
  await at("photos").getByRole("button", { name: "移除“现场.png”" }).waitFor();
  await sign(admin);
  await admin.atRest();
  await admin.picture("field-types-form-zh");
  await form.getByRole("button", { name: /^保\s*存$/ }).click();
  await form.waitFor({ state: "hidden" });
  await page.getByText("扫码打开这条记录").waitFor();
  await page.keyboard.press("Escape");

  const api = await story.company.api("admin");
  const found = async (filter: object) =>
    (
      await api.call(routes.queryRecords, {
        params: { app: "crm", entity: "visit" },
        // Conditions are JSON.
        body: { filter: filter as JsonObject },
      })
    ).items.map((item) => item["name"]);
  expect(await found({ overlaps: [{ var: "term" }, "2026-11-30/2026-12-31"] })).toEqual(["上门维修"]);
  expect(await found({ covers: [{ var: "term" }, "2026-12-01"] })).toEqual([]);
  expect(await found({ contains: [{ var: "kind" }, "device"] })).toEqual(["上门维修"]);
  expect(await found({ within: [{ var: "place" }, "3701"] })).toEqual(["上门维修"]);
  expect(await found({ contains: [{ var: "marks" }, "加急"] })).toEqual(["上门维修"]);
  expect(await found({ ">=": [{ var: "at" }, "09:30"] })).toEqual(["上门维修"]);

  const search = page.getByPlaceholder(/搜索/).last();
  await search.fill("91350100M000100Y43");
  await page.getByText("上门维修").first().waitFor();
  await admin.atRest();
  await admin.picture("field-types-list-zh");
});

test("the record shows each value as it is meant, on a phone and in English as well", async () => {
  const api = await story.company.api("admin");
  const { items } = await api.call(routes.queryRecords, {
    params: { app: "crm", entity: "visit" },
    body: {},
  });
  const id = items[0]?.id ?? "";
  const { page } = admin;
  await admin.open(`/a/crm/e/visit/${id}`);
  await page.getByText("壹仟贰佰叁拾肆元伍角陆分").waitFor();
  await page.getByText("山东省济南市历下区 经十路 17703 号").waitFor();
  await page.getByText("扫码打开这条记录").waitFor();
  await admin.atRest();
  await admin.picture("field-types-page-zh");
  const code = page.getByRole("img", { name: "91350100M000100Y43" });
  const label = await photographed(page, await code.evaluate((svg: { outerHTML: string }) => svg.outerHTML));
  await api.call(routes.updateMe, { body: { locale: "en" } });
  const phone = await story.person("admin", { screen: "phone", locale: "en-US" });
  await phone.open(`/a/crm/e/visit/${id}`);
  await phone.page.getByText("Good").first().waitFor();
  await fitsTheScreen(phone);
  await phone.picture("field-types-page-phone-en");

  // A field is filled in from the photograph of a label; there is no camera here, which is said.
  await phone.page.getByRole("button", { name: "Edit" }).first().click();
  const serial = phone.page.locator('[data-field="serial"]');
  await serial.getByRole("button", { name: "Scan a code" }).click();
  const scan = phone.page.getByRole("dialog", { name: "Scan a code" });
  await scan.getByText(/No camera can be used here|The camera may not be used/).waitFor();
  const photo = scan.locator("input[type=file]");
  const picture = (buffer: Buffer) => ({ name: "label.png", mimeType: "image/png", buffer });
  await photo.setInputFiles(picture(PICTURE));
  await scan.getByText(/No bar code or QR code was found/).waitFor();
  await phone.atRest();
  await fitsTheScreen(phone);
  await phone.picture("field-scan-phone-en");
  await photo.setInputFiles(picture(label));
  await scan.waitFor({ state: "hidden" });
  expect(await serial.getByRole("textbox").inputValue()).toBe("91350100M000100Y43");
  await phone.page.getByRole("button", { name: "Save", exact: true }).click();
  await phone.page.getByText("91350100M000100Y43").first().waitFor();
  await phone.open("/a/crm/e/visit");
  await phone.page.getByText("上门维修").first().waitFor();
  await fitsTheScreen(phone);
  await phone.picture("field-types-list-phone-en");
  await phone.leave();
});

async function sign(person: Person): Promise<void> {
  const { page } = person;
  await page.locator(`[data-field="sign"]`).getByRole("button").first().click();
  const pad = page.getByLabel("请在框内书写");
  await pad.waitFor();
  await person.atRest();
  const box = await pad.boundingBox();
  if (!box) throw new TypeError("there is nothing to write on");
  await page.mouse.move(box.x + 60, box.y + 120);
  await page.mouse.down();
  await page.mouse.move(box.x + 160, box.y + 60, { steps: 6 });
  await page.mouse.move(box.x + 260, box.y + 150, { steps: 6 });
  await page.mouse.up();
  const dialog = page.getByRole("dialog", { name: "手写签名" });
  await dialog.getByRole("button", { name: /^完\s*成$/ }).click();
  await dialog.waitFor({ state: "hidden" });
}
