import type { FlowNode } from "@mortise/metadata";
import { expect, test } from "vitest";
import { aFlow, aNode } from "../../fixtures/lead-app.ts";
import { largeFlow } from "../../fixtures/large-flow.ts";
import { insertNode } from "../flow-edit.ts";
import { type Box, CARD, type Drawing, drawFlow, sizeOf } from "./draw-flow.ts";
import { TRIGGER_ID } from "./flow-lines.ts";

function boxOf(drawing: Drawing, id: string): Box {
  const box = drawing.byId.get(id);
  if (!box) throw new TypeError(`${id} is not drawn`);
  return box;
}

const middle = (box: Box): number => box.x + sizeOf(box.kind).width / 2;

function touching(drawing: Drawing): readonly string[] {
  const found: string[] = [];
  const sorted = drawing.boxes.toSorted((one, other) => one.y - other.y);
  for (const [index, one] of sorted.entries())
    for (const other of sorted.slice(index + 1)) {
      const [a, b] = [sizeOf(one.kind), sizeOf(other.kind)];
      const isBeside = one.x + a.width <= other.x || other.x + b.width <= one.x;
      const isAbove = one.y + a.height <= other.y || other.y + b.height <= one.y;
      if (!isBeside && !isAbove) found.push(`${one.id} ${other.id}`);
    }
  return found;
}

function condition(id: string, exits: FlowNode["exits"]): FlowNode {
  const branches = ["a", "b"].map((branch) => ({ id: branch, name: branch, when: true }));
  return aNode(id, "condition", { branches }, exits);
}

const meeting = aFlow([
  condition("ask", { a: "one", b: "two", else: "last" }),
  aNode("one", "notify", {}, "more"),
  aNode("more", "notify", {}, "last"),
  aNode("two", "notify", {}, "last"),
  aNode("last", "notify", {}),
]);

test("branches stand side by side in their order; where they meet stands below all of them, in the middle", () => {
  const drawing = drawFlow(meeting);
  const [one, two, last] = ["one", "two", "last"].map((id) => boxOf(drawing, id)) as [Box, Box, Box];
  expect(one.y).toBe(two.y);
  expect(one.x + CARD.width).toBeLessThan(two.x);
  expect(last.y).toBeGreaterThan(boxOf(drawing, "more").y + CARD.height);
  expect(middle(last)).toBe(middle(boxOf(drawing, "ask")));
  expect(touching(drawing)).toEqual([]);
});

test("the trigger stands still whatever comes below it", () => {
  expect(boxOf(drawFlow(meeting), TRIGGER_ID)).toMatchObject({ x: 0, y: 0 });
  expect(boxOf(drawFlow(aFlow([])), TRIGGER_ID)).toMatchObject({ x: 0, y: 0 });
});

test("lines go down, across and down; one back to an earlier step runs beside everything", () => {
  const back = aFlow([condition("ask", { a: "one" }), aNode("one", "notify", {}, "ask")]);
  const drawing = drawFlow(back);
  const up = drawing.lines.find(({ id }) => id === "one/next");
  const right = Math.max(...drawing.boxes.map((box) => box.x + sizeOf(box.kind).width));
  expect(Math.max(...(up?.points.map(({ x }) => x) ?? []))).toBeGreaterThan(right);
  for (const { points } of drawing.lines)
    for (const [index, point] of points.entries()) {
      const before = points[index - 1];
      expect(!before || before.x === point.x || before.y === point.y).toBe(true);
    }
});

test("steps that no way leads to stand beside the flow, also when they lead into it", () => {
  const [, ...nodes] = meeting.nodes;
  const flow = { ...meeting, nodes: [...meeting.nodes, aNode("lost", "notify", {}, "more")] };
  const drawing = drawFlow(flow);
  expect(boxOf(drawing, "more")).toEqual(boxOf(drawFlow(meeting), "more"));
  expect(boxOf(drawing, "lost").x).toBeGreaterThan(boxOf(drawing, "two").x + CARD.width);
  expect(touching(drawing)).toEqual([]);
  expect(touching(drawFlow({ ...meeting, start: "one", nodes }))).toEqual([]);
});

test("in a flow of 300 steps nothing touches, and what an edit does not move stays the very same", () => {
  const flow = largeFlow(300);
  const drawing = drawFlow(flow);
  expect(flow.nodes).toHaveLength(300);
  expect(touching(drawing)).toEqual([]);
  const place = { node: flow.nodes.at(-1)?.id ?? "", exit: "next" };
  const next = drawFlow(insertNode(flow, place, "notify").flow, drawing);
  const same = next.boxes.filter((box) => drawing.byId.get(box.id) === box);
  expect(same.length).toBeGreaterThanOrEqual(drawing.boxes.length - 2);
});
