import { routes } from "@mortise/contract";
import type { Locator } from "playwright-core";
import { beforeAll, expect, test } from "vitest";
import { fitsTheScreen } from "./fits-the-screen.ts";
import type { Person } from "./person.ts";
import { openPublishing, publishFrom } from "./publishing.ts";
import { useStory } from "./story.ts";

const story = useStory();
let ops: Person;

beforeAll(async () => {
  ops = await story.person("ops");
});

const canvas = (): Locator => ops.page.getByRole("main", { name: "表单画布" });
const item = (name: string): Locator => canvas().getByRole("group", { name, exact: true });
const palette = (name: string): Locator =>
  ops.page.getByRole("complementary", { name: "字段库" }).getByRole("button", { name, exact: true });
const inspector = (): Locator => ops.page.getByRole("complementary", { name: "属性" });

const LINES = ["来访类型", "手机", "公司", "到访日期", "预计金额", "是否用餐", "车牌", "接待人", "备注"];

/** Pastes lines into the dialog that makes fields of them. */
async function pasteLines(lines: readonly string[], button: Locator): Promise<void> {
  await button.click();
  const dialog = ops.page.getByRole("dialog", { name: "粘贴字段" });
  await dialog.getByRole("textbox", { name: "粘贴字段" }).fill(lines.join("\n"));
  await dialog.getByRole("button", { name: `添加 ${lines.length} 个字段` }).click();
  await dialog.waitFor({ state: "hidden" });
}

/** Adds a rule by mouse: a field must be filled in when another one has an option. */
async function requireWhen({ field, is }: { readonly field: string; readonly is: string }, required: string) {
  const { page } = ops;
  await page.getByRole("button", { name: "规则" }).click();
  const rules = page.getByRole("dialog", { name: "表单规则" });
  await rules.getByRole("button", { name: "添加规则" }).click();
  const when = rules.getByRole("region", { name: "当", exact: true });
  const then = rules.getByRole("region", { name: "就", exact: true });
  await when.getByRole("button", { name: /添加条件$/ }).click();
  await ops.choose(when.getByRole("combobox", { name: "字段", exact: true }), field);
  await ops.choose(when.getByRole("group", { name: "值" }).getByRole("combobox"), is);
  await ops.choose(then.getByRole("combobox", { name: "哪些字段" }), required);
  await then.getByRole("heading").click();
  await rules.getByText(`当 ${field} 是 ${is}，必填 ${required}`).waitFor();
  await rules.getByRole("button", { name: /收\s*起/ }).click();
  await page.keyboard.press("Escape");
  await rules.waitFor({ state: "hidden" });
}

/** Makes an entity and a form of it with nothing but its name. */
async function emptyForm(person: Person, name: string): Promise<void> {
  const { page } = person;
  await person.open("/a/crm/build/entities");
  await page.getByRole("button", { name: "新建实体" }).click();
  const entity = page.getByRole("dialog", { name: "新建实体" });
  await entity.getByLabel("中文名称").fill(name);
  await entity.getByRole("button", { name: /创\s*建/ }).click();
  await page.getByRole("heading", { name }).waitFor();
  await person.open("/a/crm/build/forms");
  await page.getByRole("button", { name: "新建表单" }).click();
  const form = page.getByRole("dialog", { name: "新建表单" });
  await form.getByLabel("中文名称").fill(name);
  await person.choose(form.getByRole("combobox"), name);
  await form.getByRole("button", { name: /创\s*建/ }).click();
  await page
    .getByRole("main", { name: "表单画布" })
    .getByRole("group", { name: "名称", exact: true })
    .waitFor();
}

test("ten fields, a rule and a child table from an empty page, with the mouse", async () => {
  const { page } = ops;
  await emptyForm(ops, "来访登记");
  await page.getByRole("button", { name: "粘贴字段" }).click();
  const dialog = page.getByRole("dialog", { name: "粘贴字段" });
  await dialog.getByRole("textbox", { name: "粘贴字段" }).fill(LINES.join("\n"));
  await dialog.getByRole("checkbox", { name: "接待人" }).waitFor();
  await ops.atRest();
  await ops.picture("form-paste-zh");
  await dialog.getByRole("button", { name: "添加 9 个字段" }).click();
  await item("备注").waitFor();
  // One step: taken back as a whole, fields of the entity too, and done again.
  await page.getByRole("button", { name: "撤销", exact: true }).click();
  await item("备注").waitFor({ state: "detached" });
  expect(await palette("车牌").count()).toBe(0);
  await page.getByRole("button", { name: "重做", exact: true }).click();
  await item("来访类型").click({ position: { x: 4, y: 4 } });
  await inspector().getByRole("button", { name: "批量粘贴" }).click();
  await inspector().getByRole("textbox", { name: "批量粘贴" }).fill("客户参观\n供应商\n面试");
  await inspector()
    .getByRole("button", { name: /完\s*成|确\s*定/ })
    .click();

  // The child table is dragged in; its rows get their columns by pasting.
  await palette("子表").scrollIntoViewIfNeeded();
  await ops.drag(palette("子表"), item("备注"), { x: 0.5, y: 0.95 });
  await page.getByRole("textbox", { name: "重命名" }).fill("陪同人员");
  await page.getByRole("textbox", { name: "重命名" }).press("Enter");
  const columns = inspector().getByRole("region", { name: "子表的列" });
  await columns.getByRole("textbox", { name: "列名 名称" }).fill("姓名");
  await pasteLines(["手机", "部门职务"], columns.getByRole("button", { name: "粘贴字段" }));
  await item("陪同人员").getByText("部门职务").waitFor();

  await requireWhen({ field: "来访类型", is: "客户参观" }, "公司");
  await ops.atRest();
  await ops.picture("form-ten-fields-zh");
});

test("tabs, several items at once, and steps that outlive a reload", async () => {
  const { page } = ops;
  await palette("选项卡").scrollIntoViewIfNeeded();
  await ops.drag(palette("选项卡"), item("名称"), { x: 0.5, y: 0.95 });
  await item("选项卡 1").waitFor();
  await item("车牌").click({ position: { x: 4, y: 4 } });
  await item("备注").click({ position: { x: 4, y: 4 }, modifiers: ["ControlOrMeta"] });
  await item("接待人").click({ position: { x: 4, y: 4 }, modifiers: ["ControlOrMeta"] });
  await inspector().getByRole("heading", { name: "已选 3 项" }).waitFor();
  await inspector().getByText("1/3", { exact: true }).click();
  await ops.picture("form-many-zh");
  await ops.choose(inspector().getByRole("combobox", { name: "移到…" }), /选项卡 2/);
  await item("选项卡 2").click();
  await item("接待人").waitFor();
  await page.getByText(/草稿已保存/).waitFor();

  await page.reload();
  await item("选项卡 2").click();
  await item("接待人").waitFor();
  await page.getByRole("button", { name: "撤销", exact: true }).click();
  await item("选项卡 1").click();
  await item("车牌").waitFor();
  await page.getByRole("button", { name: "重做", exact: true }).click();
  await page.getByRole("button", { name: "对比已发布" }).waitFor({ state: "hidden" });
});

test("the preview is the form itself: a complaint on a hidden tab comes forward, on the phone too", async () => {
  const { page } = ops;
  await item("选项卡 2").click();
  await item("车牌").click({ position: { x: 4, y: 4 } });
  await inspector().getByRole("switch", { name: "必填" }).click();
  await page.getByRole("button", { name: "预览" }).click();
  const preview = page.getByRole("dialog", { name: "预览" });
  await preview.getByText("手机", { exact: true }).first().click();
  await preview.getByLabel("名称", { exact: true }).fill("张三");
  await preview.getByRole("button", { name: /^试提交/ }).click();
  await preview.getByRole("tab", { name: /选项卡 2/, selected: true }).waitFor();
  await preview.getByText("请填写车牌").waitFor();
  await ops.atRest();
  await ops.picture("form-preview-tabs-zh");
  await page.keyboard.press("Escape");
  await preview.waitFor({ state: "hidden" });
});

test("published, the form takes a visit with the people who came along", async () => {
  const { page } = ops;
  await publishFrom(await openPublishing(ops));
  await page.getByText(/已发布第 \d+ 版/).waitFor();
  await ops.open("/a/crm/build/forms");
  const phone = await story.person("ops", { screen: "phone" });
  await phone.open("/a/crm/e/lai_fang_deng_ji");
  await phone.page
    .getByRole("button", { name: /新建来访登记|新建/ })
    .first()
    .click();
  const form = phone.page.getByRole("dialog", { name: "新建来访登记" });
  await form.getByLabel("名称", { exact: true }).fill("甲公司来访");
  await phone.choose(form.locator("[data-field]", { hasText: "来访类型" }).getByRole("combobox"), "客户参观");
  await form.getByRole("tab", { name: "选项卡 2" }).click();
  await form.getByLabel("车牌").fill("鲁A12345");
  await fitsTheScreen(phone);
  await phone.atRest();
  await phone.picture("form-tabs-phone-zh");
  await form.getByRole("button", { name: /^保\s*存$/ }).click();
  await form.getByText("请填写公司").waitFor();
  await form.getByLabel("公司").fill("甲公司");
  await form
    .getByRole("button", { name: /添加一行|添\s*加/ })
    .first()
    .click();
  await form.getByRole("group", { name: "姓名" }).getByRole("textbox").fill("李雷");
  await form.getByRole("button", { name: /^保\s*存$/ }).click();
  await form.waitFor({ state: "hidden" });
  await phone.leave();
  const api = await story.company.api("ops");
  const { items } = await api.call(routes.queryRecords, {
    params: { app: "crm", entity: "lai_fang_deng_ji" },
    body: { limit: 5 },
  });
  expect(items).toMatchObject([{ name: "甲公司来访", che_pai: "鲁A12345", gong_si: "甲公司" }]);
});

test("a form of leads is built with the mouse from an empty page: sections, options, a rule and a child table", async () => {
  const { page } = ops;
  await emptyForm(ops, "展会线索");
  const rename = page.getByRole("textbox", { name: "重命名" });
  /** Drags something new from the palette and says what it is called. */
  const drag = async (type: string, onto: Locator, name: string) => {
    await palette(type).scrollIntoViewIfNeeded();
    await ops.drag(palette(type), onto, { x: 0.5, y: 0.92 });
    // Fields ask by themselves what they are called; the title of a section is clicked.
    if (type === "分组") await item("分组").getByText("分组", { exact: true }).click();
    await rename.fill(name);
    await rename.press("Enter");
    await item(name).waitFor();
  };
  await drag("分组", item("名称"), "联系信息");
  await drag("手机", item("联系信息").getByText("把字段拖到这里"), "手机");
  await drag("单行文本", item("手机"), "公司");
  await drag("分组", item("联系信息"), "意向");
  await drag("单选", item("意向").getByText("把字段拖到这里"), "来源");
  await inspector().getByRole("button", { name: "批量粘贴" }).click();
  await inspector().getByRole("textbox", { name: "批量粘贴" }).fill("展会\n官网\n转介绍");
  await inspector()
    .getByRole("button", { name: /完\s*成|确\s*定/ })
    .click();
  await drag("金额", item("来源"), "预计金额");
  await drag("子表", item("预计金额"), "意向产品");
  const columns = inspector().getByRole("region", { name: "子表的列" });
  await columns.getByRole("textbox", { name: "列名 名称" }).fill("产品");
  await pasteLines(["数量", "单价"], columns.getByRole("button", { name: "粘贴字段" }));
  await item("意向产品").getByText("单价").waitFor();
  // The amount is asked for of leads from fairs only.
  await requireWhen({ field: "来源", is: "展会" }, "预计金额");
  await ops.atRest();
  await ops.picture("form-leads-mouse-zh");
  // What was built is a form that works: the rule holds in its preview.
  await page.getByRole("button", { name: "预览" }).click();
  const preview = page.getByRole("dialog", { name: "预览" });
  await preview.getByLabel("名称", { exact: true }).fill("李四");
  await ops.choose(preview.getByRole("combobox", { name: "来源" }), "展会");
  await preview.getByRole("button", { name: /^试提交/ }).click();
  await preview.getByText("请填写预计金额").waitFor();
  await page.keyboard.press("Escape");
  await preview.waitFor({ state: "hidden" });
});

test("ten fields are put on an empty form on the phone, in Chinese", async () => {
  const phone = await story.person("ops", { screen: "phone" });
  const { page } = phone;
  await emptyForm(phone, "访客登记");
  const form = page.getByRole("main", { name: "表单画布" });
  const on = (name: string) => form.getByRole("group", { name, exact: true });
  await page.getByRole("button", { name: "粘贴字段" }).click();
  const dialog = page.getByRole("dialog", { name: "粘贴字段" });
  await dialog.getByRole("textbox", { name: "粘贴字段" }).fill(LINES.join("\n"));
  await dialog.getByRole("button", { name: "添加 9 个字段" }).click();
  await on("备注").waitFor();
  expect(await form.getByRole("group").count()).toBe(10);
  await fitsTheScreen(phone);
  await phone.atRest();
  await phone.picture("form-ten-fields-phone-zh");
  // One more by tapping it in the palette, moved by its buttons, and the rule.
  await page
    .getByRole("complementary", { name: "字段库" })
    .getByRole("button", { name: "子表", exact: true })
    .click();
  await page.getByRole("textbox", { name: "重命名" }).fill("同行人");
  await page.getByRole("textbox", { name: "重命名" }).press("Enter");
  await on("同行人").waitFor();
  await page.getByRole("button", { name: "规则" }).click();
  const rules = page.getByRole("dialog", { name: "表单规则" });
  await rules.getByRole("button", { name: "添加规则" }).click();
  const when = rules.getByRole("region", { name: "当", exact: true });
  await when.getByRole("button", { name: /添加条件$/ }).click();
  await phone.choose(when.getByRole("combobox", { name: "字段", exact: true }), "预计金额");
  await when.getByRole("group", { name: "值" }).getByRole("textbox").fill("1000");
  const then = rules.getByRole("region", { name: "就", exact: true });
  await phone.choose(then.getByRole("combobox", { name: "哪些字段" }), "接待人");
  await then.getByRole("heading").click();
  await rules.getByText(/当 预计金额 .*1,?000.*，必填 接待人/).waitFor();
  await fitsTheScreen(phone);
  await phone.atRest();
  await phone.picture("form-rule-phone-zh");
  await rules.getByRole("button", { name: /收\s*起/ }).click();
  await page.keyboard.press("Escape");
  await rules.waitFor({ state: "hidden" });
  await page
    .getByText(/草稿已保存|已保存/)
    .first()
    .waitFor();
  await phone.leave();
});

/** Presses keys one after the other. */
async function press(person: Person, ...keys: readonly string[]): Promise<void> {
  for (const key of keys) await person.page.keyboard.press(key);
}

test("the lead form is built again in English by keyboard alone: sections, steps, copies from another form, spoken places", async () => {
  const person = await story.person("ops", { locale: "en-US" });
  const { page } = person;
  await person.page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await person.open("/a/crm/build/forms");
  await page.getByText("English", { exact: true }).click();
  await page.getByRole("button", { name: "New form" }).press("Enter");
  const dialog = page.getByRole("dialog", { name: "New form" });
  await dialog.getByLabel("English name").fill("Lead again");
  const entity = dialog.getByRole("combobox");
  await entity.focus();
  // The first entity of the list.
  await press(person, "ArrowDown", "Enter");
  await dialog.getByRole("button", { name: "Create" }).press("Enter");
  const form = page.getByRole("main", { name: "Form canvas" });
  const on = (name: string) => form.getByRole("group", { name, exact: true });
  // Everything goes first: an empty page, one step.
  await form.getByRole("group").first().focus();
  await press(person, "Space", "Control+a", "Delete");
  await form.getByText("Drag fields here").waitFor();

  // `/` leads to the search of the palette; Enter puts what is found on the form.
  const add = async (typed: string, name: string) => {
    await form.focus();
    await press(person, "/");
    await page.getByRole("textbox", { name: "Search fields" }).fill(typed);
    await page
      .getByRole("complementary", { name: "Fields to add" })
      .getByRole("button", { name, exact: true })
      .first()
      .press("Enter");
  };
  await add("Name", "Name");
  await add("Mobile", "Mobile");
  await add("Company", "Company");
  await add("Section", "Section");
  await on("Section").focus();
  await press(person, "F2");
  await page.getByRole("textbox", { name: "Rename" }).fill("Contact");
  await press(person, "Enter");
  await on("Contact").waitFor();

  // Moving tells where the item has come to stand.
  await on("Company").focus();
  await press(person, "Space", "Alt+ArrowDown");
  await form.getByText("Company: item 1 of 1 in “Contact”").waitFor();
  // Wider by two columns, then required.
  await on("Company").focus();
  await press(person, "Alt+ArrowRight", "Alt+ArrowRight");
  await person.atRest();
  await person.picture("form-keyboard-en");

  // Parts of the form that is there already, by the clipboard.
  await person.open("/a/crm/build/forms/lead");
  await on("E-mail").focus();
  await press(person, "Space", "Shift+ArrowDown", "Shift+ArrowDown", "Control+c");
  await page.getByText(/3 copied/).waitFor();
  await person.open("/a/crm/build/forms/lead_again");
  await on("Company").focus();
  await press(person, "Space", "Control+v");
  await page.getByText(/3 pasted/).waitFor();
  // The entity has these fields: they are placed, none is made again.
  for (const name of ["E-mail", "Region", "Address"]) await on(name).waitFor();
  await person.atRest();
  await person.picture("form-pasted-en");
  await on("Region").focus();
  await press(person, "Control+z");
  await on("Region").waitFor({ state: "detached" });
  await page.getByText(/Draft saved/).waitFor();
  await person.leave();
});
