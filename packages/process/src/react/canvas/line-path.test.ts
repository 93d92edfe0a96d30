import { expect, test } from "vitest";
import { aFlow, aNode } from "../../fixtures/lead-app.ts";
import { drawFlow } from "../../model/drawing/draw-flow.ts";
import { linePath, nearestLine } from "./line-path.ts";

const drawing = drawFlow(aFlow([aNode("a", "notify", {}, "b"), aNode("b", "notify", {})]));

test("a straight line is one stroke; corners are rounded", () => {
  expect(
    linePath([
      { x: 0, y: 0 },
      { x: 0, y: 50 },
    ]),
  ).toBe("M0 0L0 50");
  const bent = linePath([
    { x: 0, y: 0 },
    { x: 0, y: 50 },
    { x: 40, y: 50 },
  ]);
  expect(bent).toBe("M0 0L0 42Q0 50 8 50L40 50");
});

test("what is dropped beside a line falls onto it, what is dropped far off does not", () => {
  const line = drawing.lines.find(({ id }) => id === "a/next");
  if (!line) throw new TypeError("a leads on");
  const near = { x: line.mark.x + 10, y: line.mark.y };
  expect(nearestLine(drawing.lines, near, 24)?.id).toBe("a/next");
  expect(nearestLine(drawing.lines, { x: near.x + 200, y: near.y }, 24)).toBeUndefined();
});
