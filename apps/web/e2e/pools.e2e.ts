import { routes } from "@mortise/contract";
import type { Locator } from "playwright-core";
import { beforeAll, expect, test } from "vitest";
import type { Person } from "./person.ts";
import { publish } from "./publishing.ts";
import { useStory } from "./story.ts";

const story = useStory();
let ops: Person;

beforeAll(async () => {
  ops = await story.person("ops");
});

/** Switches a sentence on and says how long. */
async function takes(part: Locator, label: string, amount: string, unit: string): Promise<void> {
  await part.getByRole("checkbox", { name: label, exact: true }).check();
  await part.getByRole("spinbutton", { name: label, exact: true }).fill(amount);
  await ops.choose(part.getByRole("combobox", { name: `${label}: 单位` }), new RegExp(`^${unit}$`));
}

test("a builder sets a pool up by mouse, is told what is missing, and publishes it", async () => {
  const { page } = ops;
  await ops.open("/a/crm/build/pools");
  await page.getByRole("button", { name: "新建公海" }).click();
  const dialog = page.getByRole("dialog", { name: "新建公海" });
  await dialog.getByLabel("中文名称").fill("华东公海");
  await dialog.getByLabel("英文名称").fill("East pool");
  await ops.choose(dialog.getByLabel("实体"), "线索");
  await dialog.getByRole("button", { name: /创\s*建/ }).click();
  await page.getByRole("heading", { name: "华东公海" }).waitFor();

  // The pool that the app came with takes everything, so the new one is asked before it.
  const scope = page.getByRole("region", { name: "收入哪些记录" });
  await scope.getByText("询问顺序：排在前面的公海已收入全部记录").waitFor();
  await ops.choose(scope.getByRole("combobox", { name: "询问顺序" }), "第 1 个（共 2 个）");
  await scope.getByText(/排在前面的公海已收入全部记录/).waitFor({ state: "hidden" });

  // Who only assigns needs somebody who does: said at the place, and by its name.
  const access = page.getByRole("region", { name: "谁能看、谁能领" });
  await access.getByText("只由管理员分配").click();
  await access.getByText("管理员：这个公海只能由管理员分配，请至少选一位管理员").waitFor();
  await ops.picture("pool-editor-problem-zh");
  await access.getByText("成员自己领取").click();
  await access.getByText(/请至少选一位管理员/).waitFor({ state: "hidden" });

  const claims = page.getByRole("region", { name: "领取限制" });
  await claims.getByRole("checkbox", { name: "每日领取上限" }).check();
  await claims.getByRole("spinbutton", { name: "每天条数" }).fill("2");
  await takes(claims, "冷静期", "3", "天");
  await claims.getByRole("button", { name: "添加保有上限" }).click();
  await claims
    .getByRole("group", { name: "保有上限 1" })
    .getByRole("spinbutton", { name: "上限条数" })
    .fill("500");

  const keeping = page.getByRole("region", { name: "保护与有效跟进" });
  await takes(keeping, "保护期", "12", "小时");
  await ops.choose(keeping.getByLabel("新增这些记录，算一次有效跟进"), "跟进记录 · 线索");
  await page.keyboard.press("Escape");

  const recycling = page.getByRole("region", { name: "自动回收" });
  await recycling.getByRole("switch", { name: "开启自动回收" }).click();
  await recycling.getByRole("button", { name: "添加回收规则" }).click();
  const rule = recycling.getByRole("group", { name: "回收规则“超期未跟进”" });
  await takes(rule, "跟进续期", "3", "天");
  await takes(rule, "最长保护期", "5", "天");
  await recycling.getByText("最长保护期不能短于回收期限").waitFor();
  await rule.getByRole("spinbutton", { name: "最长保护期", exact: true }).fill("20");
  await recycling.getByText("最长保护期不能短于回收期限").waitFor({ state: "hidden" });
  await rule.getByText(/例如现在领取：.+ 收回；.+ 有一次跟进，推迟到 .+；最晚 /).waitFor();
  await recycling.getByRole("button", { name: "添加提醒" }).click();
  await page.getByRole("checkbox", { name: "退回时必须填写原因" }).check();
  await page.getByRole("checkbox", { name: /^下一位负责人看不到进入公海以前的动态/ }).check();
  await page
    .getByText(/草稿已保存/)
    .first()
    .waitFor();
  await rule.scrollIntoViewIfNeeded();
  await ops.picture("pool-editor-rules-zh");
  await page.getByRole("heading", { name: "华东公海" }).scrollIntoViewIfNeeded();
  await ops.picture("pool-editor-zh");
  await publish(ops);

  await ops.open("/a/crm/build/pools");
  await page.getByText("线索 · 1 条回收规则").waitFor();
  await ops.picture("pool-list-zh");
  expect(await page.getByText(/需要先解决/).count()).toBe(0);
});

/** Leads that lie in the pool: another system sent them, and whoever got them gave them back. */
async function pooledLeads(names: readonly string[]): Promise<readonly string[]> {
  const api = await story.company.system("ops");
  const params = { app: "crm", entity: "lead" };
  const ids: string[] = [];
  for (const name of names) {
    const { record } = await api.call(routes.createRecord, {
      params,
      body: {
        values: { name, source: "expo", industry: "equipment", region: "3701", mobile: "13800138000" },
      },
    });
    ids.push(record.id);
  }
  await api.call(routes.releaseRecords, { params, body: { ids, reason: "来访时没有人" } });
  return ids;
}

test("a salesman claims, sees until when and why, is refused beyond the cap, and gives back with a reason", async () => {
  const [first = ""] = await pooledLeads(["公海甲", "公海乙", "公海丙"]);
  const li = await story.person("lina");
  const { page } = li;
  await li.open(`/a/crm/e/lead/${first}`);
  await page.getByText("公海：华东公海").waitFor();
  await page.getByRole("button", { name: /领\s*取/ }).click();
  await page.getByText("已领取，现在由你跟进").waitFor();
  const tag = page.getByRole("button", { name: "9天后回收: 为什么会回收" });
  await tag.waitFor();
  await page.getByText(/^保护至 /).waitFor();
  // What was before is hidden from the next owner: whose it was, and why it came back.
  const timeline = page.getByRole("list", { name: "动态" });
  await timeline.getByText("从公海领取").waitFor();
  expect(await timeline.getByText("来访时没有人").count()).toBe(0);
  await tag.click();
  const why = page.getByRole("tooltip", { name: "为什么会回收" }).or(page.locator(".recycle-why"));
  await why.getByText("“华东公海”的“超期未跟进”").waitFor();
  await why.getByText("到负责人手里满 10 天").waitFor();
  await why.getByText(/前不会收回，也不能删除/).waitFor();
  await li.picture("recycle-why-zh");
  await page.keyboard.press("Escape");

  // Two more are one too many for today; nothing is claimed, and it says why and from when.
  await li.open("/a/crm/e/lead?view=lead_pool");
  const grid = page.getByRole("grid");
  for (const name of ["公海乙", "公海丙"])
    await grid.getByRole("row").filter({ hasText: name }).getByRole("checkbox").click();
  await page
    .getByRole("toolbar")
    .getByRole("button", { name: /领\s*取/ })
    .click();
  await page.getByText(/超过“华东公海”的每日领取上限：每人每天 2 条，你今天已领 1 条，还能领 1 条/).waitFor();
  await li.picture("claim-refused-zh");
  await grid.getByText("公海乙").waitFor();

  await li.open(`/a/crm/e/lead/${first}`);
  await page.getByRole("button", { name: "更多操作" }).click();
  await page.getByRole("menuitem", { name: "退回公海" }).click();
  const dialog = page.getByRole("dialog", { name: "退回公海" });
  await dialog.getByRole("button", { name: "退回公海" }).click();
  await dialog.getByText("请填写退回原因").waitFor();
  await dialog.getByLabel("退回原因").fill("客户在外省，跟进不便");
  // Two pools: it goes back to its own unless another one is chosen.
  await dialog.getByText("原来的公海（华东公海）").waitFor();
  await li.picture("release-dialog-zh");
  await dialog.getByRole("button", { name: "退回公海" }).click();
  await page.getByText("已退回公海").first().waitFor();
  await page.getByRole("button", { name: /领\s*取/ }).click();
  await page.getByText(/“华东公海”的冷静期未过，.+ 起可以再领/).waitFor();
  await li.leave();
});

/** Whoever it is reads English from now on. */
async function speaksEnglish(name: string): Promise<void> {
  const api = await story.company.api(name);
  await api.call(routes.updateMe, { body: { locale: "en" } });
}

test("whoever looks after the pool assigns records of it, one or several, and moves them into another pool", async () => {
  const [one = ""] = await pooledLeads(["公海戊", "公海己", "公海庚"]);
  const root = await story.person("admin");
  const { page } = root;
  await root.open(`/a/crm/e/lead/${one}`);
  await page.getByRole("button", { name: "更多操作" }).click();
  await page.getByRole("menuitem", { name: "分配" }).click();
  const single = page.getByRole("dialog", { name: "分配 1 条记录" });
  await single.getByRole("button", { name: /分\s*配/ }).click();
  await single.getByText("请选择人员").waitFor();
  await root.choose(single.getByLabel("人员"), "刘洋");
  await root.picture("assign-dialog-zh");
  await single.getByRole("button", { name: /分\s*配/ }).click();
  await page.getByText("已分配 1 条").waitFor();
  await page.getByText("负责人: 刘洋").waitFor();

  await root.open("/a/crm/e/lead?view=lead_pool");
  for (const name of ["公海己", "公海庚"])
    await page.getByRole("grid").getByRole("row").filter({ hasText: name }).getByRole("checkbox").click();
  await page
    .getByRole("toolbar")
    .getByRole("button", { name: /^分\s*配$/ })
    .click();
  const both = page.getByRole("dialog", { name: "分配 2 条记录" });
  await both.getByText("移到另一个公海").click();
  await root.choose(both.getByLabel("公海", { exact: true }), "线索公海");
  await both.getByRole("button", { name: /分\s*配/ }).click();
  await page.getByText("已移动 2 条").waitFor();
  await root.leave();
});

test("the view of what is taken back soon counts down, on a computer and on a phone", async () => {
  const wang = await story.person("wangqiang");
  await wang.open("/a/crm/e/lead?view=lead_recycling");
  await wang.page.getByRole("columnheader", { name: "回收时间" }).waitFor();
  await wang.page
    .getByRole("gridcell", { name: /^\d+小时后$/ })
    .first()
    .waitFor();
  await wang.picture("recycled-soon-zh");
  await wang.leave();
  await speaksEnglish("xulei");
  const xu = await story.person("xulei", { screen: "phone", locale: "en-US" });
  await xu.open("/a/crm/e/lead?view=lead_recycling");
  await xu.page
    .getByText(/^in \d+ hours$/)
    .first()
    .waitFor();
  await xu.picture("recycled-soon-phone-en");
  await xu.leave();
});

test("on a phone, in English: the countdown, why, and what came of claiming", async () => {
  const [id = ""] = await pooledLeads(["公海丁"]);
  await speaksEnglish("chenjing");
  const chen = await story.person("chenjing", { screen: "phone", locale: "en-US" });
  const { page } = chen;
  await chen.open(`/a/crm/e/lead/${id}`);
  await page.getByText("Pool: East pool").waitFor();
  await page.getByRole("button", { name: "Claim" }).click();
  const tag = page.getByRole("button", { name: /^Recycles in 9 days/ });
  await page.getByText("Claimed, it is yours now").waitFor({ state: "hidden" });
  await tag.click();
  await page
    .getByRole("dialog", { name: "Why it recycles" })
    .getByText("10 d after it came to its owner")
    .waitFor();
  await chen.atRest();
  await chen.picture("recycle-why-phone-en");
  expect(await page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")).toBe(true);
  await chen.leave();
});

test("the builder's page reads well in English and on a phone", async () => {
  await speaksEnglish("ops");
  const reader = await story.person("ops", { screen: "phone", locale: "en-US" });
  await reader.open("/a/crm/build/pools");
  await reader.page.getByRole("link", { name: /East pool/ }).click();
  await reader.page.getByRole("heading", { name: "East pool" }).waitFor();
  await reader.picture("pool-editor-phone-en");
  const rule = reader.page.getByRole("region", { name: "Taking back by itself" });
  await rule.scrollIntoViewIfNeeded();
  await reader.picture("pool-editor-rules-phone-en");
  expect(await reader.page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")).toBe(true);
  await reader.leave();
});
