import { CHINA_CALENDAR } from "@mortise/fields";
import type { FlowDocument, FlowTest } from "@mortise/metadata";
import { expect, test } from "vitest";
import { aFlow, aNode, leadCatalog } from "../fixtures/lead-app.ts";
import { TestWorld } from "../fixtures/test-world.ts";
import { CompiledFlow } from "./compiled-flow.ts";
import { outcomeOfTest, playTest } from "./play-test.ts";
import { rewriteTests } from "./rewrite-tests.ts";

const { roster } = new TestWorld();
const calendar = { ...CHINA_CALENDAR, hours: [["09:00", "18:00"]] as const };
const among = { roster, calendar, timeZone: "Asia/Shanghai" };

/** Gives the lead to 济南 in turn, asks a leader, waits two days, and takes it back when nobody has followed up. */
const flow = aFlow([
  aNode("give", "assign", { rules: [], fallback: { strategy: "team-round-robin", team: "jinan" } }, "ask"),
  aNode("ask", "approve", { to: [{ source: "users", users: ["director"] }] }, { approved: "wait" }),
  aNode("wait", "wait", { for: { amount: 2, unit: "days" } }, "check"),
  aNode(
    "check",
    "condition",
    { branches: [{ id: "idle", name: "没跟进", when: { empty: [{ var: "last_follow_at" }] } }] },
    { idle: "back" },
  ),
  aNode("back", "recycle", { reason: { zh: "没有跟进", en: "No follow-up" } }),
]);

const given = {
  at: "2026-11-22T01:00:00.000Z",
  startedBy: null,
  values: { source: "website", owner: null, last_follow_at: null },
  cursors: { give: { "fallback/jinan": { last: "amy", place: 0 } } },
};

function aTest(document: FlowDocument, rest: Partial<FlowTest> = {}): FlowTest {
  const compiled = new CompiledFlow(document, leadCatalog);
  const outcome = outcomeOfTest(compiled, { given, answers: {} }, among);
  if (!outcome) throw new TypeError("the test knows all that the flow asks for");
  return { id: "t", name: { zh: "官网", en: "Website" }, given, answers: {}, expect: outcome, ...rest };
}

test("waits pass at once and turns go on from where they stood", () => {
  const { expect: outcome } = aTest(flow);
  expect(outcome).toMatchObject({ status: "done", owner: null, asked: { ask: ["director"] } });
  const followed = aTest(flow, {
    given: { ...given, values: { ...given.values, last_follow_at: given.at } },
  });
  const [difference] = playTest(new CompiledFlow(flow, leadCatalog), followed, among).differences;
  expect(difference?.zh).toBe("负责人应当是—，现在是bob");
});

test("what people answered then is answered again", () => {
  const refused = aTest(flow, { answers: { ask: "rejected" } });
  const { differences } = playTest(new CompiledFlow(flow, leadCatalog), refused, among);
  expect(differences.map(({ en }) => en)).toEqual(["The owner should be —, not bob"]);
});

test("whom a step asks is told by its name", () => {
  const nodes = flow.nodes.map((node) =>
    node.id === "ask"
      ? {
          ...node,
          name: { zh: "主管审批", en: "Approval" },
          settings: { to: [{ source: "users", users: ["lead-jinan"] }] },
        }
      : node,
  );
  const { differences } = playTest(new CompiledFlow({ ...flow, nodes }, leadCatalog), aTest(flow), among);
  expect(differences.map(({ zh }) => zh)).toEqual([
    "“主管审批”应当由director处理，现在是lead-jinan",
    "应当通知director，现在通知lead-jinan",
  ]);
});

test("a field that gets another key gets it in the tests, too", () => {
  const renamed = rewriteTests(
    { ...flow, tests: [aTest(flow)] },
    { rename: (_entity, field) => (field === "source" ? "channel" : field), replaces: false },
  );
  expect(renamed.tests?.[0]?.given.values).toHaveProperty("channel", "website");
  expect(renamed.tests?.[0]?.given.values).not.toHaveProperty("source");
});
