import { expect, test } from "vitest";
import { aFlow, aNode } from "../fixtures/lead-app.ts";
import { changeNode, connect, insertNode, removeNode } from "./flow-edit.ts";

const flow = aFlow([aNode("a", "wait", { for: "1h" }, "b"), aNode("b", "end", {})]);

test("a step put on a line stands between both ends", () => {
  const { flow: edited, id } = insertNode(flow, { node: "a", exit: "next" }, "notify");
  expect(edited.nodes.find((node) => node.id === "a")?.exits).toEqual({ next: id });
  expect(edited.nodes.find((node) => node.id === id)?.exits).toEqual({ next: "b" });
});

test("a step put at the beginning becomes the first", () => {
  const { flow: edited, id } = insertNode(flow, { node: null, exit: "start" }, "condition");
  expect(edited.start).toBe(id);
  expect(edited.nodes.find((node) => node.id === id)?.exits).toEqual({ yes: "a" });
});

test("taking a step out heals the line", () => {
  expect(removeNode(flow, "a")).toMatchObject({ start: "b", nodes: [{ id: "b" }] });
  expect(removeNode(flow, "b").nodes).toEqual([aNode("a", "wait", { for: "1h" })]);
});

test("taking a condition out keeps its first branch and drops what only the others led to", () => {
  const branching = aFlow([
    aNode("ask", "condition", { branches: [{ id: "yes" }] }, { yes: "x", else: "y" }),
    aNode("x", "end", {}),
    aNode("y", "end", {}),
  ]);
  expect(removeNode(branching, "ask")).toMatchObject({ start: "x", nodes: [{ id: "x" }] });
});

test("a branch taken out of a condition takes its line with it", () => {
  const branching = aFlow([
    aNode("ask", "condition", { branches: [{ id: "yes" }, { id: "no" }] }, { yes: "x", no: "x", else: "x" }),
    aNode("x", "end", {}),
  ]);
  const edited = changeNode(branching, "ask", { settings: { branches: [{ id: "no" }] } });
  expect(edited.nodes[0]?.exits).toEqual({ no: "x", else: "x" });
});

test("a line may lead back as long as something leads out of the circle", () => {
  const line = aFlow([
    aNode("a", "wait", { for: "1h" }, "b"),
    aNode("b", "wait", { for: "1h" }, "c"),
    aNode("c", "approve", { to: [], title: "x" }, { approved: "d" }),
    aNode("d", "end", {}),
  ]);
  expect(connect(line, { node: "c", exit: "returned" }, "a")).toMatchObject({ ok: true });
  expect(connect(line, { node: "b", exit: "next" }, "a")).toMatchObject({
    ok: false,
    error: { zh: "这样连接会一直循环，没有出口" },
  });
  expect(connect(flow, { node: null, exit: "start" }, "b")).toMatchObject({ ok: true });
});

test("a step put before a block leads to it, and a block put on a line goes on after it", () => {
  const { flow: edited, id } = insertNode(flow, { node: "a", exit: "next" }, "parallel");
  expect(edited.nodes.find((node) => node.id === id)?.exits).toEqual({ next: "b" });
});

test("taking a block out takes the steps inside it and heals the line", () => {
  const block = aFlow([
    aNode("split", "parallel", { branches: [{ id: "x" }, { id: "y" }] }, { x: "in", next: "after" }),
    aNode("in", "wait", { for: "1h" }),
    aNode("after", "end", {}),
  ]);
  expect(removeNode(block, "split")).toMatchObject({ start: "after", nodes: [{ id: "after" }] });
});
