import type { FlowDocument } from "@mortise/metadata";
import { useDatabase } from "@mortise/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type CrmStore, openCrm } from "../../fixtures/crm-store.ts";

const database = useDatabase();
let crm: CrmStore;
beforeAll(async () => {
  crm = await openCrm(database.url);
});
afterAll(() => crm.close());

function routing(): FlowDocument {
  const flow = crm.store.releases
    .current("crm")
    .catalog.all("flow")
    .find(({ nodes }) => nodes.some(({ type }) => type === "assign"));
  if (!flow) throw new TypeError("the app routes its leads");
  return flow;
}

async function runOfLead(values: Readonly<Record<string, unknown>>) {
  const lead = await crm.create("lead", {
    name: "测试线索",
    mobile: "13800000000",
    source: "other",
    ...values,
  });
  const root = await crm.actor("root");
  const { items } = await crm.process.runs.list(root, "crm", { flow: routing().id, record: lead });
  return { root, lead, run: items[0]?.id ?? "" };
}

async function documentsWith(flow: FlowDocument) {
  const { documents } = await crm.store.releases.draft("crm");
  return documents.map(({ document }) =>
    document.kind === "flow" && document.id === flow.id ? flow : document,
  );
}

test("a run becomes a test that its own flow passes, whatever the turn of the rotation is by now", async () => {
  await runOfLead({ region: "3702" });
  const { root, lead, run } = await runOfLead({ region: "3702" });
  await runOfLead({ region: "3702" });
  // What the record holds by now is not what the flow found.
  await crm.store.records.execute(
    root,
    "crm",
    [
      {
        type: "update",
        entity: "lead",
        changes: [{ id: lead, values: { region: "3701", industry: "equipment" } }],
      },
    ],
    { type: "user", skipFlows: true },
  );
  const made = await crm.process.testFromRun(root, "crm", run);
  expect(made.flow).toBe(routing().id);
  expect(made.test.given.values).toMatchObject({ region: "3702", industry: null, owner: null });
  expect(made.test.expect.owner).toBe((await crm.record("lead", lead))["owner"]);
  expect(made.test.name.zh).toBe("测试线索");
  const flow = { ...routing(), tests: [made.test] };
  const documents = await documentsWith(flow);
  expect(await crm.process.runFlowTests("crm", { flow, documents })).toMatchObject([{ differences: [] }]);
  await expect(crm.process.requireTests("crm", documents)).resolves.toBeUndefined();
});

test("a changed rule fails it, says what came out otherwise, and stands in the way of publishing", async () => {
  const { root, run } = await runOfLead({ region: "3702" });
  const { test: made } = await crm.process.testFromRun(root, "crm", run);
  const nodes = routing().nodes.map((node) =>
    node.type === "assign"
      ? {
          ...node,
          settings: { rules: [], fallback: { strategy: "user", user: crm.people["director"] ?? "" } },
        }
      : node,
  );
  const flow = { ...routing(), nodes, tests: [made] };
  const documents = await documentsWith(flow);
  const [result] = await crm.process.runFlowTests("crm", { flow, documents });
  expect(result?.differences.map(({ zh }) => zh)).toEqual([
    expect.stringMatching(/^负责人应当是(刘洋|陈静)，现在是孙总监$/),
  ]);
  await expect(crm.process.requireTests("crm", documents)).rejects.toThrow("FLOW_TESTS_FAILED");
});

test("values that whoever makes the test may not see do not get into the flow", async () => {
  const { run } = await runOfLead({ region: "3702" });
  const marketing = { ...(await crm.actor("root")), admin: false, roles: { crm: ["marketing"] } };
  const reading = { ...routing() };
  const nodes = reading.nodes.map((node) =>
    node.type === "assign"
      ? {
          ...node,
          settings: {
            ...node.settings,
            rules: [{ id: "phone", when: { "==": [{ var: "mobile" }, "1"] }, to: { strategy: "pool" } }],
          },
        }
      : node,
  );
  await crm.publish({ ...reading, nodes });
  const { run: later } = await runOfLead({ region: "3702" });
  await expect(crm.process.testFromRun(marketing, "crm", later)).rejects.toThrow("FLOW_WHAT_IF_WITHHELD");
  expect(run).not.toBe(later);
});
