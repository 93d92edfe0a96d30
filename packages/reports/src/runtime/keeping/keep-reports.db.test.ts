import { ManualClock, sameText, silentLogger } from "@mortise/kit";
import type { DashboardCard, DefinitionDocument } from "@mortise/metadata";
import { type Actor, DataVersions, openStore, type Store, systemActor, whileWaited } from "@mortise/store";
import { useDatabase } from "@mortise/testing";
import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { computeReports, type Reports } from "../reports.ts";
import { keepReports } from "./keep-reports.ts";

const database = useDatabase();
const clock = new ManualClock("2026-11-22T01:30:00Z");
const [WANG, LI] = ["0199f000-0000-7000-8000-00000000000a", "0199f000-0000-7000-8000-00000000000b"];
const open = { create: true, update: [], delete: [] } as const;
const text = (id: string) => ({ id, type: "text", name: sameText(id) });

function entity(id: string, fields: readonly object[]): DefinitionDocument {
  const looks = { icon: "box", color: "blue", titleField: "name", owned: true };
  return { kind: "entity", id, version: 1, name: sameText(id), ...looks, fields } as DefinitionDocument; // as above
}

function role(id: string, read: "all" | "own"): DefinitionDocument {
  const grants = { deal: { ...open, read: [read] }, firm: { ...open, read: ["all"] } } as const;
  return { kind: "role", id, version: 1, name: sameText(id), builder: false, grants };
}

const documentsOf = (id: string): readonly DefinitionDocument[] => [
  { kind: "app", id, version: 1, name: sameText("Shop"), icon: "app", color: "#0f766e" },
  entity("firm", [text("name"), text("city")]),
  entity("note", [text("name")]),
  entity("deal", [
    text("name"),
    { id: "firm", type: "reference", name: sameText("firm"), settings: { entity: "firm" } },
  ]),
  role("director", "all"),
  role("rep", "own"),
];

const card: DashboardCard = {
  id: "deals",
  chart: "number",
  title: sameText("Deals"),
  entity: "deal",
  dimensions: [],
  measures: [{ id: "count", function: "count" }],
  layout: { x: 0, y: 0, w: 3, h: 3 },
};

let store: Store;
/** Each test has an app of its own. */
let app: string;
let apps = 0;
let director: Actor;
let rep: Actor;
let versions: DataVersions;
let reports: Reports;
/** How often the database was asked. */
let computed: number;
/** What a computation waits for before it asks. */
let held: Promise<void>;

beforeAll(async () => {
  store = await openStore({ url: database.url, clock, logger: silentLogger });
  for (const id of [WANG, LI])
    await database.pool.query("insert into mortise.account (id, name) values ($1, 'x')", [id]);
});

afterAll(async () => {
  await store.close();
});

beforeEach(async () => {
  apps += 1;
  app = `shop${apps}`;
  director = { ...systemActor, kind: "user", admin: false, roles: { [app]: ["director"] } };
  rep = { ...director, roles: { [app]: ["rep"] } };
  await store.releases.createApp(documentsOf(app), systemActor);
  versions = new DataVersions();
  await versions.follow(store);
  const parts = { store, versions, clock, logger: silentLogger };
  const compute = computeReports(parts);
  computed = 0;
  held = Promise.resolve();
  const counting: Reports = {
    ...compute,
    async cardData(...asked) {
      computed += 1;
      await held;
      return compute.cardData(...asked);
    },
  };
  reports = keepReports(counting, parts);
});

async function create(of: string, values: Record<string, unknown>): Promise<void> {
  await store.records.execute(systemActor, app, [{ type: "create", entity: of, rows: [values] }], {
    type: "api",
  });
}

async function count(actor: Actor): Promise<string | null | undefined> {
  return (await reports.cardData(actor, app, card)).points[0]?.values["count"];
}

test("fifty viewers ask the database once, and again only when something has changed that the card shows", async () => {
  const untouched = versions.of(app, ["deal"]);
  await create("deal", { name: "a" });
  // What was announced late would make the next question a new one.
  await vi.waitFor(() => expect(versions.of(app, ["deal"])).not.toBe(untouched), 20_000);
  expect(await Promise.all(Array.from({ length: 50 }, () => count(director)))).toEqual(
    Array.from({ length: 50 }, () => "1"),
  );
  expect(computed).toBe(1);
  const before = computed;
  await create("note", { name: "has nothing to do with deals" });
  await create("note", { name: "nor has this" });
  await count(director);
  expect(computed).toBe(before);
  await create("deal", { name: "b" });
  await vi.waitFor(async () => expect(await count(director)).toBe("2"), 20_000);
});

test("figures that somebody may see are not shown to those who may not", async () => {
  await create("deal", { name: "a", owner: WANG });
  await create("deal", { name: "b", owner: LI });
  await create("deal", { name: "c", owner: LI });
  const [all, wang, li] = [director, { ...rep, userId: WANG }, { ...rep, userId: LI }];
  expect(await count(all)).toBe("3");
  expect(await count(wang)).toBe("1");
  expect(await count(li)).toBe("2");
  expect([await count(all), await count(wang), await count(li)]).toEqual(["3", "1", "2"]);
});

test("a change behind a reference counts as well", async () => {
  await create("firm", { id: "0199f000-0000-7000-8000-0000000000f1", name: "x", city: "A" });
  await create("deal", { name: "a", firm: "0199f000-0000-7000-8000-0000000000f1" });
  const filter = { "==": [{ var: "firm.city" }, "B"] };
  const inB = async () => (await reports.cardData(director, app, card, filter)).points[0]?.values["count"];
  expect(await inB()).toBe("0");
  await store.records.execute(
    systemActor,
    app,
    [
      {
        type: "update",
        entity: "firm",
        changes: [{ id: "0199f000-0000-7000-8000-0000000000f1", values: { city: "B" } }],
      },
    ],
    { type: "api" },
  );
  await vi.waitFor(async () => expect(await inB()).toBe("1"), 20_000);
});

test("a viewer who leaves does not take the figures from the others", async () => {
  await create("deal", { name: "a" });
  const { promise, resolve } = Promise.withResolvers<void>();
  held = promise;
  const leaving = new AbortController();
  const left = whileWaited(leaving.signal, () => count(director));
  const stayed = count(director);
  leaving.abort();
  await expect(left).rejects.toThrow("The request was cancelled");
  resolve();
  expect(await stayed).toBe("1");
});

test("once everybody has left nothing more is asked of the database", async () => {
  const { promise, resolve } = Promise.withResolvers<void>();
  held = promise;
  const leaving = new AbortController();
  const left = whileWaited(leaving.signal, () => count(director));
  leaving.abort();
  await expect(left).rejects.toThrow("The request was cancelled");
  // Those who come later do not get what was given up.
  held = Promise.resolve();
  expect(await count(director)).toBe("0");
  resolve();
  expect(computed).toBe(2);
});
