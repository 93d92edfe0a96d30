import { routes } from "@mortise/contract";
import { expect, test } from "vitest";
import { equipmentLeads } from "./equipment-leads.ts";
import { fitsTheScreen } from "./fits-the-screen.ts";
import { useStory } from "./story.ts";

const story = useStory();

const leads = (...names: readonly string[]) => equipmentLeads(story, ...names);

test("two people change the same field: both sides are shown, and the person chooses", async () => {
  const [id = ""] = await leads("两边都改");
  const wang = await story.person("wangqiang");
  const { page } = wang;
  await wang.open(`/a/crm/e/lead/${id}`);
  await page.getByRole("button", { name: /编\s*辑/ }).click();
  const form = page.getByRole("dialog", { name: "编辑线索" });
  await form.getByLabel("公司").fill("我的公司名");
  const ops = await story.company.api("ops");
  await ops.call(routes.updateRecord, {
    params: { app: "crm", entity: "lead", id },
    body: { values: { company: "对方的公司名", est_amount: "66000" } },
  });
  await form.getByRole("button", { name: /保\s*存/ }).click();
  const both = page.getByRole("dialog", { name: "这条记录刚被修改过" });
  await both.getByText("对方的公司名").waitFor();
  await both.getByText("保留对方的修改").waitFor();
  await wang.atRest();
  await wang.picture("conflict-merge-zh");
  await both.getByRole("radiogroup", { name: "公司" }).getByText("对方的", { exact: true }).click();
  await both.getByRole("button", { name: "按所选保存" }).click();
  await form.waitFor({ state: "hidden" });
  const { record } = await ops.call(routes.getRecord, { params: { app: "crm", entity: "lead", id } });
  expect(record).toMatchObject({ company: "对方的公司名", est_amount: "66000.00" });
  await wang.leave();
});

test("an undo shows what was changed since before anything is done", async () => {
  const [id = "", other = ""] = await leads("撤销甲", "撤销乙");
  const ops = await story.company.api("ops");
  const params = { app: "crm", entity: "lead" };
  await ops.call(routes.updateRecords, { params, body: { ids: [id, other], values: { company: "批量" } } });
  const director = await story.company.api("director");
  await director.call(routes.updateRecord, {
    params: { ...params, id },
    body: { values: { company: "后来的" } },
  });
  const person = await story.person("ops");
  const { page } = person;
  await person.open("/a/crm/changes");
  const line = page
    .getByRole("list", { name: "更改记录" })
    .getByRole("listitem")
    .filter({ hasText: "修改 2 条线索" });
  await line.first().waitFor();
  await person.picture("changes-zh");
  await line
    .first()
    .getByRole("button", { name: /撤\s*销/ })
    .click();
  const dialog = page.getByRole("dialog", { name: "撤销这次更改？" });
  await dialog.getByText("1 条记录后来又有变化").waitFor();
  await dialog.getByText("后来的").last().waitFor();
  await person.atRest();
  await person.picture("undo-conflicts-zh");
  await dialog.getByText("全部撤销，覆盖后来的修改").click();
  await dialog.getByRole("button", { name: /撤\s*销/ }).click();
  await dialog.waitFor({ state: "hidden" });
  const { record } = await ops.call(routes.getRecord, { params: { ...params, id } });
  expect(record["company"]).toBe("撤销甲公司");
  await person.leave();
});

test("all records that match are changed at once, and a double is merged into its twin", async () => {
  const [keep = "", double = ""] = await leads("孪生一", "孪生二");
  const ops = await story.company.api("ops");
  const params = { app: "crm", entity: "lead" };
  const pick = (id: string, ...products: readonly string[]) =>
    ops.call(routes.updateRecord, { params: { ...params, id }, body: { values: { products } } });
  await pick(keep, "standard");
  await pick(double, "service", "training");
  const person = await story.person("ops");
  const { page } = person;
  await person.open("/a/crm/e/lead?q=孪生");
  const grid = page.getByRole("grid");
  await grid.getByText("孪生一", { exact: true }).waitFor();
  await grid.getByRole("checkbox").nth(1).click();
  await page.getByRole("button", { name: "选择全部符合条件的记录" }).click();
  const bar = page.getByRole("toolbar", { name: "全部 2 条符合条件" });
  await bar.getByRole("button", { name: /批量修改/ }).waitFor();
  await person.picture("matching-zh");
  await bar.getByRole("button", { name: "取消选择" }).click();

  await person.open(`/a/crm/e/lead/${keep}`);
  await page.getByRole("button", { name: "更多操作" }).first().click();
  const choice = page.getByRole("menuitem", { name: "与另一条合并…" });
  await choice.waitFor();
  await person.atRest();
  await choice.click();
  const dialog = page.getByRole("dialog", { name: "合并两条线索" });
  await person.choose(dialog.getByRole("combobox"), "孪生二");
  await dialog.getByText("孪生二公司").click();
  await dialog.getByRole("radiogroup", { name: "意向产品" }).getByText("合在一起").click();
  await person.atRest();
  await person.picture("merge-zh");
  await dialog.getByRole("button", { name: /合\s*并/ }).click();
  await dialog.waitFor({ state: "hidden" });
  await page.getByText("孪生二公司").first().waitFor();
  const { record } = await ops.call(routes.getRecord, { params: { ...params, id: keep } });
  expect(record["products"]).toEqual(["standard", "service", "training"]);
  await person.open(`/a/crm/e/lead/${double}`);
  await page.getByText("这条记录已合并到另一条。").waitFor();
  await person.picture("merged-away-zh");
  await person.leave();
});

test("on a phone and in English the rows of two quotes are put together or chosen", async () => {
  const ops = await story.company.api("ops");
  const params = { app: "crm", entity: "quote" };
  const { items } = await ops.call(routes.queryRecords, {
    params: { ...params, entity: "opportunity" },
    body: { limit: 1 },
  });
  const opportunity = items[0]?.id;
  const quote = async (...lines: readonly string[]) => {
    const values = { opportunity, lines: lines.map((product) => ({ product, quantity: "1", price: "100" })) };
    return (await ops.call(routes.createRecord, { params, body: { values } })).record;
  };
  const [keep, double] = [await quote("Own row"), await quote("Other row", "Third row")];
  await ops.call(routes.updateMe, { body: { locale: "en" } });
  const phone = await story.person("ops", { screen: "phone" });
  const { page } = phone;
  await phone.open(`/a/crm/e/quote/${keep.id}`);
  await page.getByRole("button", { name: "More actions" }).first().click();
  const choice = page.getByRole("menuitem", { name: "Merge with another…" });
  await choice.waitFor();
  await phone.atRest();
  await choice.click();
  const dialog = page.getByRole("dialog", { name: /Merge two/ });
  await phone.choose(dialog.getByRole("combobox"), String(double["no"]));
  await dialog.getByText("2 rows").waitFor();
  await fitsTheScreen(phone);
  await phone.atRest();
  await phone.picture("merge-rows-phone-en");
  await dialog.getByRole("button", { name: "Merge" }).click();
  await dialog.waitFor({ state: "hidden" });
  const { record } = await ops.call(routes.getRecord, { params: { ...params, id: keep.id } });
  expect(record["lines"]).toHaveLength(3);
  await ops.call(routes.updateMe, { body: { locale: "zh" } });
  await phone.leave();
});

test("a record and a list are shown as they were", async () => {
  const [id = ""] = await leads("过去的客户");
  const person = await story.person("wangqiang");
  const { page } = person;
  await person.open(`/a/crm/e/lead/${id}`);
  await page.getByRole("button", { name: "更多操作" }).first().click();
  const choice = page.getByRole("menuitem", { name: "查看过去的样子…" });
  await choice.waitFor();
  await person.atRest();
  await choice.click();
  const past = page.getByRole("dialog", { name: "过去的客户过去的样子" });
  await past.locator("dd").getByText("过去的客户", { exact: true }).first().waitFor();
  await past.getByLabel("时间").fill("2020-01-01 00:00");
  await past.getByLabel("时间").press("Enter");
  await past.getByText("那时还没有这条记录").waitFor();
  await person.atRest();
  await person.picture("past-record-zh");
  await person.open(`/a/crm/e/lead?at=${encodeURIComponent(new Date().toISOString())}`);
  await page.getByText(/显示的是 .* 的数据，只能查看/).waitFor();
  await page.getByRole("grid").getByText("过去的客户", { exact: true }).waitFor();
  await person.picture("past-list-zh");
  await page.getByRole("button", { name: "回到现在" }).click();
  await person.leave();
});

test("an administrator sees the product as a salesperson, and cannot change a thing", async () => {
  const admin = await story.person("admin");
  const { page } = admin;
  await admin.open("/a/crm/build/roles/rep");
  await page.getByRole("button", { name: "以此角色查看" }).waitFor();
  await page.getByText("条件与按状态的字段权限").first().click();
  await page.getByRole("button", { name: "添加规则" }).first().click();
  await admin.atRest();
  await admin.picture("role-rules-zh");
  await page.getByRole("button", { name: "以此角色查看" }).click();
  await page.getByText(/正在以“销售”的身份查看/).waitFor();
  await admin.picture("view-as-zh");
  await page.getByRole("button", { name: /退\s*出/ }).click();
  await page.getByText(/正在以“销售”的身份查看/).waitFor({ state: "hidden" });
  await admin.open("/admin/audit");
  await page.getByText("以“销售”的身份查看").first().waitFor();
  await admin.picture("audit-zh");
  await admin.leave();
});

test("on a phone and in English the dialogs fit", async () => {
  const [id = ""] = await leads("Phone");
  const ops = await story.company.api("ops");
  await ops.call(routes.updateMe, { body: { locale: "en" } });
  const params = { app: "crm", entity: "lead" };
  await ops.call(routes.updateRecord, { params: { ...params, id }, body: { values: { company: "One" } } });
  const director = await story.company.api("director");
  await director.call(routes.updateRecord, {
    params: { ...params, id },
    body: { values: { company: "Two" } },
  });
  const person = await story.person("ops", { screen: "phone", locale: "en-US" });
  const { page } = person;
  await person.open("/a/crm/changes");
  await page.getByRole("list", { name: "Changes" }).waitFor();
  await fitsTheScreen(person);
  await person.picture("phone-changes-en");
  await person.open(`/a/crm/e/lead/${id}`);
  await page.getByRole("button", { name: "Undo" }).first().click();
  await page.getByRole("dialog", { name: "Undo this change?" }).getByText("Two").first().waitFor();
  await person.atRest();
  await fitsTheScreen(person);
  await person.picture("phone-undo-en");
  await person.leave();
});
