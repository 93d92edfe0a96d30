import { expect, test } from "vitest";
import { aFlow, aNode } from "../../fixtures/lead-app.ts";
import { withBranches } from "./branches-of.ts";

const branches = [{ id: "yes" }];

test("a question goes with its branches up to where they meet", () => {
  const flow = aFlow([
    aNode("ask", "condition", { branches }, { yes: "one", else: "two" }),
    aNode("one", "notify", {}, "more"),
    aNode("more", "notify", {}, "last"),
    aNode("two", "notify", {}, "last"),
    aNode("last", "notify", {}),
  ]);
  expect(withBranches(flow, "ask")).toEqual(["ask", "one", "more", "two"]);
  expect(withBranches(flow, "one")).toEqual(["one"]);
});

test("where some branches meet before all of them do is inside", () => {
  const flow = aFlow([
    aNode("ask", "condition", { branches: [{ id: "a" }, { id: "b" }] }, { a: "one", b: "two", else: "last" }),
    aNode("one", "wait", { for: "1h" }, "two"),
    aNode("two", "notify", {}, "last"),
    aNode("last", "notify", {}),
  ]);
  expect(withBranches(flow, "ask")).toEqual(["ask", "one", "two"]);
});

test("branches that never meet go as a whole; one that ends does not keep the others from meeting", () => {
  const apart = aFlow([
    aNode("ask", "condition", { branches }, { yes: "one", else: "two" }),
    aNode("one", "notify", {}),
    aNode("two", "notify", {}),
  ]);
  expect(withBranches(apart, "ask")).toEqual(["ask", "one", "two"]);
  const ending = aFlow([
    aNode(
      "ask",
      "condition",
      { branches: [{ id: "yes" }, { id: "no" }] },
      { yes: "one", no: "stop", else: "two" },
    ),
    aNode("one", "notify", {}, "last"),
    aNode("two", "notify", {}, "last"),
    aNode("stop", "end", {}),
    aNode("last", "notify", {}),
  ]);
  expect(withBranches(ending, "ask")).toEqual(["ask", "one", "two", "stop"]);
});

test("of an approval only what happens aside goes with it", () => {
  const flow = aFlow([
    aNode("approve", "approve", { to: [], title: "x" }, { approved: "on", rejected: "sad", returned: "on" }),
    aNode("sad", "notify", {}, "sorry"),
    aNode("sorry", "notify", {}),
    aNode("on", "notify", {}),
  ]);
  expect(withBranches(flow, "approve")).toEqual(["approve", "sad", "sorry"]);
});

test("a block goes with everything inside it", () => {
  const flow = aFlow([
    aNode("both", "parallel", { branches: [{ id: "a" }, { id: "b" }] }, { a: "one", b: "two", next: "last" }),
    aNode("one", "notify", {}, "more"),
    aNode("more", "notify", {}),
    aNode("two", "notify", {}),
    aNode("last", "notify", {}),
  ]);
  expect(withBranches(flow, "both")).toEqual(["both", "one", "more", "two"]);
});
