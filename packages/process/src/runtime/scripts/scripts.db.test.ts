import { type RunningOutbox, startOutbox } from "@mortise/jobs";
import { ManualClock, silentLogger } from "@mortise/kit";
import type { FlowDocument } from "@mortise/metadata";
import { useDatabase } from "@mortise/testing";
import { afterAll, afterEach, beforeAll, expect, test, vi } from "vitest";
import { type CrmStore, openCrm } from "../../fixtures/crm-store.ts";

const database = useDatabase();
const clock = new ManualClock("2026-11-30T01:00:00.000Z");
let crm: CrmStore;
let isOn = true;
const outboxes: RunningOutbox[] = [];

beforeAll(async () => {
  crm = await openCrm(database.url, clock, { scripts: true });
});
afterEach(async () => {
  for (const outbox of outboxes.splice(0)) await outbox.stop();
  isOn = true;
});
afterAll(() => crm.close());

async function serve(): Promise<void> {
  const { store } = crm;
  const off = isOn ? crm : await openCrm(database.url, clock);
  const options = { store, clock, logger: silentLogger, senders: off.process.senders, intervalMs: 20 };
  outboxes.push(await startOutbox(options));
  if (off !== crm) await off.close();
}

function flow(code: string, seconds = 2): FlowDocument {
  return {
    kind: "flow",
    id: "counting",
    version: 1,
    name: { zh: "算", en: "Counting" },
    entity: "lead",
    enabled: true,
    again: "parallel",
    trigger: { type: "record-created", settings: { when: { "==": [{ var: "company" }, "要算的公司"] } } },
    start: "calc",
    nodes: [
      {
        id: "calc",
        type: "script",
        settings: {
          inputs: [{ name: "name", field: "name" }],
          code,
          seconds,
          results: { rows: [{ id: "code", name: { zh: "编码", en: "Code" }, type: "text", path: "code" }] },
        },
        exits: { next: "keep", failed: "note" },
      },
      {
        id: "keep",
        type: "update",
        settings: { values: [{ field: "utm_source", value: { var: "$calc.code" } }] },
        exits: {},
      },
      {
        id: "note",
        type: "update",
        settings: { values: [{ field: "utm_campaign", value: { var: "$calc.problem" } }] },
        exits: {},
      },
    ],
  };
}

async function played(code: string, seconds?: number) {
  await crm.publish(flow(code, seconds));
  const lead = await crm.create("lead", {
    name: "张三",
    company: "要算的公司",
    mobile: "13812345678",
    source: "other",
  });
  await serve();
  return vi.waitFor(async () => {
    await crm.process.deliverAnswers();
    const { utm_source: kept, utm_campaign: note } = await crm.record("lead", lead);
    if (kept === null && note === null) throw new TypeError("not there yet");
    return { lead, kept, note };
  }, 20_000);
}

test("a run waits for its script and goes on with what it gives back", async () => {
  const { kept } = await played("return { code: [...input.name].reverse().join('') };");
  expect(kept).toBe("三张");
  const actor = await crm.actor("root");
  const { items } = await crm.process.sends.list(actor, "crm", { kind: "script" });
  expect(items[0]).toMatchObject({ status: "sent", nodeName: { zh: "脚本" } });
  const { request, answer } = await crm.process.sends.read(actor, "crm", items[0]?.id ?? "");
  expect(request?.map(({ value }) => value)).toContain("张三");
  expect(answer?.map(({ value }) => value)).toEqual(["三张"]);
});

test.each([
  ["what it throws", "const a = 1;\nthrow new Error('不行');", "第 2 行：Error: 不行"],
  ["an endless loop", "for (;;);", "脚本运行时间太长，已停止"],
  ["a memory bomb", "const all = []; for (;;) all.push({ a: 1 });", "脚本占用内存太多，已停止"],
  ["deep recursion", "const f = () => f() + 1; return f();", "脚本递归太深，已停止"],
  ["a result that databases cannot hold", "return { 'co\\u0000de': 1 };", "脚本没有返回“编码”，或者类型不对"],
])("%s ends the step alone, once and with the reason", async (_name, code, reason) => {
  const { note, kept } = await played(code, 5);
  expect([kept, note]).toEqual([null, reason]);
  const { rows } = await database.pool.query(
    "select attempts from mortise.outbox order by created_at desc limit 1",
  );
  expect(rows).toEqual([{ attempts: 1 }]);
});

test("a server on which scripts are off says so at the step", async () => {
  isOn = false;
  const { note } = await played("return { code: 'x' };");
  expect(note).toContain("FLOW_SCRIPTS");
});

test("a builder runs the script of a draft for a record and sees what it gives back", async () => {
  const { lead } = await played("return { code: 'a' };");
  const tried = await crm.process.tryStep(await crm.actor("root"), "crm", {
    flow: flow("return { code: input.name, more: [1, 2] };"),
    node: "calc",
    record: lead,
  });
  expect(tried).toEqual({ status: null, body: { code: "张三", more: [1, 2] }, problem: null });
  const broken = await crm.process.tryStep(await crm.actor("root"), "crm", {
    flow: flow("return nothing;"),
    node: "calc",
    record: lead,
  });
  expect(broken.problem?.en).toContain("line 1: ReferenceError");
});
