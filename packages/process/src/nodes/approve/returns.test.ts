import type { JsonObject } from "@mortise/kit";
import { expect, test } from "vitest";
import { aFlow, aNode, leadCatalog } from "../../fixtures/lead-app.ts";
import { PlayedRun } from "../../fixtures/played-run.ts";
import { STARTER } from "../../model/ask-terms.ts";
import { validateFlow } from "../../model/validate-flow.ts";

const approve = (id: string, exits = {}, more: JsonObject = {}) =>
  aNode(
    id,
    "approve",
    { to: [{ source: "users", users: ["bob"] }], title: { zh: id, en: id }, ...more },
    exits,
  );
const aListFlow = (returnSteps: readonly string[]) =>
  aFlow([
    approve("a", { approved: "b" }),
    approve("b", { approved: "c" }),
    approve("c", { returned: "note" }, { returnTo: "listed", returnSteps: [...returnSteps] }),
    aNode("note", "update", { values: [{ field: "name", value: "退回" }] }),
  ]);
const approved = (run: PlayedRun, node: string) =>
  run.move({
    type: "settled",
    token: run.state.tokens[0]?.id ?? "",
    node,
    outcome: "approved",
    by: [{ user: "bob", decision: "approved", comment: null }],
  });
const returned = (run: PlayedRun, target?: string) =>
  run.move({
    type: "settled",
    token: run.state.tokens[0]?.id ?? "",
    node: "c",
    outcome: "returned",
    by: [],
    ...(target === undefined ? {} : { target }),
  });
const offered = (run: PlayedRun) =>
  run.effects
    .flatMap((effect) => (effect.type === "work" && effect.node === "c" ? [effect.terms?.returns ?? []] : []))
    .at(-1)
    ?.map(({ node }) => node);
const atC = (returnSteps: readonly string[]) =>
  approved(approved(new PlayedRun(aListFlow(returnSteps)), "a"), "b");

test("approvers choose among the listed steps alone", () => {
  const run = atC(["a", STARTER]);
  expect(offered(run)).toEqual([STARTER, "a"]);
  expect(returned(run, "a").waitsAt).toEqual(["a"]);
  expect(returned(atC(["a", STARTER]), STARTER).waitsAt).toEqual(["c"]);
});

test("where one step is listed it goes there without being asked", () => {
  expect(returned(atC(["b"])).waitsAt).toEqual(["b"]);
});

test("where none of the listed steps was passed the way of returns is taken", () => {
  const flow = aFlow([
    approve("c", { returned: "note" }, { returnTo: "listed", returnSteps: ["a"] }),
    aNode("note", "update", { values: [{ field: "name", value: "退回" }] }),
    approve("a"),
  ]);
  const run = new PlayedRun(flow);
  expect(offered(run)).toEqual([]);
  expect(returned(run).path).toEqual(["c", "c", "note"]);
});

test("only approvals that come before can be listed", () => {
  const problems = (steps: readonly string[]) =>
    validateFlow(aListFlow(steps), leadCatalog).map(({ path }) => path);
  expect(problems(["a", "b", STARTER])).toEqual([]);
  const at = ["nodes.2.settings.returnSteps"];
  expect(problems([])).toEqual(at);
  expect(problems(["c"])).toEqual(at);
  expect(problems(["note"])).toEqual(at);
  expect(problems(["gone"])).toEqual(at);
});

test("approvals given before a return to the first of them count no more", () => {
  const run = approved(new PlayedRun(aListFlow(["a"])), "a");
  expect(run.state.approvals).toHaveLength(1);
  expect(returned(approved(run, "b"), "a").state.approvals).toBeUndefined();
});
