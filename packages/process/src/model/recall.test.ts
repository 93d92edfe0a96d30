import { expect, test } from "vitest";
import type { ApprovalPart } from "./approval.ts";
import { mayGoBack, recalled } from "./recall.ts";

function part(id: string, change: Partial<ApprovalPart> = {}): ApprovalPart {
  return {
    id,
    assignee: id,
    status: "open",
    decision: null,
    waitsFor: null,
    madeFrom: null,
    origin: null,
    ...change,
  };
}
const DONE = { status: "done", decision: "approved" } as const;

test("in turn, whoever got their turn by it waits again", () => {
  const parts = [part("a", DONE), part("b"), part("c", { status: "later", waitsFor: "b" })];
  expect(recalled("sequence", parts, "a")).toEqual([
    { id: "a", status: "open", waitsFor: null },
    { id: "b", status: "later", waitsFor: "a" },
    { id: "c", status: "later", waitsFor: "b" },
  ]);
});

test("nothing is taken back once the next one has spoken or passed it on", () => {
  expect(recalled("sequence", [part("a", DONE), part("b", DONE)], "a")).toBe(undefined);
  expect(recalled("sequence", [part("a", DONE), part("b", { status: "passed" })], "a")).toBe(undefined);
});

test("others who were not needed any more are asked again", () => {
  const parts = [part("a", DONE), part("b", { status: "cancelled" })];
  expect(recalled("any", parts, "a")).toEqual([
    { id: "a", status: "open", waitsFor: null },
    { id: "b", status: "open", waitsFor: null },
  ]);
});

test("who was asked afterwards waits again; an opinion is not taken back", () => {
  const after = part("b", { origin: "after", madeFrom: "a" });
  expect(recalled("any", [part("a", DONE), after], "a")).toContainEqual({
    id: "b",
    status: "later",
    waitsFor: "a",
  });
  expect(recalled("any", [part("a", { ...DONE, origin: "word" })], "a")).toBe(undefined);
  expect(recalled("any", [part("a")], "a")).toBe(undefined);
});

test.for([
  [
    "over nothing but traceless steps",
    [
      ["ask", "yes", false],
      ["if", "x", true],
      ["next", null, false],
    ],
    true,
  ],
  [
    "not over a step that wrote",
    [
      ["ask", "yes", false],
      ["set", "next", false],
      ["next", null, false],
    ],
    false,
  ],
  [
    "not when the next step has been left",
    [
      ["ask", "yes", false],
      ["next", "yes", false],
    ],
    false,
  ],
  ["not to a step that was never left", [["next", null, false]], false],
] as const)("a way goes back %s", ([, steps, answer]) => {
  const taken = steps.map(([node, exit, isTraceless]) => ({ node, exit, isTraceless }));
  expect(mayGoBack(taken, "ask", { id: "1", node: "next", block: null, branch: null })).toBe(answer);
});
