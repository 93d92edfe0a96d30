import { routes } from "@mortise/contract";
import type { Locator } from "playwright-core";
import { beforeAll, expect, test } from "vitest";
import { fitsTheScreen } from "./fits-the-screen.ts";
import type { Person } from "./person.ts";
import { useStory } from "./story.ts";

const story = useStory();
let ops: Person;
let admin: Person;

const FORM = "/a/crm/build/forms/lead";
const canvas = (person: Person): Locator => person.page.getByRole("main", { name: "表单画布" });
const item = (person: Person, name: string): Locator =>
  canvas(person).getByRole("group", { name, exact: true });
const inspector = (person: Person): Locator => person.page.getByRole("complementary", { name: "属性" });
const others = (person: Person): Locator => person.page.getByRole("list", { name: "同时在搭建的人" });
const choose = (person: Person, name: string) => item(person, name).click({ position: { x: 4, y: 4 } });

beforeAll(async () => {
  ops = await story.person("ops");
  admin = await story.person("admin");
});

test("two people see each other at the same form, and what the other one has chosen", async () => {
  await ops.open(FORM);
  await item(ops, "手机").waitFor();
  expect(await others(ops).count()).toBe(0);
  await admin.open(FORM);
  await others(ops).getByRole("link", { name: /线索/ }).waitFor();
  await others(admin).getByRole("link", { name: /线索/ }).waitFor();
  await choose(ops, "手机");
  await item(admin, "手机").locator(".m-holder").waitFor();
  await choose(admin, "公司");
  await item(ops, "公司").locator(".m-holder").waitFor();
  await ops.atRest();
  await ops.picture("two-builders-zh");
});

test("what the other one holds cannot be changed until it is taken over", async () => {
  await choose(admin, "手机");
  await inspector(admin)
    .getByText(/正在编辑这一项/)
    .waitFor();
  expect(await inspector(admin).getByRole("switch", { name: "必填" }).isDisabled()).toBe(true);
  await item(admin, "手机").press("Delete");
  await admin.page.getByText(/选中它可以接管/).waitFor();
  expect(await item(admin, "手机").count()).toBe(1);
  await admin.atRest();
  await admin.picture("held-field-zh");
  await inspector(admin)
    .getByRole("button", { name: /接\s*管/ })
    .click();
  await inspector(admin)
    .getByText(/正在编辑这一项/)
    .waitFor({ state: "detached" });
  expect(await inspector(admin).getByRole("switch", { name: "必填" }).isDisabled()).toBe(false);
  // The one who had it is told, and may take it back.
  await inspector(ops)
    .getByText(/正在编辑这一项/)
    .waitFor();
});

test("changes of both arrive at both without a reload, and none is lost", async () => {
  await choose(ops, "邮箱");
  await inspector(ops).getByLabel("标题（中文）").fill("电子邮箱");
  await choose(admin, "地址");
  await inspector(admin).getByLabel("标题（中文）").fill("通讯地址");
  await item(ops, "通讯地址").waitFor();
  await item(admin, "电子邮箱").waitFor();
  await choose(admin, "公司");
  await inspector(admin).getByLabel("标题（中文）").fill("公司全称");
  await item(ops, "公司全称").waitFor();
  // Taking one's own step back leaves what the other one did.
  await ops.page.getByRole("button", { name: "撤销", exact: true }).click();
  await item(ops, "邮箱").waitFor();
  await item(admin, "邮箱").waitFor();
  for (const person of [ops, admin])
    for (const name of ["通讯地址", "公司全称"]) expect(await item(person, name).count()).toBe(1);
  await ops.page.getByText(/草稿已保存/).waitFor();
  await ops.page.reload();
  for (const name of ["邮箱", "通讯地址", "公司全称"]) await item(ops, name).waitFor();
});

test("steps of flows, parts of prints, blocks of pages and cards of dashboards are held in the same way", async () => {
  const places = [
    { address: "/a/crm/build/flows/lead_routing", part: ".flow-card", name: "条规则", zone: ".flow-stage" },
    { address: "/a/crm/build/prints/quotation", part: ".prd-part > button", name: "报 价 单", zone: ".prd" },
    { address: "/a/crm/build/pages/lead", part: ".pd-block-body", name: "联系信息", zone: ".pd" },
    { address: "/a/crm/build/dashboards/sales", part: ".m-designer-card", name: "", zone: ".m-designer" },
  ];
  for (const { address, part, name, zone } of places) {
    const partOf = ({ page }: Person) => page.locator(part, { hasText: name }).first();
    await ops.open(address);
    await admin.open(address);
    await partOf(ops).click();
    await admin.page.locator(".m-holder").first().waitFor();
    await partOf(admin).click();
    const notice = admin.page.locator(zone).getByText(/正在编辑这一项/);
    await notice.waitFor();
    expect(await admin.page.locator(".m-held").getAttribute("inert")).not.toBe(null);
    if (address.includes("flows")) {
      await admin.atRest();
      await admin.picture("held-step-zh");
    }
    await admin.page
      .locator(zone)
      .getByRole("button", { name: /接\s*管/ })
      .click();
    await notice.waitFor({ state: "detached" });
    await ops.page
      .locator(zone)
      .getByText(/正在编辑这一项/)
      .waitFor();
  }
});

test("who closes the window is gone, on the phone too", async () => {
  await (await story.company.api("ops")).call(routes.updateMe, { body: { locale: "en" } });
  const phone = await story.person("ops", { screen: "phone", locale: "en-US" });
  await phone.open("/a/crm/build/forms");
  const here = phone.page.getByRole("list", { name: "Others building now" });
  await here.getByRole("link").first().waitFor();
  await fitsTheScreen(phone);
  await phone.atRest();
  await phone.picture("two-builders-phone-en");
  await admin.leave();
  await here.waitFor({ state: "detached" });
  await others(ops).waitFor({ state: "detached" });
  await phone.leave();
});
