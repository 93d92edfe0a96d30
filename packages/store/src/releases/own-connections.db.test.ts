import { silentLogger, systemClock } from "@mortise/kit";
import { useDatabase } from "@mortise/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { systemActor } from "../actor.ts";
import { openStore, type Store } from "../database.ts";
import { aField, anApp, anEntity } from "../testing/shop-app.ts";

const database = useDatabase();
const actor = systemActor;
let store: Store;

beforeAll(async () => {
  store = await openStore({ url: database.url, clock: systemClock, logger: silentLogger, maxConnections: 2 });
  await store.releases.createApp(anApp("crm", [anEntity("lead", [aField("city", "text")])]), actor);
});
afterAll(() => store.close());

async function addField(id: string): Promise<void> {
  const { documents } = await store.releases.draft("crm");
  const lead = documents.find(({ document }) => document.kind === "entity");
  if (lead?.document.kind !== "entity") throw new TypeError("there is no lead");
  const document = { ...lead.document, fields: [...lead.document.fields, aField(id, "text")] };
  await store.releases.saveDraft("crm", [{ document, revision: lead.revision }], actor);
}

const create = () =>
  store.records.execute(actor, "crm", [{ type: "create", entity: "lead", rows: [{ name: "n" }] }], {
    type: "user",
  });

test("publishing goes on while requests hold every connection of theirs, and more wait", async () => {
  const held = await Promise.all([store.pool.connect(), store.pool.connect()]);
  const waiting = create();
  await addField("street");
  const number = await store.releases.publish("crm", { actor });
  expect(store.releases.current("crm").number).toBe(number);
  await store.releases.runTasks();
  for (const client of held) client.release();
  expect((await waiting).results[0]?.ids).toHaveLength(1);
});

test("requests go on while several people wait for a release", async () => {
  const holder = await database.pool.connect();
  await holder.query("begin");
  await holder.query("select from mortise.app where id = 'crm' for update");
  const drafts = Promise.all([1, 2, 3, 4, 5].map(() => store.releases.draft("crm")));
  expect((await create()).results[0]?.ids).toHaveLength(1);
  await holder.query("rollback");
  holder.release();
  expect(await drafts).toHaveLength(5);
});
