import { routes } from "@mortise/contract";
import { beforeAll, expect, test } from "vitest";
import { fitsTheScreen } from "./fits-the-screen.ts";
import type { Person } from "./person.ts";
import { publish } from "./publishing.ts";
import { useStory } from "./story.ts";

const story = useStory();
let ops: Person;

beforeAll(async () => {
  ops = await story.person("ops");
});

async function newEntity(name: string, english: string): Promise<void> {
  const { page } = ops;
  await ops.open("/a/crm/build/entities");
  await page.getByRole("button", { name: "新建实体" }).click();
  const dialog = page.getByRole("dialog", { name: "新建实体" });
  await dialog.getByLabel("中文名称").fill(name);
  await dialog.getByLabel("英文名称").fill(english);
  await dialog.getByRole("button", { name: /创\s*建/ }).click();
  await page.getByRole("heading", { name, exact: true }).waitFor();
}

/** Drags a field type from the palette onto the list of fields. */
async function dragField(type: string): Promise<void> {
  const { page } = ops;
  const rows = page.getByRole("list", { name: "字段" });
  const before = await rows.getByRole("listitem").count();
  const entry = page.getByRole("button", { name: `添加字段：${type}`, exact: true });
  await entry.scrollIntoViewIfNeeded();
  await ops.drag(entry, rows.getByRole("listitem").last(), { x: 0.5, y: 0.8 });
  await rows.getByRole("listitem").nth(before).waitFor();
  await page.getByRole("heading", { name: "字段设置" }).waitFor();
}

/** The keys that the fields were given, found by their names. */
async function keysByName(): Promise<(entity: string, name: string) => string> {
  const api = await story.company.api("ops");
  const { documents } = await api.call(routes.getApp, { params: { app: "crm" } });
  return (id, name) => {
    const entity = documents.find((each) => each.kind === "entity" && each.id === id);
    const fields = entity?.kind === "entity" ? entity.fields : [];
    return fields.find((field) => field.name.zh === name)?.id ?? "";
  };
}

test("courses and students are joined both ways with lookups and totals, by dragging fields only", async () => {
  const { page } = ops;
  await newEntity("学员", "Student");
  await dragField("金额");
  await page.getByLabel("中文名称", { exact: true }).fill("学费");
  await dragField("开关");
  await page.getByLabel("中文名称", { exact: true }).fill("已付款");
  await newEntity("课程", "Course");
  await dragField("关联多条记录");
  await ops.choose(page.getByLabel(/关联的实体/), "学员");
  // The field is called after what it joins.
  await page.getByRole("list", { name: "字段" }).getByText("学员", { exact: true }).waitFor();
  await page.getByRole("button", { name: "在“学员”显示课程" }).click();
  await page.getByText("“学员”的“课程”显示这里的关联").waitFor();
  await ops.picture("relation-both-sides-zh");

  await page.getByRole("button", { name: "统计这些记录" }).click();
  await page.getByRole("list", { name: "字段" }).getByText("学员数", { exact: true }).waitFor();
  await dragField("汇总");
  await ops.choose(page.getByLabel(/汇总哪个列表/), "学员");
  await ops.choose(page.getByLabel(/^汇总方式/), "求和");
  await ops.choose(page.getByLabel(/汇总对方的字段/), "学费");
  await page.getByRole("list", { name: "字段" }).getByText("学员学费合计", { exact: true }).waitFor();
  const filter = page.getByRole("region", { name: "字段设置" });
  await filter.getByRole("button", { name: /添加条件$/ }).click();
  await ops.choose(filter.getByRole("combobox", { name: "字段", exact: true }), "已付款");
  await filter.getByRole("switch").first().scrollIntoViewIfNeeded();
  await ops.picture("rollup-filter-zh");

  // A course has one main student, whose fee is shown at the course.
  await dragField("关联记录");
  await ops.choose(page.getByLabel(/关联的实体/), "学员");
  await page.getByLabel("中文名称", { exact: true }).fill("班长");
  await page.getByRole("button", { name: "显示对方的字段" }).click();
  await ops.choose(page.getByLabel(/显示对方的字段/), "学费");
  await page.getByRole("list", { name: "字段" }).getByText("班长的学费", { exact: true }).waitFor();
  await ops.picture("lookup-named-zh");
  await publish(ops);
});

test("records are joined from both sides, new ones made while choosing; lists are filtered and sorted by totals", async () => {
  const { page } = ops;
  await ops.open("/a/crm");
  await page.getByRole("link", { name: "课程" }).first().click();
  await page.getByRole("button", { name: "新建课程" }).click();
  const form = page.getByRole("dialog", { name: "新建课程" });
  await form.getByLabel("名称", { exact: true }).fill("数据分析");
  const students = form.getByLabel("学员", { exact: true });
  await students.click();
  await students.fill("韩梅梅");
  await page.locator(".ant-select-dropdown:visible").getByText("+ 新建“韩梅梅”").click();
  const small = page.getByRole("dialog", { name: "新建学员" });
  expect(await small.getByLabel("名称", { exact: true }).inputValue()).toBe("韩梅梅");
  await small.getByRole("button", { name: "填写更多字段" }).click();
  await small.getByLabel("学费").fill("800");
  await small.getByRole("switch").click();
  await ops.atRest();
  await ops.picture("create-while-choosing-zh");
  await small.getByRole("button", { name: /^保\s*存$/ }).click();
  await small.waitFor({ state: "hidden" });
  await form.getByText("韩梅梅").last().waitFor();
  await form.getByRole("button", { name: /^保\s*存$/ }).click();
  await form.waitFor({ state: "hidden" });

  const api = await story.company.api("ops");
  const key = await keysByName();
  const place = (entity: string) => ({ app: "crm", entity });
  for (const [name, fee, paid] of [
    ["李雷", "500", true],
    ["小明", "300", false],
  ] as const)
    await api.call(routes.createRecord, {
      params: place("student"),
      body: { values: { name, [key("student", "学费")]: fee, [key("student", "已付款")]: paid } },
    });
  await api.call(routes.createRecord, { params: place("course"), body: { values: { name: "口语" } } });

  // From the reverse side: the student joins courses that are there already.
  await ops.open("/a/crm/e/student");
  await page.getByRole("grid").getByRole("link", { name: "李雷" }).click();
  await page.getByRole("button", { name: "打开完整页面" }).click();
  await page.waitForURL(/\/e\/student\/[0-9a-f-]+$/);
  await page.getByRole("dialog").waitFor({ state: "hidden" });
  const courses = page.getByRole("region", { name: "课程" });
  await courses.getByRole("button", { name: "添加已有的课程" }).click();
  const dialog = page.getByRole("dialog", { name: "添加已有的课程" });
  await dialog.getByRole("combobox").click();
  for (const name of ["数据分析", "口语"])
    await page.locator(".ant-select-dropdown:visible").getByText(name, { exact: true }).click();
  await page.keyboard.press("Escape");
  await ops.picture("add-existing-zh");
  await dialog.getByRole("button", { name: /^添\s*加$/ }).click();
  await page.getByText("已添加 2 条").waitFor();
  await courses.getByRole("link", { name: "数据分析" }).waitFor();
  await page.getByRole("list", { name: "动态" }).getByText("修改了关联").waitFor();
  await courses.getByRole("button", { name: "从列表移除“口语”" }).click();
  const removed = page.locator(".ant-notification-notice", { hasText: "已移除" });
  // While the mouse rests on it the notice stays.
  await removed.hover();
  await courses.getByRole("link", { name: "口语" }).waitFor({ state: "hidden" });
  await removed.getByRole("button", { name: /撤\s*销/ }).click();
  await courses.getByRole("link", { name: "口语" }).waitFor();
  await ops.picture("reverse-side-zh");

  // Totals: shown, sorted and filtered by.
  const total = { var: key("course", "学员学费合计") };
  const sorted = await api.call(routes.queryRecords, {
    params: place("course"),
    body: { sort: [{ field: total.var, descending: true }], filter: { ">": [total, "0"] } },
  });
  expect(sorted.items.map((item) => [item["name"], item[total.var]])).toEqual([
    ["数据分析", "1300.00"],
    ["口语", "500.00"],
  ]);
  await ops.open("/a/crm/e/course");
  await page
    .getByRole("columnheader", { name: /学员学费合计/ })
    .getByRole("button")
    .click();
  await page.getByRole("grid").getByText("¥1,300.00").waitFor();
  await ops.picture("totals-in-list-zh");
});

test("the same on a phone: cards, a screen full of choices, the reverse side", async () => {
  const phone = await story.person("ops", { screen: "phone" });
  const { page } = phone;
  await phone.open("/a/crm/e/student");
  await page.getByRole("link", { name: "小明" }).waitFor();
  await fitsTheScreen(phone);
  await phone.picture("student-cards-phone-zh");
  await page.getByRole("link", { name: "小明" }).click();
  const courses = page.getByRole("region", { name: "课程" });
  await courses.getByRole("button", { name: "添加已有的课程" }).click();
  const dialog = page.getByRole("dialog", { name: "添加已有的课程" });
  await dialog.getByRole("button", { name: "请选择" }).click();
  const sheet = page.getByRole("dialog", { name: "选择课程" });
  await sheet.getByRole("searchbox").fill("口语");
  await sheet.getByRole("button", { name: /^口语/ }).click();
  await phone.atRest();
  await phone.picture("choices-phone-zh");
  await sheet.getByRole("button", { name: "完成（已选 1）" }).click();
  await dialog.getByRole("button", { name: /^添\s*加$/ }).click();
  await courses.getByRole("link", { name: "口语" }).waitFor();
  await courses.scrollIntoViewIfNeeded();
  await phone.picture("reverse-side-phone-zh");
  await phone.leave();
});
