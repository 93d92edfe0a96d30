import { routes } from "@mortise/contract";
import { expect, test } from "vitest";
import { fitsTheScreen } from "./fits-the-screen.ts";
import { publish } from "./publishing.ts";
import { useStory } from "./story.ts";

const story = useStory();

/** A lead of 王强. */
async function lead(name: string): Promise<string> {
  const api = await story.company.system("ops");
  const { record } = await api.call(routes.createRecord, {
    params: { app: "crm", entity: "lead" },
    body: { values: { name, source: "expo", industry: "equipment", region: "3701", mobile: "13812345678" } },
  });
  return record.id;
}

test("the page of a lead is laid out by the app: key fields, sections, tabs", async () => {
  const id = await lead("济南重工");
  const wang = await story.person("wangqiang");
  const { page } = wang;
  await wang.open(`/a/crm/e/lead/${id}`);
  await page.getByRole("region", { name: "联系信息" }).getByText("济南重工").waitFor();
  await page.getByRole("region", { name: "评论" }).waitFor();
  await wang.picture("record-page-zh");
  await page.getByRole("tab", { name: "来源与系统" }).click();
  await page.getByRole("region", { name: "系统信息" }).getByText("创建时间").waitFor();
  const phone = await story.person("wangqiang", { screen: "phone" });
  await phone.open(`/a/crm/e/lead/${id}`);
  const order = phone.page.locator(".record-main h2");
  await order.getByText("跟进", { exact: true }).waitFor();
  const names = await order.allTextContents();
  expect(names.indexOf("评论")).toBeLessThan(names.indexOf("意向"));
  await fitsTheScreen(phone);
  await phone.picture("record-page-phone-zh");
});

test("the manager rearranges the page by mouse, keyboard and menu, takes a step back, and publishes it", async () => {
  const id = await lead("潍坊动力");
  const ops = await story.person("ops");
  const { page } = ops;
  await ops.open("/a/crm/build/pages");
  await page.getByRole("link", { name: /线索页面/ }).click();
  const first = page.getByRole("region", { name: "第 1 栏" });
  const second = page.getByRole("region", { name: "第 2 栏" });
  const blocks = async (column: typeof first) =>
    (await column.locator(".pd-block-body b").allTextContents()).join(" ");
  await second.getByText("动态").first().waitFor();

  // Mouse: comments go to the top of the first column.
  await ops.drag(page.getByRole("button", { name: "拖动：评论" }), first.getByRole("listitem").first(), {
    x: 0.4,
    y: 0.4,
  });
  await first.getByRole("button", { name: "拖动：评论" }).waitFor();
  await expect.poll(() => blocks(first)).toBe("评论 联系信息 意向 跟进");
  await page.getByRole("button", { name: "撤销" }).click();
  await expect.poll(() => blocks(first)).toBe("联系信息 意向 跟进");
  await page.getByRole("button", { name: "重做" }).click();
  await first.getByRole("button", { name: "拖动：评论" }).waitFor();

  // Keyboard: Alt and the arrows move the chosen block.
  await first.getByRole("button", { name: /^意向/ }).focus();
  await page.keyboard.press("Alt+ArrowRight");
  await second.getByRole("button", { name: "拖动：意向" }).waitFor();

  // Menu: the way for those who do not drag.
  await page.getByRole("button", { name: "操作：意向" }).click();
  await page.getByRole("menuitem", { name: "移到标签页“来源与系统”" }).click();
  await second.getByRole("button", { name: "拖动：意向" }).waitFor({ state: "hidden" });

  // Files are added by a click, and only managers see them.
  await page.getByRole("button", { name: "添加：文件" }).click();
  await ops.choose(page.getByRole("combobox", { name: "哪些角色能看到" }), /区域经理/);
  await page.keyboard.press("Escape");
  await second.getByText("区域经理").waitFor();
  await ops.atRest();
  await ops.picture("page-designer-zh");
  await publish(ops);

  const wang = await story.person("wangqiang");
  await wang.open(`/a/crm/e/lead/${id}`);
  await wang.page.getByRole("region", { name: "联系信息" }).waitFor();
  const heads = await wang.page.locator(".record-main h2").allTextContents();
  expect(heads[0]).toBe("评论");
  expect(heads).not.toContain("意向");
  await wang.page.getByRole("tab", { name: "来源与系统" }).click();
  await wang.page.getByRole("region", { name: "意向" }).waitFor();
});

test("an entity gets a page of its own, made from how it looks now", async () => {
  const ops = await story.person("ops");
  const { page } = ops;
  await ops.open("/a/crm/build/pages");
  await page.getByRole("button", { name: "新建记录页面" }).click();
  const dialog = page.getByRole("dialog", { name: "新建记录页面" });
  await dialog.getByLabel("中文名称").fill("客户页面");
  await dialog.getByLabel("英文名称").fill("Customer page");
  await ops.choose(dialog.getByRole("combobox"), /^客户$/);
  await dialog.getByRole("button", { name: /创\s*建/ }).click();
  await page.getByRole("heading", { name: "客户页面" }).waitFor();
  await page.getByRole("region", { name: "第 1 栏" }).getByText("其余全部字段").waitFor();
  await page.getByRole("button", { name: "添加标签页" }).click();
  await page.getByRole("tab", { name: "标签页 2" }).waitFor();
  const phone = await story.person("ops", { screen: "phone" });
  await phone.open("/a/crm/build/pages");
  await phone.page.getByRole("link", { name: /线索页面/ }).click();
  await phone.page.getByRole("region", { name: "第 1 栏" }).waitFor();
  await fitsTheScreen(phone);
  await phone.picture("page-designer-phone-zh");
});

test("the page lists other leads with the same number, as the builder says", async () => {
  const id = await lead("潍坊动力一厂");
  await lead("潍坊动力二厂");
  const ops = await story.person("ops");
  const { page } = ops;
  await ops.open("/a/crm/build/pages");
  await page.getByRole("link", { name: /线索页面/ }).click();
  await page.getByRole("button", { name: "添加：匹配的记录" }).click();
  await ops.choose(page.getByRole("combobox", { name: "列出哪个实体的记录" }), /^线索$/);
  await page.getByLabel("标题（中文）").fill("同号码的线索");
  await page.getByLabel("标题（英文）").fill("Leads with this number");
  await ops.choose(page.getByRole("combobox", { name: "对方的字段" }), "手机");
  await ops.choose(page.getByRole("combobox", { name: "本表单的值" }), "手机");
  const fields = page.getByRole("combobox", { name: "显示的字段（按顺序）" });
  await ops.choose(fields, "状态");
  await ops.choose(fields, "来源");
  await page.keyboard.press("Escape");
  await ops.atRest();
  await ops.picture("page-designer-match-zh");
  await publish(ops);
  const wang = await story.person("wangqiang");
  await wang.open(`/a/crm/e/lead/${id}`);
  const block = wang.page.getByRole("region", { name: "同号码的线索" });
  await block.getByRole("link", { name: "潍坊动力二厂" }).waitFor();
  expect(await block.getByRole("link", { name: "潍坊动力一厂" }).count()).toBe(0);
  await block.scrollIntoViewIfNeeded();
  await wang.picture("record-match-zh");
  const phone = await story.person("admin", { screen: "phone", locale: "en-US" });
  await phone.open("/a/crm");
  await phone.page.getByRole("button", { name: "打开菜单" }).click();
  await phone.speakEnglish();
  await phone.open(`/a/crm/e/lead/${id}`);
  const region = phone.page.getByRole("region", { name: "Leads with this number" });
  await region.getByRole("link", { name: "潍坊动力二厂" }).waitFor();
  await region.scrollIntoViewIfNeeded();
  await fitsTheScreen(phone);
  await phone.picture("record-match-phone-en");
});
