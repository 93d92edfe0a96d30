import { type RunningOutbox, startOutbox } from "@mortise/jobs";
import { type JsonObject, ManualClock, silentLogger } from "@mortise/kit";
import type { FlowDocument } from "@mortise/metadata";
import { systemActor } from "@mortise/store";
import { useDatabase } from "@mortise/testing";
import { afterAll, afterEach, beforeAll, expect, test, vi } from "vitest";
import { type CrmStore, openCrm } from "../../fixtures/crm-store.ts";
import type { HttpWay, OutgoingRequest } from "./channels.ts";

const database = useDatabase();
const clock = new ManualClock("2026-11-30T01:00:00.000Z");
const asked: OutgoingRequest[] = [];
let reply: HttpWay = async () => answers(200, { no: "S-1" });
const outboxes: RunningOutbox[] = [];
let crm: CrmStore;

function answers(status: number, body: unknown, headers: Readonly<Record<string, string>> = {}) {
  const json = { "content-type": "application/json", ...headers };
  return { ok: true, reply: { status, headers: json, body: JSON.stringify(body) } } as const;
}

beforeAll(async () => {
  crm = await openCrm(database.url, clock, {
    http: (request) => {
      asked.push(request);
      return reply(request);
    },
    secrets: async (_app, id) =>
      id === "key" ? { host: "erp.example.com", value: "s3cret-value" } : undefined,
  });
  await crm.publish(flow({}));
});
afterEach(async () => {
  for (const outbox of outboxes.splice(0)) await outbox.stop();
  asked.length = 0;
  reply = async () => answers(200, { no: "S-1" });
});
afterAll(() => crm.close());

async function serve(): Promise<void> {
  const { store, process } = crm;
  const options = { store, clock, logger: silentLogger, senders: process.senders, intervalMs: 20 };
  outboxes.push(await startOutbox({ ...options, random: () => 0 }));
}

function flow(settings: JsonObject): FlowDocument {
  return {
    kind: "flow",
    id: "asking",
    version: 1,
    name: { zh: "问", en: "Asking" },
    entity: "lead",
    enabled: true,
    again: "parallel",
    trigger: { type: "record-created", settings: { when: { "==": [{ var: "company" }, "要问的公司"] } } },
    start: "ask",
    nodes: [
      {
        id: "ask",
        type: "http-request",
        settings: {
          method: "POST",
          address: "https://erp.example.com/leads",
          headers: [{ name: "X-Key", secret: "key" }],
          bodyType: "json",
          json: [
            { name: "name", type: "field", field: "name" },
            { name: "wechat", type: "field", field: "wechat" },
          ],
          results: { rows: [{ id: "no", name: { zh: "单号", en: "No." }, type: "text", path: "no" }] },
          tries: 2,
          ...settings,
        },
        exits: { next: "keep", failed: "note" },
      },
      {
        id: "keep",
        type: "update",
        settings: { values: [{ field: "utm_source", value: { var: "$ask.no" } }] },
        exits: {},
      },
      {
        id: "note",
        type: "update",
        settings: { values: [{ field: "utm_source", value: { var: "$ask.problem" } }] },
        exits: {},
      },
    ],
  };
}
const aLead = (name: string) =>
  crm.create("lead", { name, company: "要问的公司", mobile: "13812345678", wechat: "wx", source: "other" });
const noteOf = async (id: string) => (await crm.record("lead", id))["utm_source"];
const isNoted = (id: string, note: unknown) =>
  vi.waitFor(async () => {
    await crm.process.deliverAnswers();
    expect(await noteOf(id)).toBe(note);
  }, 20_000);
const sends = async (query: JsonObject = {}) =>
  (await crm.process.sends.list(await crm.actor("root"), "crm", query)).items;

test("a run waits for its answer, hears it once, and what came back is there for later steps", async () => {
  const lead = await aLead("张三");
  expect(asked).toEqual([]);
  await serve();
  await vi.waitFor(() => expect(asked).toHaveLength(1), 20_000);
  const [request] = asked;
  expect(JSON.parse(request?.body ?? "")).toEqual({ name: "张三", wechat: "wx" });
  expect(Object.fromEntries(request?.headers ?? [])["x-key"]).toBe("s3cret-value");
  // The process dies before the run is told: the answer is there for whoever comes next, and nothing is sent again.
  await vi.waitFor(async () => expect((await sends())[0]?.status).toBe("sent"), 20_000);
  expect(await noteOf(lead)).toBeNull();
  expect(await crm.process.deliverAnswers()).toBe(1);
  expect(await crm.process.deliverAnswers()).toBe(0);
  expect(await noteOf(lead)).toBe("S-1");
  expect(asked).toHaveLength(1);
  const { rows } = await database.pool.query("select * from mortise.outbox");
  expect(JSON.stringify(rows)).not.toContain("s3cret-value");
});

test("who may not see in clear what was sent is not told it; secrets are told to nobody", async () => {
  await serve();
  await isNoted(await aLead("李四"), "S-1");
  const [send] = await sends();
  const { request, answer } = await crm.process.sends.read(await crm.actor("root"), "crm", send?.id ?? "");
  expect(request?.map(({ label, value }) => [label.en, value])).toEqual([
    ["Request", "POST https://erp.example.com/leads"],
    ["Header X-Key", null],
    ["Content name", "李四"],
    ["Content wechat", "wx"],
  ]);
  expect(answer?.map(({ value }) => value)).toEqual(["200", "S-1"]);
  // Marketing may read the lead, but not its WeChat name.
  const limited = await crm.process.sends.read(await crm.actor("marketing"), "crm", send?.id ?? "");
  expect([limited.request, limited.answer]).toEqual([null, null]);
});

test("a failure that passes is tried again; one that stays goes the other way with its reason", async () => {
  reply = async () => answers(asked.length === 1 ? 503 : 200, { no: "S-2" });
  await serve();
  const lead = await aLead("王五");
  await vi.waitFor(
    async () => expect((await sends())[0]).toMatchObject({ tries: 1, status: "waiting" }),
    20_000,
  );
  clock.advance(60_000);
  await isNoted(lead, "S-2");
  expect(asked).toHaveLength(2);
  const keys = asked.map(({ headers }) => Object.fromEntries(headers)["idempotency-key"]);
  expect(new Set(keys).size).toBe(1);
  reply = async () => answers(422, { error: "no such thing" });
  await isNoted(await aLead("赵六"), "对方回答 422");
});

test("what failed may hold its run until it is sent again", async () => {
  await crm.publish(flow({ whenFails: "held" }));
  reply = async () => ({ ok: false, fault: "not-allowed", host: "erp.example.com" });
  await serve();
  const [lead, other] = [await aLead("孙七"), await aLead("周八")];
  await vi.waitFor(async () => expect(await sends({ status: "dead" })).toHaveLength(3), 20_000);
  expect(await crm.process.deliverAnswers()).toBe(0);
  const root = await crm.actor("root");
  const of = async (record: string) =>
    (await sends({ status: "dead" })).filter((send) => send.record === record).map(({ id }) => id);
  reply = async () => answers(200, { no: "S-3" });
  await crm.process.sends.mend(root, "crm", { ids: await of(lead), action: "replay" });
  await isNoted(lead, "S-3");
  await crm.process.sends.mend(root, "crm", { ids: await of(other), action: "discard" });
  await isNoted(other, "管理员没有允许访问 erp.example.com");
  await crm.publish(flow({}));
});

test("an error inside a good answer, a secret for another host and one that is gone are failures", async () => {
  await serve();
  await crm.publish(flow({ success: { path: "errcode", value: "0" } }));
  reply = async () => answers(200, { errcode: 40001 });
  await isNoted(await aLead("吴九"), "对方的回答表示没有成功");
  await crm.publish(flow({ address: "https://evil.example.com/collect" }));
  asked.length = 0;
  await isNoted(await aLead("郑十"), "密钥不是给这个主机的，没有发送");
  await crm.publish(flow({ headers: [{ name: "X-Key", secret: "gone" }] }));
  await isNoted(await aLead("冯一"), "请求用到的密钥不存在，或者解不开");
  expect(asked).toEqual([]);
  await crm.publish(flow({}));
});

test("a run that waits too long goes on, and what it had asked for is not sent any more; so with deleted records", async () => {
  await crm.publish(flow({ atMost: "1h" }));
  const [lead, gone] = [await aLead("陈二"), await aLead("褚三")];
  await crm.store.records.execute(systemActor, "crm", [{ type: "delete", entity: "lead", ids: [gone] }], {
    type: "user",
  });
  clock.advance(3_600_000);
  while ((await crm.process.fireDueTimers()) > 0);
  expect(await noteOf(lead)).toBe("等到超时也没有回答");
  await serve();
  await vi.waitFor(async () => expect(await sends({ status: "waiting" })).toEqual([]), 20_000);
  expect(asked).toEqual([]);
  const dropped = (await sends({ status: "dropped" })).map(({ record }) => record);
  expect(dropped.filter((record) => record === lead || record === gone).length).toBe(2);
  await crm.publish(flow({}));
});

test("a step is tried from the designer: really, with what its builder may see", async () => {
  const lead = await aLead("卫四");
  reply = async () =>
    answers(200, { no: "S-9", text: "x".repeat(1_000), list: Array.from({ length: 50 }, () => 1) });
  const draft = { flow: flow({}), node: "ask", record: lead };
  const tried = await crm.process.tryStep(await crm.actor("root"), "crm", draft);
  expect(tried).toMatchObject({ status: 200, problem: null, body: { no: "S-9", list: [1, 1, 1, 1, 1] } });
  expect(JSON.parse(asked[0]?.body ?? "")).toEqual({ name: "卫四", wechat: "wx" });
  await crm.process.tryStep(await crm.actor("marketing"), "crm", draft);
  expect(JSON.parse(asked[1]?.body ?? "")).toEqual({ name: "卫四", wechat: null });
  await expect(
    crm.process.tryStep(await crm.actor("root"), "crm", { ...draft, flow: flow({ address: "" }) }),
  ).rejects.toThrow("FLOW_INVALID");
});

test("a run becomes a test that knows what came back", async () => {
  await serve();
  const lead = await aLead("蒋五");
  await isNoted(lead, "S-1");
  const root = await crm.actor("root");
  const { items } = await crm.process.runs.list(root, "crm", { record: lead, flow: "asking" });
  const { test: kept } = await crm.process.testFromRun(root, "crm", items[0]?.id ?? "");
  expect(kept).toMatchObject({
    given: { replies: { ask: { status: 200, body: { no: "S-1" } } } },
    expect: { status: "done", values: { utm_source: "S-1" }, sent: ["ask"] },
  });
});
