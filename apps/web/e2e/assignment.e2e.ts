import { routes } from "@mortise/contract";
import { isPlainObject } from "@mortise/kit";
import type { Locator } from "playwright-core";
import { beforeAll, expect, test } from "vitest";
import { fitsTheScreen } from "./fits-the-screen.ts";
import type { Person } from "./person.ts";
import { publish } from "./publishing.ts";
import { useStory } from "./story.ts";

const story = useStory();
const lead = { app: "crm", entity: "lead" };

/** People by their name. */
async function idOf(name: string): Promise<string> {
  const admin = await story.company.api("admin");
  const { items } = await admin.call(routes.listAccounts, {});
  const found = items.find((account) => account.name === name);
  if (!found) throw new TypeError(`there is no ${name}`);
  return found.id;
}

beforeAll(async () => {
  const admin = await story.company.api("admin");
  await admin.call(routes.updateAccount, {
    params: { id: await idOf("李娜") },
    body: { work: { skills: ["大客户"] } },
  });
  await admin.call(routes.createRecord, {
    params: { app: "crm", entity: "customer" },
    body: { values: { name: "海天重工", phone: "139-0532 8888", owner: await idOf("陈静") } },
  });
});

const rulesOf = ({ page }: Person): Locator =>
  page.locator(".flow-item", { has: page.locator(".flow-label") });

/** Adds a rule at the end and gives it a name. */
async function addRule(ops: Person, number: number, name: string): Promise<Locator> {
  await ops.page.getByRole("button", { name: "添加规则" }).click();
  const rule = rulesOf(ops).last();
  await rule.getByLabel(`规则 ${number}`).fill(name);
  return rule;
}

/** Moves the last rule to the top. */
async function toTheTop(ops: Person, last: number): Promise<void> {
  for (let place = last; place > 0; place -= 1)
    await rulesOf(ops).nth(place).getByRole("button", { name: "上移" }).first().click();
}

test("existing owners, skills and limits are set with the mouse, and decide who gets the next leads", async () => {
  const ops = await story.person("ops");
  const { page } = ops;
  await ops.open("/a/crm/build/flows/lead_routing");
  await page.locator(".flow-card", { hasText: "条规则" }).click();

  const vip = await addRule(ops, 5, "展会给大客户销售");
  await vip.getByRole("button", { name: /添加条件$/ }).click();
  await ops.choose(vip.getByRole("combobox", { name: "字段", exact: true }), "来源");
  await vip.getByRole("group", { name: "值" }).getByRole("combobox").click();
  await page.locator(".ant-select-dropdown:visible").getByText("展会", { exact: true }).click();
  await ops.choose(vip.getByRole("combobox", { name: "分配方式", exact: true }), "多人轮流");
  const people = vip.getByLabel(/^人员/);
  for (const name of ["陈静", "李娜"]) await ops.choose(people, name);
  await page.keyboard.press("Escape");
  const skills = vip.getByRole("combobox", { name: "技能标签" });
  await skills.fill("大客户");
  await skills.press("Enter");
  await page.keyboard.press("Escape");
  await toTheTop(ops, 4);

  const known = await addRule(ops, 6, "电话是老客户的");
  await ops.choose(known.getByRole("combobox", { name: "分配方式", exact: true }), "已有记录的负责人");
  await known.getByRole("button", { name: "再找一处" }).click();
  await ops.choose(known.getByRole("combobox", { name: "第 1 处：在哪里找" }), "客户");
  await ops.choose(known.getByRole("combobox", { name: "已有记录的字段" }), "电话");
  await ops.choose(known.getByRole("combobox", { name: "本记录的字段" }), "手机");
  await known.scrollIntoViewIfNeeded();
  await ops.atRest();
  await ops.picture("assign-existing-owner-zh");
  await toTheTop(ops, 5);
  expect(await rulesOf(ops).first().getByLabel("规则 1").inputValue()).toBe("电话是老客户的");
  expect(await page.getByText("前面的规则没有条件").count()).toBe(0);

  await page.getByRole("switch", { name: /限制每个人分到多少/ }).click();
  await page.getByLabel("每天最多分到多少条").fill("20");
  await page.keyboard.press("Tab");
  await publish(ops);
  await ops.leave();
});

test("a lead of a known customer goes to whoever has it, and says why", async () => {
  const system = await story.company.system("ops");
  const create = async (values: Readonly<Record<string, string>>) =>
    (
      await system.call(routes.createRecord, {
        params: lead,
        body: { values: { source: "expo", ...values } },
      })
    ).record.id;
  const known = await create({ name: "海天的王工", mobile: "13905328888" });
  const fresh = await create({ name: "新来的客户", mobile: "13900007777" });
  for (let index = 0; index < 4; index += 1)
    await create({
      name: `济南线索${index}`,
      mobile: `1390000888${index}`,
      source: "website_signup",
      region: "3701",
    });

  const chen = await story.person("chenjing");
  await chen.open(`/a/crm/e/lead/${known}`);
  await chen.page.getByText("负责人: 陈静").waitFor();
  const timeline = chen.page.getByRole("list", { name: "动态" });
  await timeline.getByText(/按“电话是老客户的”归原负责人陈静/).waitFor();
  await timeline.getByRole("button", { name: "为什么？" }).first().click();
  await timeline.getByText("电话相同的客户").scrollIntoViewIfNeeded();
  await chen.atRest();
  await chen.picture("assign-why-zh");
  await chen.leave();

  const lina = await story.person("lina");
  await lina.open(`/a/crm/e/lead/${fresh}`);
  await lina.page.getByText("负责人: 李娜").waitFor();
  await lina.page
    .getByRole("list", { name: "动态" })
    .getByText(/展会给大客户销售/)
    .waitFor();
  await lina.leave();
});

test("a lead without a region goes by where its number was given out; public forms keep addresses", async () => {
  const api = await story.company.api("ops");
  const { documents } = await api.call(routes.getDraft, { params: { app: "crm" } });
  const found = documents.find(({ document }) => document.kind === "entity" && document.id === "lead");
  if (found?.document.kind !== "entity") throw new TypeError("the app has leads");
  const fields = [
    ...found.document.fields,
    {
      id: "number_region",
      type: "mobile-region",
      name: { zh: "手机归属地", en: "Region of the number" },
      settings: { field: "mobile" },
    },
    { id: "ip", type: "text", name: { zh: "访客 IP", en: "Address" } },
    {
      id: "ip_region",
      type: "ip-region",
      name: { zh: "IP 归属地", en: "Region of the address" },
      settings: { field: "ip" },
    },
  ];
  const flow = documents.find(({ document }) => document.kind === "flow" && document.id === "lead_routing");
  if (flow?.document.kind !== "flow") throw new TypeError("the app routes its leads");
  // The rule holds for every lead: whether it has a region is found out by the chain.
  const nodes = flow.document.nodes.map((node) => {
    const rules = Array.isArray(node.settings["rules"]) ? node.settings["rules"] : [];
    const open = rules.map((rule) => {
      if (!isPlainObject(rule) || rule["id"] !== "by_region") return rule;
      const { when: _when, ...rest } = rule;
      return rest;
    });
    return rules.length > 0 ? { ...node, settings: { ...node.settings, rules: open } } : node;
  });
  await api.call(routes.saveDraft, {
    params: { app: "crm" },
    body: {
      documents: [
        { document: { ...found.document, fields }, revision: found.revision },
        { document: { ...flow.document, nodes }, revision: flow.revision },
      ],
    },
  });

  const ops = await story.person("ops");
  const { page } = ops;
  await ops.open("/a/crm/build/flows/lead_routing");
  await page.locator(".flow-card", { hasText: "条规则" }).click();
  const rule = rulesOf(ops)
    .filter({ has: page.getByRole("textbox", { name: "规则 6" }) })
    .last();
  expect(await rule.getByLabel("规则 6").inputValue()).toBe("按地区分给当地团队");
  const then = rule.getByLabel(/^它空着时，依次看/);
  for (const name of ["手机归属地", "IP 归属地"]) await ops.choose(then, name);
  await page.keyboard.press("Escape");
  await then.scrollIntoViewIfNeeded();
  await ops.atRest();
  await ops.picture("assign-region-chain-zh");
  await publish(ops);

  await ops.open("/a/crm/build/forms/website");
  await page.getByRole("button", { name: "公开表单" }).click();
  await page.getByRole("tab", { name: "数据" }).click();
  await ops.choose(page.getByRole("combobox", { name: "把访客的 IP 记到" }), "访客 IP");
  await ops.atRest();
  await ops.picture("public-address-zh");
  await ops.leave();

  const system = await story.company.system("ops");
  const { record } = await system.call(routes.createRecord, {
    params: lead,
    body: { values: { name: "只留了手机的人", mobile: "13153100000", source: "other" } },
  });
  const director = await story.person("director");
  await director.open(`/a/crm/e/lead/${record.id}`);
  await director.page.getByText(/按“按地区分给当地团队”分给.+（济南）/).waitFor();
  await director.page.getByRole("button", { name: "为什么？" }).first().click();
  await director.page.getByRole("list", { name: "动态" }).getByText("手机归属地").first().waitFor();
  await director.leave();
});

test("the ledger shows the director what was due and given, down to the records", async () => {
  const director = await story.person("director");
  const { page } = director;
  await director.open("/a/crm");
  await page.getByRole("link", { name: "公平台账" }).click();
  const rule = page.getByRole("region", { name: "官网注册的济南线索" });
  await rule.getByText(/共分出 \d+ 条/).waitFor();
  const total = rule.getByRole("row", { name: /^合计/ });
  const [due, given, difference] = await total.getByRole("cell").allInnerTexts();
  expect([due, difference]).toEqual([given, "0"]);
  expect(Number(given)).toBeGreaterThanOrEqual(4);
  await director.atRest();
  await director.picture("ledger-zh");
  const skilled = page.getByRole("region", { name: "展会给大客户销售" });
  await skilled.getByRole("button", { name: /陈静 错过/ }).click();
  const drawer = page.getByRole("dialog", { name: "陈静：错过的记录" });
  await drawer.getByText("没有技能 · 分给了李娜").waitFor();
  await drawer.getByRole("link", { name: "新来的客户" }).waitFor();
  await director.atRest();
  await director.picture("ledger-records-zh");
  await director.leave();

  const lina = await story.person("lina");
  await lina.open("/a/crm/ledger");
  await lina.page.getByText("您的角色不能查看公平台账").waitFor();
  await lina.leave();
});

test("on the phone, in English, the ledger fits", async () => {
  const api = await story.company.api("director");
  await api.call(routes.updateMe, { body: { locale: "en" } });
  const phone = await story.person("director", { screen: "phone", locale: "en-US" });
  await phone.open("/a/crm/ledger");
  await phone.page
    .getByText(/records given: \d+/)
    .first()
    .waitFor();
  await fitsTheScreen(phone);
  await phone.atRest();
  await phone.picture("ledger-phone-en");
  await phone.leave();
});
