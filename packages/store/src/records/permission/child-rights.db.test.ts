import { fieldCatalog, fieldType } from "@mortise/fields";
import { Catalog, type DefinitionDocument, type EntityGrant, type RoleDocument } from "@mortise/metadata";
import { sampleApp } from "@mortise/testing";
import { beforeEach, expect, test } from "vitest";
import type { Actor } from "../../actor.ts";
import { createGateway } from "../create-gateway.ts";
import { refusal } from "../fixtures/refusal.ts";
import { actors, byUser, people, useSampleGateway } from "../fixtures/sample-gateway.ts";
import type { RecordGateway } from "../gateway.ts";
import type { RecordRow } from "../record-query.ts";

const sample = useSampleGateway();

function role(id: string, grants: Readonly<Record<string, EntityGrant>>): RoleDocument {
  return { kind: "role", id, version: 1, name: { zh: id, en: id }, builder: false, grants };
}

const own: EntityGrant = { create: true, read: ["own"], update: ["own"], delete: ["own"] };
const all: EntityGrant = { create: true, read: ["all"], update: ["all"], delete: ["all"] };
const cheap = { "<": [{ var: "price" }, 10] };

/** Rows are parts of the quote for `follower`; `narrow` sees and changes the cheap ones only; `lines` knows no quotes. */
const ROLES: readonly RoleDocument[] = [
  role("follower", { quote: own }),
  role("narrow", { quote: own, quote_line: { ...all, create: false, condition: cheap } }),
  role("reader", { quote: own, quote_line: { ...all, create: false, update: [], delete: [] } }),
  role("lines", { quote_line: all }),
  role("fields", { quote: own, quote_line: { ...all, fields: { price: "hidden" } } }),
];

function gatewayOf(): RecordGateway {
  const documents: readonly DefinitionDocument[] = [...sampleApp, ...ROLES];
  const catalog = new Catalog(documents, fieldCatalog);
  const releases = { current: () => ({ number: 1, catalog }) };
  return createGateway({ db: sample.db, clock: sample.clock, fieldType, releases });
}

const held = (...roles: readonly string[]): Actor => ({ ...actors.wang, roles: { sample: roles } });
const line = (name: string, price: number) => ({ name, price, quantity: 1 });
let gateway: RecordGateway;
let mine = "";
let foreign = "";

beforeEach(async () => {
  gateway = gatewayOf();
  [mine = "", foreign = ""] = await sample.given(
    "quote",
    { name: "mine", owner: people.wang, lines: [line("dear", 100), line("cheap", 1), line("cheap too", 2)] },
    { name: "foreign", owner: people.li, lines: [line("foreign", 5)] },
  );
});

async function rowsOf(actor: Actor, id = mine): Promise<readonly RecordRow[]> {
  const { record } = await gateway.get(actor, "sample", "quote", id);
  return (record["lines"] ?? []) as readonly RecordRow[]; // what sub-table fields hold
}

/** The rows that each way of reading shows. */
async function everyWay(actor: Actor): Promise<Readonly<Record<string, readonly unknown[]>>> {
  const names = (rows: readonly RecordRow[]) => rows.map((row) => String(row["name"])).toSorted();
  const list = await gateway.query(actor, "sample", { entity: "quote_line", count: "exact" });
  const parents = await gateway.query(actor, "sample", { entity: "quote", children: ["lines"] });
  const past = await gateway.query(actor, "sample", {
    entity: "quote_line",
    asOf: sample.clock.now().toISOString(),
  });
  const { record: then } = await gateway.getPast(actor, "sample", {
    entity: "quote",
    id: mine,
    asOf: sample.clock.now().toISOString(),
  });
  const groups = await gateway.aggregate(actor, "sample", {
    entity: "quote_line",
    dimensions: [{ field: "name" }],
    measures: [{ id: "n", function: "count" }],
  });
  const totals = await gateway.query(actor, "sample", { entity: "quote", fields: ["total"] });
  const { items } = await gateway.query(systemAll, "sample", { entity: "quote_line" });
  const told = await gateway.audience(
    "sample",
    { entity: "quote_line", ids: items.map(({ id }) => id), changeSets: [], more: false },
    [actor],
  );
  const heard = new Set(told.get(actor)?.ids);
  const single = await Promise.all(
    items.map((item) =>
      gateway.get(actor, "sample", "quote_line", item.id).then(
        ({ record }) => record,
        () => undefined,
      ),
    ),
  );
  expect(list.count?.value).toBe(list.items.length);
  return {
    list: names(list.items),
    get: names(await rowsOf(actor)),
    parents: names(parents.items.flatMap((item) => (item["lines"] ?? []) as readonly RecordRow[])), // as above
    past: names(past.items),
    recordThen: names((then["lines"] ?? []) as readonly RecordRow[]), // as above
    groups: groups.rows.map((row) => String(row.keys[0])).toSorted(),
    heard: names(items.filter(({ id }) => heard.has(id))),
    single: names(single.filter((row) => row !== undefined)),
    total: totals.items.map((item) => item["total"]),
  };
}

const systemAll = actors.system;

test("rows that no role speaks of follow their record on every way", async () => {
  const rows = ["cheap", "cheap too", "dear"];
  const ways = await everyWay(held("follower"));
  for (const [way, seen] of Object.entries(ways)) {
    expect([way, seen]).toEqual([way, way === "total" ? ["103.00"] : rows]);
  }
});

test("what a role says of the rows themselves holds in addition, on every way", async () => {
  const ways = await everyWay(held("narrow"));
  for (const [way, seen] of Object.entries(ways)) {
    expect([way, seen]).toEqual([way, way === "total" ? ["3.00"] : ["cheap", "cheap too"]]);
  }
  const dear = { filter: { ">": [{ var: "total" }, 50] } };
  expect((await gateway.query(held("narrow"), "sample", { entity: "quote", ...dear })).items).toEqual([]);
  const summed = { filter: { ">": [{ sum: [{ var: "lines" }, { var: "price" }] }, 50] } };
  expect((await gateway.query(held("narrow"), "sample", { entity: "quote", ...summed })).items).toEqual([]);
  expect(
    (await gateway.query(held("follower"), "sample", { entity: "quote", ...summed })).items,
  ).toHaveLength(1);
});

test("a role that follows the record adds to one that narrows, never takes away", async () => {
  const both = await everyWay(held("narrow", "follower"));
  expect(both["list"]).toEqual(["cheap", "cheap too", "dear"]);
  expect(both).toEqual(await everyWay(held("follower")));
});

test("rights on the rows alone reach no rows: they are parts of records that are not seen", async () => {
  const list = gateway.query(held("lines"), "sample", { entity: "quote_line" });
  expect((await refusal(list)).code).toBe("STORE_NOT_ALLOWED");
  const joined = await gateway.query(held("lines", "follower"), "sample", { entity: "quote_line" });
  expect(joined.items).toHaveLength(3);
});

test("how many rows came and went is not told of rows that are not all seen", async () => {
  const [first, ...others] = await rowsOf(systemAll);
  await update(systemAll, [{ ...first, price: 120 }, ...others], { name: "renamed" });
  const changes = async (actor: Actor) => {
    const { items } = await gateway.history(actor, "sample", { entity: "quote", id: mine });
    return items.flatMap((item) => item.changes.map(({ field }) => field)).toSorted();
  };
  expect(await changes(held("follower"))).toEqual(["lines", "name", "total", "total_with_tax"]);
  expect(await changes(held("narrow"))).toEqual(["name"]);
  const stale = (actor: Actor) =>
    refusal(
      gateway.execute(
        actor,
        "sample",
        [
          {
            type: "update",
            entity: "quote",
            changes: [{ id: mine, values: { name: "mine again" }, revision: 1 }],
          },
        ],
        byUser,
      ),
    );
  expect(JSON.stringify(await stale(held("follower")))).toMatch(/lines/);
  const told = await stale(held("narrow"));
  expect(JSON.stringify([told.details, told.data])).toMatch(/renamed/);
  expect(JSON.stringify([told.details, told.data])).not.toMatch(/lines|total|12[03]/);
});

const update = (actor: Actor, lines: readonly unknown[], more: object = {}) =>
  gateway.execute(
    actor,
    "sample",
    [{ type: "update", entity: "quote", changes: [{ id: mine, values: { lines, ...more } }] }],
    byUser,
  );

test("saving the rows one sees leaves those one does not see where they are", async () => {
  const seen = await rowsOf(held("narrow"));
  expect(seen).toHaveLength(2);
  await update(held("narrow"), [{ ...seen[1], price: 3 }]);
  const rows = await rowsOf(systemAll);
  expect(rows.map((row) => [row["name"], row["price"]])).toEqual(
    expect.arrayContaining([
      ["dear", "100.00"],
      ["cheap too", "3.00"],
    ]),
  );
  expect(rows).toHaveLength(2);
  const { record } = await gateway.get(systemAll, "sample", "quote", mine);
  expect(record["total"]).toBe("103.00");
});

test("rows are added, changed and removed as the role says of them", async () => {
  const all = await rowsOf(systemAll);
  const dear = all.find((row) => row["name"] === "dear");
  const seen = await rowsOf(held("narrow"));
  const fails = async (actor: Actor, lines: readonly unknown[]) => {
    const error = await refusal(update(actor, lines));
    return error.details.map(({ path }) => path);
  };
  expect(await fails(held("narrow"), [...seen, line("new", 1)])).toEqual(["lines.2"]);
  expect(await fails(held("narrow"), [...seen, { ...dear, price: 1 }])).toEqual(["lines.2.id"]);
  const rows = await rowsOf(held("reader"));
  expect(await fails(held("reader"), [{ ...rows[0], price: 7 }, ...rows.slice(1)])).toEqual(["lines.0"]);
  expect(await fails(held("reader"), rows.slice(1))).toEqual(["lines"]);
  // Nothing differs but the order, which is not theirs to change.
  await update(held("reader"), rows.toReversed());
  expect((await rowsOf(systemAll)).map(({ id }) => id)).toEqual(all.map(({ id }) => id));
  const created = gateway.execute(
    held("narrow"),
    "sample",
    [{ type: "create", entity: "quote", rows: [{ name: "new", lines: [line("a", 1)] }] }],
    byUser,
  );
  expect((await refusal(created)).details.map(({ path }) => path)).toEqual(["lines.0"]);
});

test("a hidden column of the rows stays hidden, and foreign records keep theirs", async () => {
  expect((await rowsOf(held("fields")))[0]).not.toHaveProperty("price");
  expect((await refusal(rowsOf(held("fields"), foreign))).code).toBe("STORE_RECORD_NOT_FOUND");
  const list = await gateway.query(held("fields"), "sample", { entity: "quote_line" });
  expect(list.items.map((item) => String(item["name"])).toSorted()).toEqual(["cheap", "cheap too", "dear"]);
});
