import { newId } from "@mortise/kit";
import { readRun, systemActor, writeJournal } from "@mortise/store";
import { useDatabase } from "@mortise/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { aMark, aStep, aTask, calledFlow, callingFlow, CallTests } from "../../fixtures/call-tests.ts";
import { countStatements } from "../../fixtures/count-statements.ts";
import { type CrmStore, openCrm } from "../../fixtures/crm-store.ts";

const database = useDatabase();
let crm: CrmStore;
let tests: CallTests;
beforeAll(async () => {
  crm = await openCrm(database.url);
  tests = new CallTests(crm);
});
afterAll(() => crm.close());

test("22 recursion: a flow may call itself, ten levels deep and no further, and says so", async () => {
  const again = aStep("again", "call-flow", { flow: "deep" });
  await crm.publish(
    calledFlow("deep", [again]),
    callingFlow("diver", [
      aStep("ask", "call-flow", { flow: "deep" }, { failed: "bad" }),
      aMark("bad", "停住"),
    ]),
  );
  const lead = await tests.aLead("diver");
  const all = await tests.runs("deep", lead);
  expect(all).toHaveLength(10);
  expect(all.every(({ status }) => status === "failed")).toBe(true);
  expect(all.filter(({ error }) => error?.zh.includes("超过了 10 层"))).toHaveLength(1);
  expect(await crm.record("lead", lead)).toMatchObject({ utm_source: "停住" });
});

test("calls since one run begin 5,000 runs at most, and the one that would be too many says so", async () => {
  await crm.publish(
    calledFlow("little", [aMark("ok", "x")]),
    callingFlow("storm", [
      aStep("hold", "wait", { for: "1h" }, { next: "ask" }),
      aStep("ask", "call-flow", { flow: "little" }, { next: "more" }),
      aStep("more", "call-flow", { flow: "little" }),
    ]),
  );
  const lead = await tests.aLead("storm");
  const [run] = await tests.runs("storm", lead);
  const row = await readRun(crm.store.db, run?.id ?? "");
  if (!row) throw new TypeError("the run was there a moment ago");
  const others = Array.from({ length: 4999 }, () => ({
    ...row,
    id: newId(),
    flow: "little",
    status: "done" as const,
    root: row.id,
    depth: 1,
  }));
  await writeJournal(crm.store.db, { runs: others });
  await tests.anHourLater();
  const [after] = await tests.runs("storm", lead);
  expect(after).toMatchObject({ status: "failed", node: "more" });
  expect(after?.error?.zh).toContain("超过了 5000 次");
});

test("runs that begin others at the same moment do not pass the limit together", async () => {
  await crm.publish(
    calledFlow("least", [aStep("ok", "end", {})]),
    calledFlow("half", [aTask("do", { next: "ask" }), aStep("ask", "call-flow", { flow: "least" })]),
    callingFlow("twins", [
      aStep("one", "call-flow", { flow: "half", mode: "start" }, { next: "two" }),
      aStep("two", "call-flow", { flow: "half", mode: "start" }),
    ]),
  );
  const lead = await tests.aLead("twins");
  const halves = await tests.runs("half", lead);
  const row = await readRun(crm.store.db, halves[0]?.id ?? "");
  if (!row || halves.length !== 2) throw new TypeError("two runs were begun");
  const others = Array.from({ length: 4997 }, () => ({
    ...row,
    id: newId(),
    flow: "least",
    status: "done" as const,
  }));
  await writeJournal(crm.store.db, { runs: others });
  const root = await crm.actor("root");
  const tasks = await tests.openTasks(lead);
  await Promise.all(tasks.map(({ id }) => crm.process.decide(root, id, "done")));
  const { rows } = await database.pool.query(
    "select count(*)::int as n from mortise.flow_run where root = $1",
    [row.root],
  );
  expect(rows).toEqual([{ n: 5000 }]);
  const ends = (await tests.runs("half", lead)).map(({ status }) => status);
  expect(new Set(ends)).toEqual(new Set(["done", "failed"]));
});

test("many callers in one write cost as few statements as a handful of them", async () => {
  await crm.publish(
    calledFlow("quick", [aMark("ok", "快")]),
    callingFlow("import_all", [
      aStep("ask", "call-flow", { flow: "quick" }, { next: "set" }),
      aStep("set", "update", { values: [{ field: "company", value: "完成" }] }),
    ]),
  );
  const statements = countStatements(crm.store);
  const write = async (count: number): Promise<number> => {
    const rows = Array.from({ length: count }, (_, index) => ({
      name: `批${count}-${index}`,
      mobile: "13800000000",
      source: "other",
      region: "3701",
      owner: crm.people["lina"] ?? "",
      utm_campaign: "import_all",
    }));
    const before = statements();
    const { results } = await crm.store.records.execute(
      systemActor,
      "crm",
      [{ type: "create", entity: "lead", rows }],
      { type: "import" },
    );
    const ids = results[0]?.ids ?? [];
    const taken = statements() - before;
    const done = await Promise.all(ids.map(async (id) => (await crm.record("lead", id))["company"]));
    expect(new Set(done)).toEqual(new Set(["完成"]));
    return taken;
  };
  await write(5);
  const few = await write(5);
  expect(await write(60)).toBeLessThanOrEqual(few + 2);
});

test("a run never waits for one that would stand behind it in a queue: the call is refused, and says why", async () => {
  const again = aStep("again", "call-flow", { flow: "in_line" });
  await crm.publish(
    calledFlow("in_line", [again], { again: "queue" }),
    callingFlow("joins", [
      aStep("ask", "call-flow", { flow: "in_line" }, { next: "good", failed: "bad" }),
      aMark("good", "成功"),
      aMark("bad", "停住"),
    ]),
  );
  const lead = await tests.aLead("joins");
  const [inner] = await tests.runs("in_line", lead);
  expect(inner?.error?.zh).toContain("会互相等待");
  expect(await crm.record("lead", lead)).toMatchObject({ utm_source: "停住" });
});
