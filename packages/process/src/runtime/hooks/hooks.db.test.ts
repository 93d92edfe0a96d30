import { createHmac } from "node:crypto";
import type { Json, JsonObject } from "@mortise/kit";
import type { FlowDocument } from "@mortise/metadata";
import { systemActor } from "@mortise/store";
import { useDatabase } from "@mortise/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type CrmStore, openCrm } from "../../fixtures/crm-store.ts";

const database = useDatabase();
let crm: CrmStore;
beforeAll(async () => {
  crm = await openCrm(database.url);
});
afterAll(() => crm.close());

const FIELDS = [
  { path: "lead.name", field: "name" },
  { path: "lead.phone", field: "mobile" },
  { path: "lead.from", field: "source" },
  { path: "lead.budget", field: "est_amount" },
  { path: "sales", field: "owner" },
];

function aFlow(settings: JsonObject, more: Partial<FlowDocument> = {}): FlowDocument {
  return {
    kind: "flow",
    id: "from_ads",
    version: 1,
    name: { zh: "广告线索", en: "Leads from ads" },
    entity: "lead",
    enabled: true,
    again: "parallel",
    trigger: { type: "webhook", settings: { fields: FIELDS, ...settings } },
    start: "wait",
    nodes: [{ id: "wait", type: "wait", settings: { for: "99d" }, exits: {} }],
    ...more,
  };
}
const place = { app: "crm", flow: "from_ads" };

async function send(
  body: Json,
  more: {
    readonly peer?: string;
    readonly signature?: string;
    readonly key?: string;
    readonly token?: string;
  } = {},
) {
  const token = more.token ?? (await crm.process.hookPage(place)).token;
  const raw = Buffer.from(JSON.stringify(body));
  const { peer = "203.0.113.7", signature, key } = more;
  return crm.process.receive({ token, body, raw, peer, signature, key });
}

async function runsOf(record: string): Promise<number> {
  const { rows } = await database.pool.query<{ n: number }>(
    "select count(*)::int as n from mortise.flow_run where flow = 'from_ads' and record = $1",
    [record],
  );
  return rows[0]?.n ?? 0;
}

const aLead = {
  lead: { name: "张三", phone: "13800001111", from: "抖音", budget: 12.5 },
  sales: "lina@example.com",
};

test("what is sent becomes a record as people would name things, and the flow starts for it", async () => {
  // Before it is published the sender gets no refusal, and the builder a sample.
  expect(await send({ hello: "world" })).toEqual({});
  await crm.publish(aFlow({}));
  const { id = "" } = await send(aLead);
  expect(await crm.record("lead", id)).toMatchObject({
    name: "张三",
    mobile: "+8613800001111",
    source: "douyin",
    owner: crm.people["lina"],
  });
  expect(await runsOf(id)).toBe(1);
  const [why] = await crm.process.decisionsFor(systemActor, { app: "crm", entity: "lead", record: id });
  expect(why?.why.zh).toBe("其他系统发来了数据");
  const { calls } = await crm.process.hookPage(place);
  expect(calls).toMatchObject([
    { record: id, problem: null, body: aLead, peer: "203.0.113.7" },
    { record: null, body: { hello: "world" } },
  ]);
});

test("what cannot be read is named field by field, nothing is written, and the call is kept to be looked at", async () => {
  const counted = async () =>
    (await crm.store.records.query(systemActor, "crm", { entity: "lead", fields: [], count: "exact" })).count;
  const before = await counted();
  const wrong = { lead: { name: "李四", phone: "13800001112", from: "火星", budget: "很多" } };
  await expect(send(wrong)).rejects.toMatchObject({
    code: "FLOW_HOOK_UNREADABLE",
    details: [{ path: "source" }, { path: "est_amount" }],
  });
  // A field that must be filled in was not sent: the same refusal as on every other way.
  await expect(send({ lead: { phone: "13800001113" } })).rejects.toMatchObject({
    details: [{ path: "name" }],
  });
  expect(await counted()).toEqual(before);
  const { calls } = await crm.process.hookPage(place);
  expect(calls[1]?.problem?.zh).toContain("来源");
});

test("a repeated call gives the first answer, and a record with the same values is changed instead", async () => {
  const call = { lead: { ...aLead.lead, name: "重复", phone: "13800002222" } };
  const first = await send(call, { key: "call-1" });
  expect(await send(call, { key: "call-1" })).toEqual(first);
  const { id = "" } = first;
  expect(await runsOf(id)).toBe(1);
  await crm.publish(aFlow({ match: ["mobile"], reply: "success" }));
  const again = await send({ lead: { phone: "13800002222", name: "改名" } });
  expect(again).toEqual({ id, reply: "success" });
  expect(await crm.record("lead", id)).toMatchObject({ name: "改名", source: "douyin" });
  expect(await runsOf(id)).toBe(2);
});

test("calls come from listed addresses, signed, to the address that holds", async () => {
  await crm.publish(aFlow({ signed: true, addresses: "203.0.113.0/24\n2001:db8::/32" }));
  const { token, secret } = await crm.process.hookPage(place);
  const call = { lead: { ...aLead.lead, phone: "13800003333" } };
  const sign = (key: string) =>
    `sha256=${createHmac("sha256", key).update(JSON.stringify(call)).digest("hex")}`;
  await expect(send(call)).rejects.toMatchObject({ code: "FLOW_HOOK_NOT_SIGNED" });
  await expect(send(call, { signature: sign("another") })).rejects.toMatchObject({
    code: "FLOW_HOOK_NOT_SIGNED",
  });
  await expect(send(call, { signature: sign(secret), peer: "198.51.100.1" })).rejects.toMatchObject({
    code: "FLOW_HOOK_NOT_FROM_HERE",
  });
  const { id = "" } = await send(call, { signature: sign(secret), peer: "::ffff:203.0.113.9" });
  expect(await runsOf(id)).toBe(1);
  const renewed = await crm.process.renewHook(place);
  expect([renewed.token === token, renewed.secret === secret]).toEqual([false, false]);
  await expect(send(call, { signature: sign(secret), token })).rejects.toMatchObject({
    code: "FLOW_HOOK_NOT_FOUND",
  });
});

test("a flow that is switched off takes nothing; one whose condition does not hold writes and does not start", async () => {
  await crm.publish(aFlow({ when: { "==": [{ var: "source" }, "expo"] } }));
  const { id = "" } = await send({ lead: { ...aLead.lead, phone: "13800004444" } });
  expect(await runsOf(id)).toBe(0);
  await crm.publish(aFlow({}, { enabled: false }));
  await expect(send(aLead)).rejects.toMatchObject({ code: "FLOW_HOOK_NOT_FOUND" });
});

test("only the last twenty calls are kept", async () => {
  await crm.publish(aFlow({}));
  for (let call = 0; call < 25; call += 1)
    await send({ lead: { ...aLead.lead, phone: `1390000${String(1000 + call)}` } });
  const { calls } = await crm.process.hookPage(place);
  expect(calls).toHaveLength(20);
  expect(calls[0]?.body).toMatchObject({ lead: { phone: "13900001024" } });
});
