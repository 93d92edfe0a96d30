import { ApiError, routes } from "@mortise/contract";
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

function rules(): Locator {
  return ops.page.getByRole("dialog", { name: "表单规则" });
}

/** The card of the rule that is put together: the last one. */
function card(): { readonly when: Locator; readonly actions: Locator } {
  return {
    when: rules().getByRole("region", { name: "当", exact: true }),
    actions: rules().getByRole("region", { name: "就", exact: true }),
  };
}

/** Adds a rule whose condition is that the stage is the given one. */
async function addRule(stage: string): Promise<void> {
  await rules().getByRole("button", { name: "添加规则" }).click();
  const { when } = card();
  await when.getByRole("button", { name: /添加条件$/ }).click();
  await ops.choose(when.getByRole("combobox", { name: "字段", exact: true }), "阶段");
  await ops.choose(when.getByRole("group", { name: "值" }).getByRole("combobox"), stage);
}

async function chooseFields(...fields: readonly string[]): Promise<void> {
  for (const field of fields)
    await ops.choose(card().actions.getByRole("combobox", { name: "哪些字段" }), field);
  await card().actions.getByRole("heading").click();
}

test("rules are put together as sentences, and publishing tells them", async () => {
  const { page } = ops;
  await ops.open("/a/crm/build/entities/opportunity");
  await page.getByRole("button", { name: "表单规则" }).click();
  await rules().getByText("例如：当 阶段 是 方案报价，必填 预计金额").waitFor();

  await addRule("方案报价");
  await chooseFields("预计金额", "竞争对手");
  await rules().getByText("当 阶段 是 方案报价，必填 预计金额、竞争对手").waitFor();
  await ops.atRest();
  await ops.picture("form-rule-zh");
  await rules()
    .getByRole("button", { name: /收\s*起/ })
    .click();

  await addRule("输单");
  await ops.choose(card().actions.getByRole("combobox", { name: "做什么" }), "显示字段");
  await chooseFields("输单原因");
  await rules().getByText("当 阶段 是 输单，显示 输单原因").waitFor();
  await rules()
    .getByRole("button", { name: /收\s*起/ })
    .click();

  await rules().getByRole("button", { name: "添加规则" }).click();
  await ops.choose(card().actions.getByRole("combobox", { name: "做什么" }), "阻止保存");
  await card().when.getByText("按公式").click();
  await card().when.getByRole("textbox").fill("[预计金额] < 0");
  await card().actions.getByLabel("中文提示").fill("预计金额不能为负");
  await card().actions.getByLabel("英文提示").fill("The amount cannot be negative");
  await ops.choose(card().actions.getByRole("combobox", { name: "哪个字段" }), "预计金额");
  await rules().getByText("不能保存：“预计金额不能为负”").waitFor();
  await ops.atRest();
  await ops.picture("form-rules-zh");
  await rules()
    .getByRole("button", { name: /收\s*起/ })
    .click();
  await page.keyboard.press("Escape");
  await rules().waitFor({ state: "hidden" });

  const publishing = await openPublishing(ops);
  await publishing
    .getByText(/新增表单规则/)
    .first()
    .waitFor();
  await ops.picture("form-rules-publish-zh");
  await publishFrom(publishing);
});

test("the form answers while it is filled in on the phone", async () => {
  const rep = await story.person("wangqiang", { screen: "phone" });
  const { page } = rep;
  await rep.open("/a/crm/e/opportunity");
  await page
    .getByRole("button", { name: /新建商机|New/ })
    .first()
    .click();
  const form = page.getByRole("dialog", { name: "新建商机" });
  await form.getByLabel("商机名称").fill("数控机床改造");
  expect(await form.getByLabel("输单原因").count()).toBe(0);
  const stage = form.locator('[data-field="stage"]').getByRole("combobox");
  await rep.choose(stage, "输单");
  await form.getByLabel("输单原因").waitFor();
  await rep.choose(stage, "方案报价");
  await form.getByLabel("输单原因").waitFor({ state: "detached" });
  await form.getByRole("button", { name: /^保\s*存$/ }).click();
  await form.locator('[data-field="amount"]').getByRole("alert").waitFor();
  await form.locator('[data-field="competitor"]').getByRole("alert").waitFor();
  await form.getByLabel("预计金额").fill("-5");
  await form.getByLabel("竞争对手").fill("无");
  await form.getByRole("button", { name: /^保\s*存$/ }).click();
  await form.locator('[data-field="amount"]').getByText("预计金额不能为负").waitFor();
  await fitsTheScreen(rep);
  await rep.picture("form-rules-filled-phone-zh");
  await rep.leave();
});

test("the same rules hold for other systems, with the field named", async () => {
  const api = await story.company.api("ops");
  const params = { app: "crm", entity: "opportunity" };
  const customers = await api.call(routes.queryRecords, {
    params: { app: "crm", entity: "customer" },
    body: { limit: 1 },
  });
  const values = { name: "接口商机", customer: customers.items[0]?.id, stage: "proposal" };
  const refused: unknown = await api
    .call(routes.createRecord, { params, body: { values } })
    .catch((error: unknown) => error);
  expect(refused).toBeInstanceOf(ApiError);
  const paths = refused instanceof ApiError ? refused.body.details.map(({ path }) => path) : [];
  expect(paths.toSorted()).toEqual(["amount", "competitor"]);
  const { record } = await api.call(routes.createRecord, {
    params,
    body: { values: { ...values, amount: "100", competitor: "无" } },
  });
  expect(record["stage"]).toBe("proposal");
});
