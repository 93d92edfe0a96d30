import { expect, test } from "vitest";
import { aFlow, aNode } from "../../fixtures/lead-app.ts";
import { largeFlow } from "../../fixtures/large-flow.ts";
import { changeNode, insertNode, removeNode } from "../flow-edit.ts";
import { flowPatch, withPatch } from "./flow-patch.ts";

const flow = aFlow([
  aNode("a", "wait", { for: "1h" }, "b"),
  aNode("b", "wait", { for: "2h" }, "c"),
  aNode("c", "end", {}),
]);

test("a patch and its inverse lead there and back", () => {
  for (const edited of [
    removeNode(flow, "a"),
    insertNode(flow, { node: "a", exit: "next" }, "notify").flow,
    changeNode(flow, "b", { settings: { for: "3h" } }),
    { ...flow, queueBy: "name", enabled: false },
    { ...flow, nodes: flow.nodes.toReversed() },
  ]) {
    const [there, back] = [flowPatch(flow, edited), flowPatch(edited, flow)];
    if (!there || !back) throw new TypeError("something was changed");
    // It is kept as text.
    const kept: typeof there = JSON.parse(JSON.stringify(there));
    expect(withPatch(flow, kept)).toEqual(edited);
    expect(withPatch(edited, back)).toEqual(flow);
  }
  expect(flowPatch(flow, { ...flow })).toBeUndefined();
});

test("taking a change back leaves alone what somebody else has changed since", () => {
  const mine = changeNode(flow, "a", { settings: { for: "5h" } });
  const back = flowPatch(mine, flow);
  const theirs = changeNode(mine, "b", { settings: { for: "9h" } });
  expect(back && withPatch(theirs, back).nodes.map(({ settings }) => settings["for"])).toEqual([
    "1h",
    "9h",
    undefined,
  ]);
});

test("of a large flow only what differs is kept", () => {
  const large = largeFlow(300);
  const edited = changeNode(large, "p3_wait", { settings: { for: "3h" } });
  expect(Object.keys(flowPatch(large, edited)?.nodes ?? {})).toEqual(["p3_wait"]);
});
