import { ManualClock, sameText, silentLogger } from "@mortise/kit";
import type { DefinitionDocument, EntityDocument, FieldDefinition, FlowDocument } from "@mortise/metadata";
import type { Expression } from "@mortise/expression";
import { openStore, type RecordValues, type Store, systemActor } from "@mortise/store";
import { useDatabase } from "@mortise/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { flowChecker } from "../model/flow-checker.ts";
import { createProcess } from "./process.ts";

const database = useDatabase();
const clock = new ManualClock("2026-11-22T01:00:00.000Z");
let store: Store;

const field = (id: string, type: string, settings: FieldDefinition["settings"] = {}): FieldDefinition => ({
  id,
  type,
  name: sameText(id),
  settings,
});
const entity = (
  id: string,
  fields: readonly FieldDefinition[],
  more: Partial<EntityDocument> = {},
): EntityDocument => ({
  kind: "entity",
  id,
  version: 1,
  name: sameText(id),
  icon: "box",
  color: "blue",
  titleField: "name",
  owned: false,
  fields: [field("name", "text"), ...fields],
  ...more,
});

/** Writes its own name into the mark of a deal that meets the condition. */
function flow(
  id: string,
  when: Expression,
  trigger: FlowDocument["trigger"]["type"] = "record-updated",
  fields: readonly string[] = [],
): FlowDocument {
  return {
    kind: "flow",
    id,
    version: 1,
    name: sameText(id),
    entity: "deal",
    enabled: true,
    again: "parallel",
    trigger: { type: trigger, settings: { when, fields } as FlowDocument["trigger"]["settings"] }, // expressions are JSON
    start: "mark",
    nodes: [
      {
        id: "mark",
        type: "update",
        settings: { values: [{ field: id, value: "yes" }] },
        exits: {},
      },
    ],
  };
}

const FLOWS = [
  "by_lookup",
  "by_rollup",
  "by_formula",
  "by_links",
  "by_new",
  "was_wood",
  "has_grown",
  "twice_it",
] as const;

beforeAll(async () => {
  store = await openStore({ url: database.url, clock, logger: silentLogger, checkers: [flowChecker] });
  const documents: readonly DefinitionDocument[] = [
    { kind: "app", id: "deals", version: 1, name: sameText("deals"), icon: "app", color: "#0f766e" },
    entity("company", [field("industry", "text")]),
    entity("tag", []),
    entity("deal", [
      field("note", "text"),
      field("company", "reference", { entity: "company" }),
      field("industry", "lookup", { reference: "company", field: "industry" }),
      field("tags", "references", { entity: "tag" }),
      field("lines", "sub-table", { entity: "line" }),
      field("total", "rollup", { list: "lines", function: "sum", field: "price" }),
      field("double", "formula", {
        expression: { "*": [{ var: "total" }, 2] },
        resultKind: "number",
        decimals: 0,
      }),
      ...FLOWS.map((id) => field(id, "text")),
    ]),
    entity("line", [field("price", "number")], { parent: { entity: "deal", field: "lines" } }),
    flow("by_lookup", { "==": [{ var: "industry" }, "steel"] }),
    flow("by_rollup", { ">": [{ var: "total" }, 10] }),
    flow("by_formula", { ">": [{ var: "double" }, 100] }),
    flow("was_wood", {
      and: [{ "==": [{ var: "$old.industry" }, "wood"] }, { "==": [{ var: "industry" }, "stone"] }],
    }),
    flow("has_grown", { ">": [{ var: "total" }, { "+": [{ var: "$old.total" }, 1000] }] }),
    flow("twice_it", { "==": [{ var: "name" }, "watched"] }, "record-updated", ["double"]),
    flow("by_links", { notEmpty: [{ var: "tags" }] }),
    flow(
      "by_new",
      { and: [{ "==": [{ var: "industry" }, "steel"] }, { ">": [{ var: "double" }, 4] }] },
      "record-created",
    ),
  ];
  await store.releases.createApp(documents, systemActor);
  createProcess({ store, clock, secret: "of the tests only", logger: silentLogger });
});
afterAll(() => store.close());

async function make(name: string, values: RecordValues): Promise<string> {
  const command = { type: "create", entity: name, rows: [values] } as const;
  const { results } = await store.records.execute(systemActor, "deals", [command], { type: "user" });
  return results[0]?.ids[0] ?? "";
}

async function change(id: string, values: RecordValues): Promise<void> {
  const command = { type: "update", entity: "deal", changes: [{ id, values }] } as const;
  await store.records.execute(systemActor, "deals", [command], { type: "user" });
}

/** The flows that marked a deal. */
async function marks(id: string): Promise<readonly string[]> {
  const { record } = await store.records.get(systemActor, "deals", "deal", id);
  return FLOWS.filter((one) => record[one] === "yes");
}

test("a condition on a lookup, a rollup and a formula over it sees what the write makes of them", async () => {
  const [steel, wood] = [
    await make("company", { name: "s", industry: "steel" }),
    await make("company", { name: "w" }),
  ];
  const deal = await make("deal", { name: "d", company: wood, lines: [{ name: "l", price: 1 }] });
  await change(deal, { note: "nothing fits" });
  expect(await marks(deal)).toEqual([]);
  await change(deal, { company: steel });
  expect(await marks(deal)).toEqual(["by_lookup"]);
  await change(deal, { lines: [{ name: "l", price: 20 }] });
  expect(await marks(deal)).toEqual(["by_lookup", "by_rollup"]);
  await change(deal, { lines: [{ name: "l", price: 60 }] });
  expect(await marks(deal)).toEqual(["by_lookup", "by_rollup", "by_formula"]);
});

test("references that the write did not touch count", async () => {
  const tag = await make("tag", { name: "t" });
  const deal = await make("deal", { name: "d", tags: [tag] });
  expect(await marks(deal)).toEqual([]);
  await change(deal, { note: "touches no tags" });
  expect(await marks(deal)).toEqual(["by_links"]);
});

test("so they do for a new record", async () => {
  const steel = await make("company", { name: "s", industry: "steel" });
  const deal = await make("deal", { name: "d", company: steel, lines: [{ name: "l", price: 3 }] });
  // What the flow writes is a change, which the other flows answer.
  expect(await marks(deal)).toEqual(["by_lookup", "by_new"]);
});

test("a condition compares a lookup and a rollup with what they were before the change", async () => {
  const [wood, stone] = [
    await make("company", { name: "w", industry: "wood" }),
    await make("company", { name: "s", industry: "stone" }),
  ];
  const deal = await make("deal", { name: "d", company: wood, lines: [{ name: "l", price: -2000 }] });
  await change(deal, { note: "nothing fits" });
  expect(await marks(deal)).toEqual([]);
  await change(deal, { company: stone });
  expect(await marks(deal)).toEqual(["was_wood"]);
  await change(deal, { lines: [{ name: "l", price: -900 }] });
  expect(await marks(deal)).toEqual(["was_wood", "has_grown"]);
});

test("a flow that waits for a live value to change starts when it does, and not when only what it stands on moves", async () => {
  const lines = [{ name: "l", price: 1 }];
  const deal = await make("deal", { name: "watched", lines });
  await change(deal, { lines: [{ name: "other", price: 1 }] });
  expect(await marks(deal)).toEqual([]);
  await change(deal, { lines: [{ name: "other", price: 2 }] });
  expect(await marks(deal)).toEqual(["twice_it"]);
});
