import type { JsonObject } from "@mortise/kit";
import type { FlowDocument } from "@mortise/metadata";
import { useDatabase } from "@mortise/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { askForApproval } from "../../fixtures/ask-for-approval.ts";
import { type CrmStore, openCrm } from "../../fixtures/crm-store.ts";

const database = useDatabase();
let crm: CrmStore;
beforeAll(async () => {
  crm = await openCrm(database.url);
});
afterAll(() => crm.close());

function hearing(id: string, settings: JsonObject, nodes?: FlowDocument["nodes"]): FlowDocument {
  return {
    kind: "flow",
    id,
    version: 1,
    name: { zh: `听${id}`, en: id },
    entity: "customer",
    enabled: true,
    again: "parallel",
    trigger: { type: "approval-outcome", settings: { flow: "check", ...settings } },
    start: nodes?.[0]?.id ?? "mark",
    nodes: nodes ?? [
      {
        id: "mark",
        type: "update",
        settings: { values: [{ field: "website", value: `https://${id}.example.com` }] },
        exits: {},
      },
    ],
  };
}
const siteOf = async (record: string) => (await crm.record("customer", record))["website"];

beforeAll(async () => {
  await askForApproval(crm, {});
  await crm.publish(
    hearing("given", { outcomes: ["approved"] }),
    hearing("refused", { outcomes: ["rejected"], node: "ask" }),
    hearing("withdrawn", { outcomes: ["withdrawn"] }),
    hearing("narrow", {
      outcomes: ["approved", "rejected", "withdrawn"],
      when: { "==": [{ var: "name" }, "别的公司"] },
    }),
  );
});

test.each([
  ["approved", "https://given.example.com"],
  ["rejected", "https://refused.example.com"],
] as const)("what was %s starts the flows that hear of it, with the decision", async (decision, site) => {
  const { item, record } = await askForApproval(crm, {});
  await crm.process.decide(await crm.actor("zhao"), item, decision, "因为");
  expect(await siteOf(record)).toBe(site);
  const { items } = await crm.process.runs.list(await crm.actor("root"), "crm", {
    record,
  });
  const heard = decision === "approved" ? "given" : "refused";
  expect(new Map(items.map(({ flow, status }) => [flow, status]))).toEqual(
    new Map([
      ["check", "done"],
      [heard, "done"],
    ]),
  );
  const why = await crm.process.decisionsFor(await crm.actor("root"), {
    app: "crm",
    entity: "customer",
    record,
  });
  expect(JSON.stringify(why)).toContain("客户审批");
});

test("what its starter withdraws is heard as withdrawn", async () => {
  const { record } = await askForApproval(crm, {});
  const { items } = await crm.process.runs.list(await crm.actor("root"), "crm", {
    record,
  });
  await crm.process.withdrawRun(await crm.actor("root"), items[0]?.id ?? "", "写错了");
  expect(await siteOf(record)).toBe("https://withdrawn.example.com");
});

test("approvals that pass by themselves and start each other in a circle are stopped at ten levels with a reason", async () => {
  const { item, record } = await askForApproval(crm, {});
  // Whom it asks is not there: it passes by itself.
  const passing = (id: string, flow: string): FlowDocument =>
    hearing(id, { flow, outcomes: ["approved"] }, [
      {
        id: "ask",
        type: "approve",
        settings: {
          to: [{ source: "users", users: ["01890000-0000-7000-8000-000000000001"] }],
          title: { zh: "审批", en: "Approve" },
          whenNobody: "approved",
        },
        exits: {},
      },
    ]);
  await crm.publish(passing("check", "other"), passing("other", "check"));
  await crm.process.decide(await crm.actor("zhao"), item, "approved");
  const { items } = await crm.process.runs.list(await crm.actor("root"), "crm", { record });
  const failed = items.filter(({ status }) => status === "failed");
  expect(failed).toHaveLength(1);
  expect(failed[0]?.error?.en).toContain("more than 10 levels");
  // The decision of the person stands, and so does what came of it until then.
  expect(items.filter(({ flow, status }) => flow !== "given" && status === "done")).toHaveLength(10);
});
