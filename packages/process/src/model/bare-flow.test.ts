import { expect, test } from "vitest";
import { aFlow, aNode } from "../fixtures/lead-app.ts";
import { bareFlow } from "./bare-flow.ts";
import { exitsOf } from "./flow-edit.ts";

test("a bare flow is drawn alike and says nothing of what its steps look at", () => {
  const branches = [
    { id: "yes", name: { zh: "大客户", en: "Large" }, when: { ">": [{ var: "amount" }, "500000"] } },
  ];
  const flow = aFlow(
    [
      aNode("ask", "condition", { branches }, { yes: "give", else: "all" }),
      aNode("give", "assign", { rules: [], fallback: { strategy: "user", user: "amy" } }),
      aNode("all", "parallel", { branches: [{ id: "a" }, { id: "b" }] }),
    ],
    { trigger: { type: "record-created", settings: { when: { "==": [{ var: "source" }, "website"] } } } },
  );
  const bare = bareFlow(flow);
  expect(bare.nodes.map((node) => [node.id, node.type, node.exits])).toEqual(
    flow.nodes.map((node) => [node.id, node.type, node.exits]),
  );
  expect(bare.nodes.map(exitsOf)).toEqual(flow.nodes.map(exitsOf));
  for (const word of ["amount", "500000", "amy", "source"]) expect(JSON.stringify(bare)).not.toContain(word);
});
