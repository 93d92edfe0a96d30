import { startOutbox, type RunningOutbox } from "@mortise/jobs";
import { ManualClock, silentLogger } from "@mortise/kit";
import type { FlowDocument } from "@mortise/metadata";
import { Accounts, systemActor } from "@mortise/store";
import { useDatabase } from "@mortise/testing";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { type CrmStore, openCrm } from "../../fixtures/crm-store.ts";
import type { OutgoingMessage } from "./channels.ts";

const database = useDatabase();
const clock = new ManualClock("2026-11-30T01:00:00.000Z");
const mails: OutgoingMessage[] = [];
const texts: OutgoingMessage[] = [];
let isDown = false;
let crm: CrmStore;
let outbox: RunningOutbox;

beforeAll(async () => {
  crm = await openCrm(database.url, clock, {
    publicUrl: "https://crm.example.com",
    email: async (message) => {
      if (isDown) return { type: "refused", problem: { zh: "不收", en: "Refused" }, status: 550 };
      mails.push(message);
      return { type: "taken" };
    },
    sms: async (message) => {
      texts.push(message);
      return { type: "taken" };
    },
  });
  const accounts = new Accounts(crm.store.db, clock);
  await accounts.update(crm.people["marketing"] ?? "", { mobile: "13911112222" });
  outbox = await startOutbox({
    store: crm.store,
    clock,
    logger: silentLogger,
    senders: crm.process.senders,
    intervalMs: 20,
  });
  await crm.publish(flow());
});
afterAll(async () => {
  await outbox.stop();
  await crm.close();
});

function flow(): FlowDocument {
  const users = [crm.people["marketing"] ?? "", crm.people["root"] ?? ""];
  return {
    kind: "flow",
    id: "telling",
    version: 1,
    name: { zh: "告知", en: "Telling" },
    entity: "lead",
    enabled: true,
    again: "parallel",
    trigger: { type: "record-created", settings: { when: { "==": [{ var: "company" }, "告知公司"] } } },
    start: "tell",
    nodes: [
      {
        id: "tell",
        type: "notify",
        settings: {
          to: [{ source: "users", users }],
          by: ["email", "sms"],
          title: { zh: "{name} 微信 {wechat}", en: "{name} WeChat {wechat}" },
          body: { zh: "手机 {mobile}", en: "Mobile {mobile}" },
        },
        exits: {},
      },
    ],
  };
}
const aLead = (name: string) =>
  crm.create("lead", {
    name,
    company: "告知公司",
    mobile: "13812345678",
    wechat: "wx-secret",
    source: "other",
  });
const list = async (query: Parameters<CrmStore["process"]["sends"]["list"]>[2] = {}) =>
  (await crm.process.sends.list(await crm.actor("root"), "crm", query)).items;

test("mail and short messages leave after the write, put into words by the rights of who gets them", async () => {
  const lead = await aLead("张三");
  await vi.waitFor(() => expect([mails.length, texts.length]).toEqual([2, 1]), 20_000);
  const [marketing] = mails.filter(({ to }) => to.startsWith("marketing"));
  const [root] = mails.filter(({ to }) => to.startsWith("root"));
  // Marketing may read neither the WeChat name nor the whole number.
  expect(marketing?.subject).toBe("张三 微信 —");
  expect(marketing?.text).not.toContain("1234 5678");
  expect(root).toMatchObject({ subject: "张三 微信 wx-secret" });
  expect(root?.text).toBe(`手机 138 1234 5678\n\n查看：https://crm.example.com/a/crm/e/lead/${lead}`);
  expect(texts[0]).toMatchObject({ to: "+8613911112222" });
  const { items } = await crm.process.runs.list(await crm.actor("root"), "crm", {
    record: lead,
    flow: "telling",
  });
  const run = await crm.process.runs.read(await crm.actor("root"), "crm", items[0]?.id ?? "");
  expect(run.steps[0]?.text?.zh).toContain("短信没有发给管理员：没有填写联系方式");
});

test("a message about what waits for the reader's yes leads to the decision, others to the record", async () => {
  const users = [crm.people["root"] ?? ""];
  const plain = flow();
  const [tell] = plain.nodes;
  if (!tell) throw new TypeError("the flow has a step");
  const to = [{ source: "users", users }];
  const ask = {
    id: "ask",
    type: "approve",
    settings: { to, title: { zh: "审批", en: "Approve" } },
    exits: {},
  };
  await crm.publish({
    ...plain,
    id: "asking",
    trigger: { type: "record-created", settings: { when: { "==": [{ var: "company" }, "审批公司"] } } },
    nodes: [{ ...tell, exits: { next: "ask" } }, ask],
  });
  mails.length = 0;
  const lead = await crm.create("lead", { name: "赵六", company: "审批公司", source: "other" });
  await vi.waitFor(() => expect(mails).toHaveLength(2), 20_000);
  const place = `https://crm.example.com/a/crm/e/lead/${lead}`;
  const textTo = (name: string) => mails.find((mail) => mail.to.startsWith(name))?.text;
  expect(textTo("root")).toContain(`审批：${place}?decide=1`);
  expect(textTo("marketing")).toContain(`查看：${place}`);
  expect(textTo("marketing")).not.toContain("decide");
});

test("what is refused is a dead letter for those in charge, and goes out when it is sent again", async () => {
  isDown = true;
  const lead = await aLead("李四");
  await vi.waitFor(async () => expect(await list({ status: "dead" })).toHaveLength(2), 20_000);
  const dead = await list({ status: "dead", kind: "email" });
  expect(dead[0]).toMatchObject({
    recordTitle: "李四",
    flow: "telling",
    tries: 1,
    problem: { en: "Refused" },
  });
  const root = await crm.actor("root");
  const one = await crm.process.sends.read(root, "crm", dead[0]?.id ?? "");
  expect(one.request?.map(({ value }) => value)).toContain("李四 微信 wx-secret");
  expect(one.tries).toMatchObject([{ number: 1, status: 550 }]);
  // Somebody without the right to the record hears nothing of it.
  await expect(crm.process.sends.read(await crm.actor("liuyang"), "crm", dead[0]?.id ?? "")).rejects.toThrow(
    "FLOW_SEND_NOT_FOUND",
  );
  isDown = false;
  mails.length = 0;
  const ids = dead.map(({ id }) => id);
  expect(await crm.process.sends.mend(root, "crm", { ids, action: "replay" })).toEqual({
    mended: 2,
    left: 0,
  });
  await vi.waitFor(() => expect(mails).toHaveLength(2), 20_000);
  expect(new Set(mails.map(({ key }) => key))).toEqual(new Set(ids));
  expect(await crm.process.sends.mend(root, "crm", { ids, action: "discard" })).toEqual({
    mended: 0,
    left: 2,
  });
  await vi.waitFor(async () => expect(await list({ status: "dead" })).toEqual([]), 20_000);
  await crm.store.records.execute(systemActor, "crm", [{ type: "delete", entity: "lead", ids: [lead] }], {
    type: "user",
  });
  await crm.store.records.execute(
    systemActor,
    "crm",
    [{ type: "purge", entity: "lead", ids: [lead], references: "clear" }],
    {
      type: "user",
    },
  );
  const { rows } = await database.pool.query("select 1 from mortise.outbox where record = $1", [lead]);
  expect(rows).toEqual([]);
});
