import { fieldCatalog } from "@mortise/fields";
import { Catalog, type FlowDocument } from "@mortise/metadata";
import { expect, test } from "vitest";
import { aFlow, aNode, leadCatalog } from "../../fixtures/lead-app.ts";
import { PlayedRun } from "../../fixtures/played-run.ts";
import { summaryContext, triggerSummary, validateFlow } from "../../model/validate-flow.ts";

const asking: FlowDocument = {
  ...aFlow([
    {
      ...aNode("ask", "approve", {
        to: [{ source: "users", users: ["bob"] }],
        title: { zh: "审批", en: "Approve" },
      }),
      name: { zh: "经理审批", en: "Manager" },
    },
  ]),
  id: "asking",
  name: { zh: "报价", en: "Quote" },
};
const catalog = new Catalog(
  [...leadCatalog.all("entity"), asking, { ...aFlow([aNode("end", "end", {})]), id: "plain" }],
  fieldCatalog,
);
const heard = (settings: FlowDocument["trigger"]["settings"]): FlowDocument => ({
  ...aFlow([aNode("end", "end", {})]),
  id: "hearing",
  trigger: { type: "approval-outcome", settings },
});
const problems = (settings: FlowDocument["trigger"]["settings"]) =>
  validateFlow(heard(settings), catalog).map(({ path }) => path.replace("trigger.settings.", ""));

test("it is checked that the flow and its approval are there", () => {
  const outcomes = ["approved"];
  expect(problems({ flow: "asking", outcomes })).toEqual([]);
  expect(problems({ flow: "asking", node: "ask", outcomes })).toEqual([]);
  expect(problems({ outcomes })).toEqual(["flow"]);
  expect(problems({ flow: "asking", outcomes: [] })).toEqual(["outcomes"]);
  expect(problems({ flow: "gone", outcomes })).toEqual(["flow"]);
  expect(problems({ flow: "plain", outcomes })).toEqual(["flow"]);
  expect(problems({ flow: "hearing", outcomes })).toEqual(["flow"]);
  expect(problems({ flow: "asking", node: "gone", outcomes })).toEqual(["node"]);
});

test("a flow about other records is not heard", () => {
  const flow: FlowDocument = { ...heard({ flow: "asking", outcomes: ["approved"] }), entity: "customer" };
  expect(validateFlow(flow, catalog).map(({ message }) => message.en)).toContain(
    "That flow is about other records",
  );
});

test("the trigger reads as a sentence", () => {
  const flow = heard({ flow: "asking", node: "ask", outcomes: ["withdrawn", "rejected"] });
  expect(triggerSummary(flow, summaryContext(flow, catalog))).toEqual({
    zh: "“报价”的“经理审批”被拒绝或被撤回时",
    en: "When “Manager” of “Quote” is refused or withdrawn",
  });
});

test("a run says how its approval ended, once", () => {
  const decided = (run: PlayedRun) => run.effects.filter(({ type }) => type === "decided");
  const run = new PlayedRun(asking);
  expect(decided(run)).toEqual([]);
  expect(decided(run.settle("ask"))).toEqual([{ type: "decided", node: "ask", outcome: "approved" }]);
  expect(decided(new PlayedRun(asking).settle("ask", "rejected"))).toMatchObject([{ outcome: "rejected" }]);
  expect(decided(new PlayedRun(asking).settle("ask", "returned"))).toEqual([]);
});
