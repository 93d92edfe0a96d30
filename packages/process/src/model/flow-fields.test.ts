import { Catalog, impactOf } from "@mortise/metadata";
import { fieldCatalog } from "@mortise/fields";
import { expect, test } from "vitest";
import { aFlow, aNode, leadCatalog } from "../fixtures/lead-app.ts";
import { flowChecker } from "./flow-checker.ts";

const flow = aFlow([
  aNode(
    "find",
    "find-record",
    {
      entity: "customer",
      where: { join: "and", rows: [{ field: "name", operator: "is", value: { var: "name" } }] },
    },
    { next: "which" },
  ),
  aNode(
    "which",
    "condition",
    { branches: [{ id: "seen", when: { "!": [{ empty: [{ var: "$find.record.seen_at" }] }] } }] },
    { seen: "tell" },
  ),
  aNode("tell", "notify", {
    to: [{ source: "starter" }],
    title: { zh: "{mobile}：客户{$find.record.name}", en: "{mobile}: {$find.record.name}" },
  }),
]);
const catalog = new Catalog([...leadCatalog.documents, flow], fieldCatalog);

test.each([
  ["the lead's own field in a text", "lead", "mobile", true],
  ["a field of the other entity by which it is found", "customer", "name", true],
  ["a field of the record that a step left", "customer", "seen_at", true],
  ["a field of the same key that another entity has", "lead", "seen_at", false],
])("a flow is known to use %s", (_what, entity, field, isUsed) => {
  const subject = { part: "field", field } as const;
  const change = {
    document: `entity/${entity}`,
    type: "removed",
    text: { zh: "", en: "" },
    subject,
  } as const;
  const told = impactOf([change], catalog, [flowChecker]).filter(
    ({ document }) => document === `flow/${flow.id}`,
  );
  expect(told).toHaveLength(isUsed ? 1 : 0);
});
