import { expect, test } from "vitest";
import { aFlow, aNode } from "../../fixtures/lead-app.ts";
import { removeNodes } from "../flow-edit.ts";
import { withBranches } from "./branches-of.ts";
import { canMove, moveSteps } from "./move-steps.ts";

const line = aFlow([
  aNode("a", "notify", {}, "b"),
  aNode("b", "notify", {}, "c"),
  aNode("c", "notify", {}, "d"),
  aNode("d", "notify", {}),
]);
const order = (flow: typeof line): readonly string[] => {
  const found: string[] = [];
  for (let at = flow.start; at !== undefined; at = flow.nodes.find(({ id }) => id === at)?.exits["next"])
    found.push(at);
  return found;
};

test("a step moved to another line leaves a whole one behind", () => {
  expect(order(moveSteps(line, new Set(["b"]), { node: "d", exit: "next" }))).toEqual(["a", "c", "d", "b"]);
  expect(order(moveSteps(line, new Set(["d"]), { node: null, exit: "start" }))).toEqual(["d", "a", "b", "c"]);
});

test("several steps move one behind the other", () => {
  const moved = moveSteps(line, new Set(["a", "c"]), { node: "d", exit: "next" });
  expect(order(moved)).toEqual(["b", "d", "a", "c"]);
});

test("steps are not moved into themselves, nor where they are", () => {
  expect(canMove(line, new Set(["b"]), { node: "b", exit: "next" })).toBe(false);
  expect(canMove(line, new Set(["b"]), { node: "a", exit: "next" })).toBe(false);
  expect(moveSteps(line, new Set(["b"]), { node: "a", exit: "next" })).toBe(line);
});

test("a question moves with its branches; what followed where they met follows again", () => {
  const flow = aFlow([
    aNode("first", "notify", {}, "ask"),
    aNode("ask", "condition", { branches: [{ id: "yes" }] }, { yes: "one", else: "last" }),
    aNode("one", "notify", {}, "last"),
    aNode("last", "notify", {}, "end"),
    aNode("end", "notify", {}),
  ]);
  const moved = moveSteps(flow, new Set(withBranches(flow, "ask")), { node: "last", exit: "next" });
  const exits = Object.fromEntries(moved.nodes.map((node) => [node.id, node.exits]));
  expect(exits).toEqual({
    first: { next: "last" },
    last: { next: "ask" },
    ask: { yes: "one", else: "end" },
    one: { next: "end" },
    end: {},
  });
});

test("several steps taken out together heal the line over all of them", () => {
  expect(order(removeNodes(line, new Set(["b", "c"])))).toEqual(["a", "d"]);
  expect(removeNodes(line, new Set(["a", "b", "c", "d"])).nodes).toEqual([]);
  expect(removeNodes(line, new Set(["a", "b", "c", "d"])).start).toBeUndefined();
});
