import { findRegion } from "@mortise/fields";
import type { Json } from "@mortise/kit";
import { expect, test } from "vitest";
import { aFlow, aNode, leadCatalog } from "../../fixtures/lead-app.ts";
import { PlayedRun } from "../../fixtures/played-run.ts";
import { nodeSummary, summaryContext, validateFlow } from "../validate-flow.ts";
import { analyseTable } from "./analysis.ts";
import { pasteRows } from "./paste.ts";
import { readTable } from "./table.ts";

const inputs = [
  { id: "place", field: "region" },
  { id: "trade", field: "industry" },
  { id: "sum", field: "amount" },
];
const results = [
  { id: "who", name: { zh: "销售", en: "Rep" }, kind: "user" },
  { id: "points", name: { zh: "分数", en: "Points" }, kind: "number" },
];
const row = (when: Json, give: Json) => ({ when, give });
const rows = [
  row({ place: ["3701"], trade: ["equipment"] }, { who: "amy", points: "10" }),
  row({ place: ["37"], sum: { from: "500" } }, { who: "bob", points: "5.5" }),
  row({ place: ["37", "11"] }, { who: "cat" }),
];
const facts = [
  { kind: "region" },
  { kind: "option", options: ["equipment", "it"] },
  { kind: "number" },
] as const;

function decide(lead: Readonly<Record<string, string>>, hits = "first") {
  const flow = aFlow([
    aNode("table", "decision-table", { hits, table: { inputs, results, rows } }, { next: "yes", none: "no" }),
    aNode("yes", "notify", { to: [{ source: "field", field: "$table.who" }], title: "x" }),
    aNode("no", "end", {}),
  ]);
  expect(validateFlow(flow, leadCatalog)).toEqual([]);
  const run = new PlayedRun(flow, lead);
  const told = run.effects.flatMap((effect) => (effect.type === "notify" ? effect.users : []));
  const why = run.effects.flatMap((effect) => (effect.type === "decision" ? [effect.decision] : []));
  return { path: run.path, outputs: run.state.outputs, told, why };
}

test("the first row that fits gives its results; later steps use them, and the reason is kept", () => {
  const { outputs, told, why } = decide({ region: "370102", industry: "equipment", amount: "900" });
  expect(outputs).toEqual({ "table.who": "amy", "table.points": "10" });
  expect(told).toEqual(["amy"]);
  expect(why[0]?.why.zh).toBe("决策表第 1 行满足");
  expect(why[0]?.details.map(({ label }) => label.zh)).toEqual(["地区", "行业"]);
  expect(decide({ region: "3702", amount: "500" }).told).toEqual(["bob"]);
  expect(decide({ region: "3702", amount: "499.99" }).told).toEqual(["cat"]);
});

test("without a row that fits it goes the other way and leaves nothing", () => {
  const { path, outputs } = decide({ region: "44" });
  expect(path).toEqual(["table", "no"]);
  expect(outputs).toEqual({ "table.who": null, "table.points": null });
});

test("when all rows count, people come together and numbers add up exactly", () => {
  const { outputs, told } = decide({ region: "3701", industry: "equipment", amount: "600" }, "all");
  expect(outputs).toEqual({ "table.who": ["amy", "bob", "cat"], "table.points": "15.5" });
  expect(told).toEqual(["amy", "bob", "cat"]);
});

test("a table says in one line what it leads from and to, and what is missing", () => {
  const made = (table: Json) => aFlow([aNode("table", "decision-table", { table })]);
  const full = made({ inputs, results, rows });
  const summary = full.nodes.map((node) => nodeSummary(node, summaryContext(full, leadCatalog)).zh);
  expect(summary).toEqual(["地区 × 行业 × 金额 → 销售、分数（3 行）"]);
  const messages = (table: Json) => validateFlow(made(table), leadCatalog).map(({ message }) => message.en);
  expect(messages({})).toEqual(["Add at least one column of conditions"]);
  expect(messages({ inputs, results })).toEqual(["Add at least one row"]);
  const gone = [row({ trade: ["steel"] }, {})];
  expect(messages({ inputs, results, rows: gone })).toEqual([
    'There is no option "steel"; it may have been deleted',
  ]);
});

test("rows whose cases those above take never apply: by one row, by several, by the region around", () => {
  const analyse = (given: readonly Json[]) => [
    ...analyseTable(readTable({ inputs, results, rows: [...given] }), facts).unreachable,
  ];
  expect(analyse(rows)).toEqual([]);
  expect(analyse([row({ place: ["37"] }, {}), row({ place: ["3701"], trade: ["it"] }, {})])).toEqual([1]);
  const [low, high] = [row({ sum: { to: "100" } }, {}), row({ sum: { from: "100" } }, {})];
  expect(analyse([low, high, row({ sum: { from: "50", to: "200" } }, {})])).toEqual([2]);
  // Where there is no amount, neither of the two applies.
  expect(analyse([low, high, row({}, {})])).toEqual([]);
  expect(analyse([row({}, {}), row({ trade: ["it"] }, {})])).toEqual([1]);
});

test("cases that no row takes are listed, the widest first", () => {
  const table = readTable({
    inputs: inputs.slice(1),
    results,
    rows: [row({ trade: ["equipment"] }, {}), row({ trade: ["it"], sum: { from: "100" } }, {})],
  });
  const { gaps, isComplete } = analyseTable(table, facts.slice(1));
  expect(isComplete).toBe(true);
  expect(gaps).toEqual([
    [[{ kind: "empty" }], undefined],
    [[{ kind: "value", value: "it" }], [{ kind: "range", from: null, to: "100" }, { kind: "empty" }]],
  ]);
  const everything = readTable({ inputs, results, rows: [...rows, row({}, {})] });
  expect(analyseTable(everything, facts)).toMatchObject({ gaps: [], isComplete: true });
});

test("cells of a spreadsheet become rows; titles are left out, what nobody knows is named", () => {
  const trades: Readonly<Record<string, string>> = { 装备制造: "equipment", IT: "it" };
  const people: Readonly<Record<string, string>> = { 张三: "amy" };
  const columns = [
    { id: "place", isResult: false, isRanged: false, find: findRegion },
    { id: "trade", isResult: false, isRanged: false, find: (text: string) => trades[text] },
    {
      id: "sum",
      isResult: false,
      isRanged: true,
      find: (text: string) => (/^\d+$/.test(text) ? text : undefined),
    },
    { id: "who", isResult: true, isRanged: false, find: (text: string) => people[text] },
  ];
  const pasted = pasteRows(
    "地区\t行业\t金额\t销售\n济南、青岛\t装备制造\t≥500\t张三\n任意\tIT、钢铁\t100-500\t李四\n\t\t\t\n",
    columns,
  );
  expect(pasted).toEqual({
    rows: [
      { when: { place: ["3701", "3702"], trade: ["equipment"], sum: { from: "500" } }, give: { who: "amy" } },
      { when: { trade: ["it"], sum: { from: "100", to: "500" } }, give: {} },
    ],
    unknown: ["钢铁", "李四"],
  });
});
