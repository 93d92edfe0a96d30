import { routes } from "@mortise/contract";
import { expect, test } from "vitest";
import { equipmentLeads } from "./equipment-leads.ts";
import { fitsTheScreen } from "./fits-the-screen.ts";
import { useStory } from "./story.ts";

const story = useStory();

const leads = (...names: readonly string[]) => equipmentLeads(story, ...names);

test("on a phone: from the to-do to the lead, a follow-up, and the other language", async () => {
  const wang = await story.person("wangqiang", { screen: "phone" });
  const { page } = wang;
  await wang.open("/a/crm");
  await page.getByRole("heading", { name: "我的待办" }).waitFor();
  await leads("手机客户");
  const task = page.getByRole("article").filter({ hasText: "两小时内首次联系：手机客户" });
  await task.waitFor();
  await fitsTheScreen(wang);
  await wang.picture("phone-todo-zh");
  await task.getByRole("link", { name: "手机客户" }).click();
  await page.getByRole("heading", { name: "手机客户" }).waitFor();
  await page.getByLabel("当前阶段: 待跟进").waitFor();
  await fitsTheScreen(wang);
  await wang.picture("phone-lead-zh");

  await page.getByRole("button", { name: "写跟进记录" }).click();
  await page.getByLabel("跟进内容").fill("电话沟通，约好周四上门演示");
  await fitsTheScreen(wang);
  await page.getByRole("button", { name: /保\s*存/ }).click();
  const timeline = page.getByRole("list", { name: "动态" });
  await timeline.getByText("电话沟通，约好周四上门演示").waitFor();
  await page.getByLabel("当前阶段: 跟进中").waitFor();
  const followed = page.locator(".field-list > div", { hasText: "最近跟进" }).locator("dd");
  expect(await followed.textContent()).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d$/);
  await wang.picture("phone-followed-zh");

  await page.getByRole("button", { name: "打开菜单" }).click();
  await page.getByRole("dialog").getByText("English", { exact: true }).click();
  await page.getByRole("dialog").getByRole("link", { name: "To-do" }).click();
  await page.getByRole("heading", { name: "My to-do" }).waitFor();
  // The follow-up was the first contact: the task is done.
  await page.getByText("Done", { exact: true }).first().click();
  await page.getByText("First contact within two hours: 手机客户").waitFor();
  await wang.picture("phone-todo-en");
  await page.getByRole("link", { name: "手机客户" }).click();
  await page.getByLabel("Current stage: Following up").waitFor();
  await page.getByRole("list", { name: "Timeline" }).getByText("What happened").first().waitFor();
  await page.getByRole("list", { name: "Timeline" }).getByText("by flow “Lead routing”").first().waitFor();
  await fitsTheScreen(wang);
  await wang.open("/a/crm/e/lead?view=lead_mine");
  await page.getByRole("link", { name: "手机客户", exact: true }).waitFor();
  await fitsTheScreen(wang);
  await wang.picture("phone-leads-en");
  await page.getByRole("button", { name: "Open menu" }).click();
  await page.getByRole("dialog").getByText("中文", { exact: true }).click();
  await page.getByRole("dialog").getByRole("link", { name: "销售总览" }).click();
  await page.getByRole("heading", { name: "销售总览" }).waitFor();
  await fitsTheScreen(wang);
  await wang.picture("phone-dashboard-zh");
  await wang.leave();
});

test("a list is searched, filtered, kept as a view, edited by keyboard and in bulk", async () => {
  await leads("鑫隆一厂", "鑫隆二厂", "泰山重工");
  const wang = await story.person("wangqiang");
  const { page } = wang;
  await wang.open("/a/crm/e/lead?view=lead_mine");
  const grid = page.getByRole("grid");
  await grid.getByText("泰山重工", { exact: true }).waitFor();

  // One Chinese character is enough.
  await page.getByRole("searchbox").fill("隆");
  await page.getByText("共 2 条").waitFor();
  await wang.picture("search-one-character-zh");
  await page.getByRole("searchbox").fill("");

  await page.getByRole("button", { name: "筛选", exact: true }).click();
  await page.getByRole("button", { name: /添加条件$/ }).click();
  await wang.choose(page.getByRole("combobox", { name: "字段" }), "公司");
  await page.getByRole("combobox", { name: "比较方式" }).click();
  await page.locator(".ant-select-dropdown:visible").getByText("开头是", { exact: true }).click();
  await page.getByRole("group", { name: "值" }).getByRole("textbox").fill("鑫隆");
  await wang.picture("filter-zh");
  await page
    .getByRole("button", { name: /应\s*用/ })
    .last()
    .click();
  await page.getByText("共 2 条").waitFor();

  await page.locator(".view-tabs").getByRole("button", { name: "更多" }).click();
  await page.getByRole("menuitem", { name: "保存为视图" }).click();
  await page.getByLabel("视图名称").fill("鑫隆的线索");
  await page
    .getByRole("dialog")
    .getByRole("button", { name: /保\s*存/ })
    .click();
  await page.getByText("视图已保存").waitFor();
  await page.getByRole("tab", { name: "鑫隆的线索", selected: true }).waitFor();
  await page.getByText("共 2 条").waitFor();

  // Edited in place without the mouse: to the cell, Enter, type, Enter.
  await grid.getByText("鑫隆一厂公司").click();
  await page.keyboard.press("Enter");
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.type("鑫隆一厂（济南）");
  await page.keyboard.press("Enter");
  await grid.getByText("鑫隆一厂（济南）").waitFor();
  await page.reload();
  await grid.getByText("鑫隆一厂（济南）").waitFor();

  await grid.getByRole("checkbox").first().click();
  await page.getByRole("toolbar", { name: "已选 2 条" }).getByRole("button", { name: "批量修改" }).click();
  const dialog = page.getByRole("dialog");
  await wang.choose(dialog.getByRole("combobox", { name: "字段" }), "行业");
  await dialog.getByRole("combobox").nth(1).click();
  await page.locator(".ant-select-dropdown:visible").getByText("化工", { exact: true }).click();
  await wang.picture("bulk-edit-zh");
  await dialog.getByRole("button", { name: /保\s*存/ }).click();
  await page.getByText("已修改 2 条").waitFor();
  await grid.getByText("化工").nth(1).waitFor();
  await page.getByRole("button", { name: /撤\s*销/ }).click();
  await page.getByText("已撤销").waitFor();
  await grid.getByText("装备制造").nth(1).waitFor();
  expect(await grid.getByText("化工").count()).toBe(0);

  await page.keyboard.press("ControlOrMeta+k");
  await page.getByRole("combobox", { name: "搜索" }).fill("泰");
  await page.getByRole("option").filter({ hasText: "泰山重工" }).first().click();
  await page.getByRole("heading", { name: "泰山重工" }).waitFor();
  await wang.leave();
});

test("two people change one record: the second is told, and nothing is lost", async () => {
  const [id = ""] = await leads("冲突客户");
  const wang = await story.person("wangqiang");
  const { page } = wang;
  await wang.open(`/a/crm/e/lead/${id}`);
  await page.getByRole("button", { name: /编\s*辑/ }).click();
  const form = page.getByRole("dialog", { name: "编辑线索" });
  await form.getByLabel("公司").fill("冲突客户（新名）");
  const zhao = await story.company.api("zhao");
  await zhao.call(routes.updateRecord, {
    params: { app: "crm", entity: "lead", id },
    body: { values: { est_amount: "88000" } },
  });
  await page.getByText("¥88,000.00").first().waitFor();
  await form.getByRole("button", { name: /保\s*存/ }).click();
  const sides = page.getByRole("dialog", { name: "这条记录刚被修改过" });
  await sides.getByText("保留对方的修改").waitFor();
  expect(await form.getByLabel("公司").inputValue()).toBe("冲突客户（新名）");
  await wang.atRest();
  await wang.picture("conflict-zh");
  await sides.getByRole("button", { name: "按所选保存" }).click();
  await form.waitFor({ state: "hidden" });
  await page.getByText("冲突客户（新名）").first().waitFor();
  await page.getByText("¥88,000.00").first().waitFor();
  await wang.leave();
});

test("a card dragged to another column changes its stage; a deleted record comes back from the bin", async () => {
  await leads("看板客户");
  const ops = await story.person("ops");
  const { page } = ops;
  await ops.open("/a/crm/e/lead?view=lead_board");
  const column = (name: string) => page.getByRole("region", { name, exact: true });
  const card = column("待跟进").getByRole("article", { name: "看板客户" });
  await card.waitFor();
  await ops.drag(card.locator(".board-card-handle"), column("跟进中"), { x: 0.5, y: 0.3 });
  await column("跟进中").getByRole("article", { name: "看板客户" }).waitFor();
  await ops.picture("board-zh");
  await page.reload();
  await column("跟进中").getByRole("article", { name: "看板客户" }).click();
  const drawer = page.getByRole("dialog", { name: "线索" });
  await drawer.getByLabel("当前阶段: 跟进中").waitFor();
  await drawer.getByRole("button", { name: "更多操作" }).click();
  await page.getByRole("menuitem", { name: "删除" }).click();
  const sure = page.getByRole("dialog", { name: /删除“看板客户”/ });
  await sure.waitFor();
  await ops.atRest();
  await sure.getByRole("button", { name: /删\s*除/ }).click();
  await page.getByText("已移到回收站").waitFor();
  await column("跟进中").getByRole("article", { name: "看板客户" }).waitFor({ state: "hidden" });

  await page.locator(".view-tabs").getByRole("button", { name: "更多" }).click();
  await page.getByRole("menuitem", { name: "回收站" }).click();
  const grid = page.getByRole("grid");
  await grid.getByText("看板客户", { exact: true }).waitFor();
  await ops.picture("bin-zh");
  await grid.getByRole("row").filter({ hasText: "看板客户" }).getByRole("checkbox").click();
  await page.getByRole("button", { name: /恢\s*复/ }).click();
  await page.getByText("已恢复 1 条").waitFor();
  await ops.open("/a/crm/e/lead?view=lead_all");
  await grid.getByText("看板客户", { exact: true }).waitFor();
  await ops.leave();
});
