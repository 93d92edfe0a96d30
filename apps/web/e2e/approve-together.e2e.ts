import { routes } from "@mortise/contract";
import type { FlowDocument } from "@mortise/metadata";
import type { Locator } from "playwright-core";
import { beforeAll, expect, test } from "vitest";
import { fitsTheScreen } from "./fits-the-screen.ts";
import type { Person } from "./person.ts";
import { publish } from "./publishing.ts";
import { useStory } from "./story.ts";

const story = useStory();
const crm = { app: "crm" };
let quotes: readonly string[] = [];

/** New quotes are checked by the owner's manager; of large ones the manager writes down why. */
const flow: FlowDocument = {
  kind: "flow",
  id: "check_quote",
  version: 1,
  name: { zh: "报价审核", en: "Quote check" },
  entity: "quote",
  enabled: true,
  again: "parallel",
  trigger: { type: "record-created", settings: {} },
  start: "large",
  nodes: [
    {
      id: "large",
      type: "condition",
      settings: {
        branches: [
          { id: "yes", name: { zh: "大额", en: "Large" }, when: { ">": [{ var: "base_amount" }, 500_000] } },
        ],
      },
      exits: { yes: "form", else: "plain" },
    },
    {
      id: "plain",
      type: "approve",
      settings: {
        to: [{ source: "manager" }],
        title: { zh: "审核报价 {total}", en: "Check quote {total}" },
        locks: true,
      },
      exits: {},
    },
    {
      id: "form",
      type: "approve",
      settings: {
        to: [{ source: "manager" }],
        title: { zh: "审核大额报价 {total}", en: "Check large quote {total}" },
        locks: true,
        fields: [
          { field: "total", right: "read" },
          { field: "valid_to", right: "edit" },
          { field: "remark", right: "required" },
        ],
      },
      exits: {},
    },
  ],
};

beforeAll(async () => {
  const ops = await story.company.api("ops");
  const body = { documents: [{ document: flow, revision: 0 }] };
  await ops.call(routes.saveDraft, { params: crm, body });
  const publisher = await story.person("ops");
  await publisher.open("/a/crm/build");
  await publish(publisher);
  await publisher.leave();
});

/** A draft quote of the rep's over an amount. */
async function quote(amount: string): Promise<string> {
  const api = await story.company.api("wangqiang");
  const create = async (entity: string, values: Record<string, unknown>): Promise<string> =>
    (await api.call(routes.createRecord, { params: { ...crm, entity }, body: { values } })).record.id;
  const customer = await create("customer", { name: `客户 ${amount}` });
  const opportunity = await create("opportunity", { name: `商机 ${amount}`, customer });
  return create("quote", { opportunity, customer, base_amount: amount });
}

async function choosePerson(dialog: Locator, label: string, name: string): Promise<void> {
  await dialog.getByLabel(label).fill(name);
  await dialog.page().getByTitle(name).last().click();
}

function request({ page }: Person, amount: string): Locator {
  return page.getByRole("article").filter({ hasText: amount });
}

test("a manager who goes away delegates; what comes in goes to the other one", async () => {
  const zhao = await story.person("zhao");
  const { page } = zhao;
  await zhao.open("/a/crm");
  await page.getByRole("button", { name: /我的账号/ }).click();
  await page.getByRole("menuitem", { name: "审批委托" }).click();
  await page.getByRole("button", { name: "新建委托" }).click();
  const dialog = page.getByRole("dialog", { name: "新建委托" });
  await choosePerson(dialog, "委托给", "孙总监");
  await dialog.getByLabel("只限选择的应用或流程").check();
  // There are more flows than the list shows at once.
  await dialog.getByLabel("应用或流程", { exact: true }).fill("报价审核");
  await page.locator(".ant-select-dropdown:visible").getByTitle("报价审核").click();
  await page.keyboard.press("Escape");
  await dialog.getByLabel("说明（可选）").fill("休假三天");
  await zhao.atRest();
  await zhao.picture("delegation-new-zh");
  await dialog.getByRole("button", { name: /确\s*定/ }).click();
  await page.getByRole("article", { name: "赵经理 委托给 孙总监" }).getByText("生效中").waitFor();
  await zhao.atRest();
  await zhao.picture("delegations-zh");
  await zhao.leave();
  quotes = [await quote("101000"), await quote("102000"), await quote("603000")];
});

test("meanwhile the rep sees for whom the quote waits, and cannot change it", async () => {
  const rep = await story.person("wangqiang");
  const { page } = rep;
  await rep.open(`/a/crm/e/quote/${quotes[0]}`);
  await page.getByText("正在审批，等待孙总监处理；审批结束前不能修改").waitFor();
  await page.getByText("代赵经理").first().waitFor();
  expect(await page.getByRole("button", { name: /编\s*辑/ }).count()).toBe(0);
  await rep.atRest();
  await rep.picture("record-locked-zh");
  await rep.leave();
});

test("on the phone the delegate approves the plain ones together, and fills in what the large one asks for", async () => {
  const director = await story.person("director", { screen: "phone" });
  const { page } = director;
  await director.open("/a/crm");
  for (const amount of ["101,000", "102,000", "603,000"])
    await request(director, amount).getByText("代赵经理").waitFor();
  await page.getByRole("checkbox", { name: /101,000/ }).check();
  await page.getByRole("checkbox", { name: /102,000/ }).check();
  expect(await page.getByRole("checkbox", { name: /603,000/ }).count()).toBe(0);
  await director.atRest();
  await fitsTheScreen(director);
  await director.picture("approve-together-zh-phone");
  await page.getByRole("button", { name: "批量同意（2）" }).click();
  await page
    .getByRole("dialog")
    .getByRole("button", { name: /同\s*意/ })
    .click();
  await request(director, "101,000").waitFor({ state: "hidden" });

  await request(director, "603,000")
    .getByRole("button", { name: /同\s*意/ })
    .click();
  const dialog = page.getByRole("dialog", { name: "同意" });
  await dialog.getByText("603,000").first().waitFor();
  await dialog.getByRole("button", { name: /确\s*定/ }).click();
  await dialog.getByText("“备注”必须填写").waitFor();
  await director.atRest();
  await director.picture("decision-form-zh-phone");
  await dialog.getByLabel("备注").fill("毛利 18%，可以做");
  await dialog.getByRole("button", { name: "情况属实，同意" }).click();
  await dialog.getByRole("button", { name: /确\s*定/ }).click();
  await request(director, "603,000").waitFor({ state: "hidden" });
  await director.leave();

  const rep = await story.person("wangqiang");
  await rep.open(`/a/crm/e/quote/${quotes[2]}`);
  await rep.page.getByText("毛利 18%，可以做").first().waitFor();
  await rep.page.getByText("情况属实，同意").first().waitFor();
  await rep.page.getByRole("button", { name: /编\s*辑/ }).waitFor();
  await rep.leave();
});

test("an administrator hands over what waits for somebody who leaves", async () => {
  await quote("804000");
  const root = await story.person("admin");
  const { page } = root;
  await root.open("/admin/people");
  await page
    .getByRole("row", { name: /孙总监/ })
    .getByRole("button", { name: "移交待办" })
    .click();
  const dialog = page.getByRole("dialog", { name: "移交孙总监的待办" });
  await root.choose(dialog.getByLabel("移交给谁"), "吴经理");
  await dialog.getByText("放回公海；没有公海的转给同一个人").click();
  await root.atRest();
  await root.picture("hand-over-zh");
  await dialog.getByRole("button", { name: "移交待办" }).click();
  await page.getByText(/已移交 \d+ 项；记录移交 \d+ 条/).waitFor();
  const wu = await story.person("wu");
  await wu.open("/a/crm");
  // What the quote says is not theirs to see; that it waits for them is.
  await wu.page.getByRole("article").filter({ hasText: "转交而来" }).first().waitFor();
  await wu.leave();
  await root.leave();
});

test("the same in English", async () => {
  const api = await story.company.api("director");
  await api.call(routes.updateMe, { body: { locale: "en" } });
  await quote("704000");
  const director = await story.person("director", { locale: "en-US" });
  const { page } = director;
  await director.open("/a/crm");
  const item = request(director, "704,000");
  await item.getByText("For 赵经理").waitFor();
  await item.getByRole("button", { name: "Approve", exact: true }).click();
  const dialog = page.getByRole("dialog", { name: "Approve" });
  await dialog.getByText("704,000").first().waitFor();
  await director.atRest();
  await director.picture("decision-form-en");
  await dialog.getByLabel("Remarks").fill("Fine");
  await dialog.getByRole("button", { name: "Confirm" }).click();
  await item.waitFor({ state: "hidden" });
  await director.open("/a/crm/delegations");
  await page.getByRole("article", { name: "赵经理 delegates to 孙总监" }).waitFor();
  await director.atRest();
  await director.picture("delegations-en");
  await director.leave();
});
