import { ManualClock, newId, sameText, silentLogger } from "@mortise/kit";
import type { DefinitionDocument, EntityDocument } from "@mortise/metadata";
import { useDatabase } from "@mortise/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Actor, systemActor } from "../actor.ts";
import { openStore, type Store } from "../database.ts";

const database = useDatabase();
const admin: Actor = { ...systemActor, kind: "user", userId: newId() };
const app: DefinitionDocument = {
  kind: "app",
  id: "own",
  version: 1,
  name: sameText("Own"),
  icon: "app",
  color: "#2563eb",
};
const person: EntityDocument = {
  kind: "entity",
  id: "person",
  version: 1,
  name: sameText("person"),
  icon: "user",
  color: "#2563eb",
  titleField: "name",
  owned: false,
  fields: [
    { id: "name", type: "text", name: sameText("name") },
    { id: "mobile", type: "mobile", name: sameText("mobile"), settings: { allowLandline: true } },
  ],
};
let store: Store;

beforeAll(async () => {
  store = await openStore({
    url: database.url,
    clock: new ManualClock("2026-11-22T02:00:00Z"),
    logger: silentLogger,
  });
  await database.pool.query("insert into mortise.account (id, name, admin) values ($1, 'a', true)", [
    admin.userId,
  ]);
  await store.releases.createApp([app, person], admin);
});
afterAll(() => store.close());

async function create(...mobiles: readonly (string | null)[]): Promise<void> {
  const rows = mobiles.map((mobile) => ({ name: mobile ?? "none", mobile }));
  await store.records.execute(admin, "own", [{ type: "create", entity: "person", rows }], { type: "user" });
}

async function regions(filter?: object): Promise<Readonly<Record<string, unknown>>> {
  const page = await store.records.query(admin, "own", {
    entity: "person",
    limit: 100,
    // Conditions are JSON.
    ...(filter ? { filter: filter as never } : {}),
  });
  return Object.fromEntries(page.items.map((item) => [String(item["name"]), item["place"]]));
}

test("records that are there get their region with the release that brings it, others when they are saved", async () => {
  await create("13153100000", "0531-88888888", "+1 415 555 2671", null);
  const place = {
    id: "place",
    type: "mobile-region",
    name: sameText("place"),
    settings: { field: "mobile" },
  };
  const draft = (await store.releases.draft("own")).documents.find(
    ({ document }) => document.id === "person",
  );
  await store.releases.saveDraft(
    "own",
    [{ document: { ...person, fields: [...person.fields, place] }, revision: draft?.revision ?? 0 }],
    admin,
  );
  await store.releases.publish("own", { actor: admin });
  const filled = {
    "13153100000": "3701",
    "0531-88888888": "3701",
    "+1 415 555 2671": null,
    none: null,
  };
  expect(await regions()).toEqual(filled);
  await create("13905310000", "13901000000");
  const after = await regions();
  expect(after["13901000000"]).toBe("11");
  expect(String(after["13905310000"])).toMatch(/^37/);
  expect(Object.keys(await regions({ within: [{ var: "place" }, "37"] })).toSorted()).toEqual(
    ["0531-88888888", "13905310000", "13153100000"].toSorted(),
  );
});
