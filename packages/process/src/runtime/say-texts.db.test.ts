import type { FlowDocument, FlowNode } from "@mortise/metadata";
import { systemActor } from "@mortise/store";
import { useDatabase } from "@mortise/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type CrmStore, openCrm } from "../fixtures/crm-store.ts";

const database = useDatabase();
let crm: CrmStore;

const MOBILE = "13812345678";
const TEXT = {
  zh: "{name} 手机 {mobile} 微信 {wechat} 活动 {campaign} 金额 {est_amount}",
  en: "{name} mobile {mobile} WeChat {wechat} campaign {campaign} amount {est_amount}",
};

const step = (id: string, type: string, settings: FlowNode["settings"], next?: string): FlowNode => ({
  id,
  type,
  settings,
  exits: next === undefined ? {} : { next },
});

beforeAll(async () => {
  crm = await openCrm(database.url);
  const users = [crm.people["marketing"] ?? "", crm.people["lina"] ?? "", crm.people["root"] ?? ""];
  const to = [{ source: "users", users }];
  const flow: FlowDocument = {
    kind: "flow",
    id: "quoting",
    version: 1,
    name: { zh: "引用", en: "Quoting" },
    entity: "lead",
    enabled: true,
    again: "parallel",
    trigger: { type: "record-created", settings: {} },
    start: "ask",
    nodes: [
      {
        id: "ask",
        type: "condition",
        settings: {
          branches: [
            {
              id: "yes",
              name: { zh: "有微信", en: "Has WeChat" },
              when: {
                and: [
                  { "!=": [{ var: "wechat" }, { var: "mobile" }] },
                  { "!=": [{ var: "company" }, { var: "wechat" }] },
                  { ">": [{ var: "est_amount" }, 1] },
                ],
              },
            },
          ],
        },
        exits: { yes: "tell" },
      },
      step("tell", "notify", { to, title: TEXT, body: { zh: "微信 {wechat}", en: "WeChat {wechat}" } }, "do"),
      step("do", "task", { to, title: TEXT }, "back"),
      step("back", "recycle", { reason: { zh: "微信 {wechat}", en: "WeChat {wechat}" } }),
    ],
  };
  const root = await crm.actor("root");
  await crm.store.releases.saveDraft("crm", [{ document: flow, revision: 0 }], root);
  await crm.store.releases.publish("crm", { actor: root });
});
afterAll(() => crm.close());

async function aLead(): Promise<string> {
  const campaign = await crm.create("campaign", { name: "春季展会", owner: crm.people["lina"] });
  return crm.create("lead", {
    name: "引用甲",
    mobile: MOBILE,
    wechat: "wx-secret",
    company: "海尔",
    est_amount: "1200",
    campaign,
    owner: crm.people["lina"],
    source: "other",
  });
}

/** What a person reads about a record: message, text of it, to-do, reasons with what they show. */
async function reads(login: string, record: string) {
  const actor = await crm.actor(login);
  const { items } = await crm.process.listNotifications(actor, {});
  const todo = await crm.process.listWorkItems(actor, {});
  const decisions = await crm.process
    .decisionsFor(actor, { app: "crm", entity: "lead", record })
    .catch(() => []);
  const about = <T extends { readonly record: string | null }>(list: readonly T[]) =>
    list.filter((item) => item.record === record);
  return {
    message: about(items).find(({ title }) => title.zh.includes("手机"))?.title,
    body: about(items).find(({ title }) => title.zh.includes("手机"))?.body.zh,
    task: about(todo.items).find(({ title }) => title.zh.includes("手机"))?.title.zh,
    recycled: decisions.find(({ kind }) => kind === "recycle")?.why.zh,
    shown: decisions
      .filter(({ kind }) => kind === "branch")
      .flatMap(({ details }) => details.map(({ label }) => label.zh)),
  };
}

test("texts that flows write say to each reader what the reader may see", async () => {
  const record = await aLead();
  const whole = await reads("root", record);
  expect(whole.message?.zh).toMatch(/^引用甲 手机 138 1234 5678 微信 wx-secret 活动 春季展会 金额 \S*1,?200/);
  expect(whole.message?.en).toMatch(/^引用甲 mobile 138 1234 5678 WeChat wx-secret campaign 春季展会/);
  expect(whole).toMatchObject({ body: "微信 wx-secret", recycled: "退回公海：微信 wx-secret" });
  expect(whole.shown).toHaveLength(3);
  const limited = await reads("marketing", record);
  // The mobile is masked for marketing, the WeChat name hidden.
  expect(limited.message?.zh).toMatch(/^引用甲 手机 \S*\*{2,}\S* 微信 — 活动 春季展会 金额 \S*1,?200/);
  expect(limited).toMatchObject({ body: "微信 —", recycled: "退回公海：微信 —" });
  expect(limited.task).toBe(limited.message?.zh);
  expect(JSON.stringify(limited)).not.toMatch(/wx-secret|1234 ?567/);
  // Comparisons with a withheld field on either side are left out.
  expect(limited.shown).toHaveLength(1);
  const { items } = await crm.store.records.history(await crm.actor("marketing"), "crm", {
    entity: "lead",
    id: record,
  });
  const history = JSON.stringify(items);
  expect(history).toContain("「微信」");
  expect(history).not.toMatch(/wx-secret|1234 ?567/);
});

test("whoever does not see the record any more reads no value of it, and a purge leaves none", async () => {
  const record = await aLead();
  const before = await reads("lina", record);
  expect(before.message?.zh).toContain("引用甲");
  const change = { id: record, values: { owner: crm.people["chenjing"] } };
  const run = (command: Parameters<typeof crm.store.records.execute>[2][number]) =>
    crm.store.records.execute(systemActor, "crm", [command], { type: "user", skipFlows: true });
  await run({ type: "update", entity: "lead", changes: [change] });
  expect((await reads("lina", record)).message?.zh).toBe("— 手机 — 微信 — 活动 — 金额 —");
  await run({ type: "delete", entity: "lead", ids: [record] });
  await run({ type: "purge", entity: "lead", ids: [record], references: "clear" });
  expect((await reads("root", record)).message?.zh).toBe("— 手机 — 微信 — 活动 — 金额 —");
  const { rows } = await database.pool.query<{ text: string }>(
    `select title::text || body::text as text from mortise.notification where record = $1
     union all select title::text from mortise.work_item where record = $1`,
    [record],
  );
  expect(rows.length).toBeGreaterThan(3);
  expect(rows.map(({ text }) => text).join()).not.toMatch(/wx-secret|1234 ?567|引用甲/);
  const journal = await database.pool.query<{ said: string; all: string }>(
    `select s.text->>'en' as said, concat(s.text, r.old, r.error) as all
     from mortise.flow_run as r join mortise.flow_step as s on s.run = r.id where r.record = $1`,
    [record],
  );
  expect(new Set(journal.rows.map(({ said }) => said))).toEqual(
    new Set(["Deleted for good together with the record"]),
  );
  expect(journal.rows.map(({ all }) => all).join()).not.toMatch(/wx-secret|1234 ?567|引用甲/);
});
