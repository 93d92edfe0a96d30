import type { Expression } from "@mortise/expression";
import { sameText } from "@mortise/kit";
import { describe, expect, test } from "vitest";
import type { FillAction, GateAction, RecordRule, RuleAction } from "../documents/record-rule.ts";
import { diffDocuments } from "../diff/diff-documents.ts";
import { rulesUses } from "../diff/uses.ts";
import { renameFieldKey } from "../refactor/change-field.ts";
import { catalogOf, leadApp, leadAppWith } from "../testing/lead-app.ts";
import { validateCatalog } from "./validate-catalog.ts";

const web: Expression = { "==": [{ var: "source" }, "web"] };
const fair: Expression = { "==": [{ var: "source" }, "fair"] };

function rule(id: string, when: Expression, ...actions: readonly RuleAction[]): RecordRule {
  return { id, when, actions };
}

function withRules(...rules: readonly RecordRule[]) {
  return catalogOf(
    leadAppWith("entity/lead", (entity) => ({
      ...entity,
      rules,
      uniqueRules: [{ id: "u", fields: ["amount"] }],
    })),
  );
}

function complaints(...rules: readonly RecordRule[]): readonly (readonly [string, string, string])[] {
  return validateCatalog(withRules(...rules)).map(({ severity, path, message }) => [
    severity,
    path,
    message.en,
  ]);
}

const require = (...fields: readonly string[]): RuleAction => ({ type: "require", fields });

/** Takes the content of follow-ups that have the lead's name into its amount. */
function fill(more: Partial<FillAction>): FillAction {
  return {
    type: "fill",
    entity: "followup",
    match: [{ field: "content", value: { var: "name" } }],
    take: "last",
    values: [{ field: "amount", total: "count" }],
    ...more,
  };
}

/** Asks for the amount before the source becomes the fair. */
function gate(more: Partial<GateAction>): GateAction {
  return { type: "gate", field: "source", move: "enter", options: ["fair"], fields: ["amount"], ...more };
}

describe("a rule", () => {
  test("that fits has no complaints", () => {
    expect(
      complaints(
        rule("a", web, require("amount"), { type: "hide", fields: ["lines"] }),
        rule("b", { ">": [{ var: "amount" }, 5] }, { type: "set", field: "source", value: "fair" }),
        rule("c", fair, { type: "offer", field: "source", options: ["fair"] }),
        rule("f", true, gate({})),
        rule(
          "d",
          web,
          fill({
            match: [{ field: "content", value: "x" }],
            values: [{ field: "name", from: "content" }],
          }),
        ),
        rule("e", web, fill({ rows: "lines", values: [{ field: "item", from: "content" }] })),
      ),
    ).toEqual([]);
  });

  test.each<[string, string, RecordRule]>([
    ["rules.0.when", "error", rule("a", { var: "amount" }, require("name"))],
    ["rules.0.when", "error", rule("a", { "==": [{ var: "$old.source" }, "web"] }, require("name"))],
    ["rules.0.actions.0", "error", rule("a", web, require("gone"))],
    ["rules.0.actions.0", "error", rule("a", web, require())],
    ["rules.0.actions.0", "error", rule("a", web, require("tax"))],
    ["rules.0.actions.0.value", "error", rule("a", web, { type: "set", field: "amount", value: "many" })],
    [
      "rules.0.actions.0.options",
      "error",
      rule("a", web, { type: "offer", field: "source", options: ["tv"] }),
    ],
    ["rules.0.actions.0", "error", rule("a", web, { type: "offer", field: "name", options: ["tv"] })],
    ["rules.0.actions.0.message", "error", rule("a", web, { type: "refuse", message: { zh: "", en: "" } })],
    ["rules.0.when", "warning", rule("a", { and: [web, fair] }, require("amount"))],
  ])("is complained about at %s (%s)", (path, severity, one) => {
    expect(complaints(one).map(([level, at]) => [level, at])).toContainEqual([severity, path]);
  });

  test("that works against another is pointed out, unless both can never hold", () => {
    const hide: RuleAction = { type: "hide", fields: ["amount"] };
    const show: RuleAction = { type: "show", fields: ["amount"] };
    expect(complaints(rule("a", web, hide), rule("b", fair, show))).toEqual([]);
    expect(complaints(rule("a", web, hide), rule("b", { ">": [{ var: "amount" }, 1] }, show))).toEqual([
      ["warning", "rules.0", expect.stringContaining("one hiding and one showing “amount”")],
    ]);
    const set = (value: string): RuleAction => ({ type: "set", field: "name", value });
    expect(complaints(rule("a", web, set("x")), rule("b", web, set("y")))).toEqual([
      ["warning", "rules.1", expect.stringContaining("different values")],
    ]);
  });

  test("that asks for what another hides or locks, or leaves nothing to choose, is pointed out", () => {
    const hide: RuleAction = { type: "hide", fields: ["amount"] };
    const lock: RuleAction = { type: "lock", fields: ["amount"] };
    const said = (...rules: readonly RecordRule[]) => complaints(...rules).map(([, , text]) => text);
    expect(said(rule("a", web, hide), rule("b", fair, require("amount")))).toEqual([]);
    expect(said(rule("a", web, hide), rule("b", web, require("amount")))).toEqual([
      expect.stringContaining("Rule 2 requires “amount” while rule 1 may hide it"),
    ]);
    expect(said(rule("a", web, lock), rule("b", web, require("amount")))).toEqual([
      expect.stringContaining("rule 1 may lock it"),
    ]);
    const set: RuleAction = { type: "set", field: "amount", value: 1 };
    expect(said(rule("a", web, lock), rule("b", web, require("amount")), rule("c", fair, set))).toEqual([]);
    const offer = (option: string): RuleAction => ({ type: "offer", field: "source", options: [option] });
    const big = { ">": [{ var: "amount" }, 1] };
    expect(said(rule("a", big, offer("web")), rule("b", big, offer("fair")))).toEqual([
      expect.stringContaining("leave no option of “source” in common"),
    ]);
  });

  test.each<[string, RuleAction]>([
    ["actions.0.entity", fill({ entity: "gone" })],
    ["actions.0.match", fill({ match: [] })],
    ["actions.0.match.0.field", fill({ match: [{ field: "nothing", value: { var: "name" } }] })],
    ["actions.0.match.0.value", fill({ match: [{ field: "content", value: { var: "amount" } }] })],
    ["actions.0.match.0.value", fill({ match: [{ field: "content", value: { var: "$old.name" } }] })],
    ["actions.0.values.0.field", fill({ values: [{ field: "tax", from: "content" }] })],
    ["actions.0.values.0", fill({ values: [{ field: "amount", from: "content" }] })],
    ["actions.0.values.0", fill({ values: [{ field: "name", total: "count" }] })],
    ["actions.0.rows", fill({ rows: "name" })],
    ["actions.0.values.0.field", fill({ rows: "lines", values: [{ field: "name", from: "content" }] })],
    ["actions.0.message", gate({ fields: [] })],
    ["actions.0.options", gate({ options: ["tv"] })],
    ["actions.0", gate({ fields: ["tax"] })],
    ["actions.0", gate({ field: "name" })],
    ["actions.0.field", { type: "narrow", field: "name", match: [] }],
  ])("with a data linkage is checked: %s", (path, action) => {
    const paths = complaints(rule("a", web, action)).map(([, at]) => at);
    expect(paths).toContain(`rules.0.${path}`);
  });

  test("that looks records up by what has its value only after saving is refused", () => {
    const worth = {
      id: "worth",
      type: "formula",
      name: sameText("Worth"),
      settings: { expression: { var: "lead.amount" } },
    };
    const match = [{ field: "amount", value: { var: "worth" } }];
    const look = fill({ entity: "lead", match, values: [{ field: "content", from: "name" }] });
    const app = leadAppWith("entity/followup", (entity) => ({
      ...entity,
      fields: [...entity.fields, worth],
      rules: [rule("a", true, look)],
    }));
    const found = validateCatalog(catalogOf(app)).map(({ path, message }) => [path, message.en]);
    expect(found).toContainEqual([
      "rules.0.actions.0.match.0.value",
      expect.stringContaining("only after saving"),
    ]);
  });

  test("that looks up by what it fills, or fills what another sets, is pointed out", () => {
    const circle = fill({ values: [{ field: "name", from: "content" }] });
    expect(complaints(rule("a", web, circle)).map(([level, path]) => [level, path])).toEqual([
      ["warning", "rules.0"],
    ]);
    const twice = complaints(
      rule("a", web, fill({ values: [{ field: "amount", total: "count" }] })),
      rule("b", web, { type: "set", field: "amount", value: 1 }),
    );
    expect(twice).toEqual([["warning", "rules.1", expect.stringContaining("both give “amount”")]]);
  });

  test("that sets off itself through another is pointed out", () => {
    const found = complaints(
      rule("a", web, { type: "set", field: "amount", value: 1 }),
      rule("b", { "==": [{ var: "amount" }, 1] }, { type: "set", field: "source", value: "fair" }),
    );
    expect(found.map(([, path]) => path)).toEqual(["rules.0", "rules.1"]);
  });
});

test("changes of rules are told one by one", () => {
  const before = withRules(rule("a", web, require("amount")), {
    ...rule("b", fair, require("name")),
    name: { zh: "展会", en: "Fair" },
  });
  const after = withRules(
    { ...rule("b", fair, require("name")), name: { zh: "展会", en: "Fair" }, disabled: true },
    rule("c", web, require("amount")),
  );
  expect(diffDocuments(before, after).map(({ text }) => text.zh)).toEqual([
    "实体“线索”新增表单规则“第 2 条”",
    "实体“线索”删除表单规则“第 1 条”",
    "实体“线索”停用表单规则“展会”",
  ]);
});

test("a rule follows the new key of a field, as unique rules do, and counts as a use of it", () => {
  const catalog = withRules(
    rule("a", { ">": [{ var: "amount" }, 5] }, require("amount"), {
      type: "set",
      field: "name",
      value: { concat: [{ var: "amount" }, "!"] },
    }),
  );
  const address = { entity: "lead", field: "amount", key: "budget" };
  const renamed = renameFieldKey(catalog, catalogOf(leadApp()), address, []);
  const entity = renamed.find((document) => document.kind === "entity");
  expect(entity).toMatchObject({
    uniqueRules: [{ fields: ["budget"] }],
    rules: [
      {
        when: { ">": [{ var: "budget" }, 5] },
        actions: [{ fields: ["budget"] }, { field: "name", value: { concat: [{ var: "budget" }, "!"] } }],
      },
    ],
  });
  const linked = withRules(rule("a", web, fill({ match: [{ field: "content", value: { var: "amount" } }] })));
  const followed = renameFieldKey(linked, catalogOf(leadApp()), address, []);
  expect(followed.find(({ id }) => id === "lead")).toMatchObject({
    rules: [{ actions: [{ match: [{ value: { var: "budget" } }], values: [{ field: "budget" }] }] }],
  });
  const content = { entity: "followup", field: "content", key: "body" };
  const behind = renameFieldKey(linked, catalogOf(leadApp()), content, []);
  expect(behind.find(({ id }) => id === "lead")).toMatchObject({
    rules: [{ actions: [{ match: [{ field: "body" }] }] }],
  });
  const lead = catalog.find("entity", "lead");
  const used = lead ? rulesUses(lead, catalog).map(({ field }) => field) : [];
  expect(used).toContain("name");
});
