import { ManualClock, sameText, silentLogger } from "@mortise/kit";
import type { DefinitionDocument } from "@mortise/metadata";
import { useDatabase } from "@mortise/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { systemActor } from "../actor.ts";
import { openStore, type Store } from "../database.ts";
import { aField, anApp, anEntity } from "../testing/shop-app.ts";
import { saveDrafts } from "./fixtures/large-app.ts";

const database = useDatabase();
let store: Store;
beforeAll(async () => {
  store = await openStore({
    url: database.url,
    clock: new ManualClock("2026-11-22T02:00:00Z"),
    logger: silentLogger,
  });
});
afterAll(() => store.close());

const view: DefinitionDocument = {
  kind: "view",
  id: "all_pets",
  version: 1,
  name: sameText("All pets"),
  entity: "pet",
  layout: "table",
  columns: [{ field: "name" }, { field: "age" }],
};

const removed = async () =>
  (await store.releases.removedDocuments("zoo")).map(({ document, release, problems }) => [
    `${document.kind}/${document.id}`,
    release,
    problems.map(({ severity }) => severity),
  ]);

test("deleted documents come back as the newest release had them, with what would be wrong with them", async () => {
  const pet = anEntity("pet", [aField("age", "number")]);
  await store.releases.createApp([...anApp("zoo", [anEntity("keeper"), pet]), view], systemActor);
  expect(await removed()).toEqual([]);
  await saveDrafts(store, "zoo", { ...view, name: sameText("Pets") });
  await store.releases.publish("zoo", { actor: systemActor });
  await store.releases.deleteDraft("zoo", "view/all_pets", systemActor);
  // Deleted in the draft only: the release in force has it.
  expect(await removed()).toEqual([["view/all_pets", 2, []]]);
  await store.releases.deleteDraft("zoo", "entity/pet", systemActor);
  await store.releases.publish("zoo", { actor: systemActor });
  const found = await store.releases.removedDocuments("zoo");
  expect(found.map(({ document }) => document.id).toSorted()).toEqual(["all_pets", "pet"]);
  // The view would stand without its entity.
  const back = found.find(({ document }) => document.kind === "view");
  expect(back?.problems.some(({ severity }) => severity === "error")).toBe(true);
  expect(back?.document.name).toEqual(sameText("Pets"));
  for (const { document } of found) await saveDrafts(store, "zoo", document);
  expect(await removed()).toEqual([]);
  await store.releases.publish("zoo", { actor: systemActor });
  expect(store.releases.current("zoo").catalog.find("view", "all_pets")?.name).toEqual(sameText("Pets"));
});
