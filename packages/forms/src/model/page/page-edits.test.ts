import { fieldCatalog } from "@mortise/fields";
import { sameText } from "@mortise/kit";
import { Catalog, type PageDocument } from "@mortise/metadata";
import { expect, test } from "vitest";
import { leadEntity } from "../../fixtures/lead-entity.ts";
import { blockOffers } from "./block-offers.ts";
import { defaultPage, pageFor } from "./default-page.ts";
import {
  addColumn,
  addTab,
  blocksIn,
  phoneBlocks,
  placeBlock,
  removeBlock,
  removeColumn,
  removeTab,
  stepBlock,
  stepOnPhone,
} from "./page-edits.ts";

const page: PageDocument = {
  kind: "page",
  id: "p",
  version: 1,
  name: sameText("p"),
  entity: "lead",
  keyFields: [],
  tabs: [{ id: "t", name: sameText("t") }],
  columns: [
    { id: "a", tab: "t", span: 7 },
    { id: "b", tab: "t", span: 5 },
  ],
  blocks: [
    { id: "x", type: "fields", column: "a" },
    { id: "y", type: "comments", column: "b" },
    { id: "z", type: "work", column: "a" },
  ],
};
const ids = (one: PageDocument | undefined, column: string) =>
  one && blocksIn(one, column).map(({ id }) => id);

test("blocks move within their column and into the others, and stop at the edges", () => {
  expect(ids(stepBlock(page, "x", "down"), "a")).toEqual(["z", "x"]);
  expect(ids(stepBlock(page, "z", "up"), "a")).toEqual(["z", "x"]);
  expect(stepBlock(page, "x", "up")).toBeUndefined();
  expect(stepBlock(page, "z", "down")).toBeUndefined();
  const beside = stepBlock(page, "x", "after");
  expect([ids(beside, "a"), ids(beside, "b")]).toEqual([["z"], ["x", "y"]]);
  expect(stepBlock(page, "y", "after")).toBeUndefined();
  const [x] = page.blocks;
  expect(x && ids(placeBlock(page, x, { column: "b" }), "b")).toEqual(["y", "x"]);
  expect(x && placeBlock(page, x, { column: "a", before: "x" })).toBe(page);
});

test("what stands in a column or tab that goes moves to the one beside it", () => {
  expect(ids(removeColumn(page, "a"), "b")).toEqual(["x", "y", "z"]);
  expect(removeColumn(removeColumn(page, "a"), "b").columns).toHaveLength(1);
  const two = addTab(page);
  const [x] = two.blocks;
  const moved = x ? placeBlock(two, x, { column: two.columns.at(-1)?.id ?? "" }) : two;
  const one = removeTab(moved, two.tabs[1]?.id ?? "");
  expect([one.tabs.length, ids(one, "b")]).toEqual([1, ["y", "x"]]);
  expect(removeTab(one, "t")).toBe(one);
});

test("a new column takes the room that its row has left", () => {
  expect(addColumn(page, "t").columns.at(-1)).toMatchObject({ span: 12 });
  const [first] = page.columns;
  expect(addColumn({ ...page, columns: first ? [first] : [] }, "t").columns.at(-1)).toMatchObject({
    span: 5,
  });
});

test("the phone has an order of its own, which forgets what is removed", () => {
  const moved = stepOnPhone(page, "t", "y", -1);
  expect(phoneBlocks(moved, "t").map(({ id }) => id)).toEqual(["x", "y", "z"]);
  expect(stepOnPhone(page, "t", "x", -1)).toBe(page);
  expect(removeBlock(moved, "y").phoneOrder).toEqual(["x", "z"]);
});

const lead = leadEntity({ id: "name", type: "text", name: sameText("姓名") });

test("a page goes to those it is for; what stands on it already is not offered again", () => {
  const forRole = { ...page, id: "q", roles: ["rep"] };
  const catalog = new Catalog([lead, page, forRole], fieldCatalog);
  expect(pageFor(catalog, lead, ["rep"]).id).toBe("q");
  expect(pageFor(catalog, lead, ["ops"]).id).toBe("p");
  const bare = new Catalog([lead], fieldCatalog);
  expect(pageFor(bare, lead, []).blocks.map(({ id }) => id)).toEqual([
    "details",
    "work",
    "comments",
    "timeline",
  ]);
  expect(blockOffers(bare, defaultPage(bare, lead)).map(({ key }) => key)).toEqual([
    "fields",
    "match",
    "files",
  ]);
});
