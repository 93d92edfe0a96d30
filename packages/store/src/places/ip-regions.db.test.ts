import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ManualClock, newId, sameText, silentLogger } from "@mortise/kit";
import type { DefinitionDocument, EntityDocument } from "@mortise/metadata";
import { useDatabase } from "@mortise/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Actor, systemActor } from "../actor.ts";
import { openStore, type Store } from "../database.ts";
import { useIpRegions } from "./ip-regions.ts";

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
const visit: EntityDocument = {
  kind: "entity",
  id: "visit",
  version: 1,
  name: sameText("visit"),
  icon: "user",
  color: "#2563eb",
  titleField: "ip",
  owned: false,
  fields: [{ id: "ip", type: "text", name: sameText("ip") }],
};
let store: Store;

beforeAll(async () => {
  const path = join(mkdtempSync(join(tmpdir(), "mortise-ips-")), "ip-regions.csv");
  writeFileSync(path, "203.0.113.0|203.0.113.255|中国|0|山东省|青岛市|联通\n2001:db8::/32,北京市\n");
  useIpRegions(path);
  store = await openStore({
    url: database.url,
    clock: new ManualClock("2026-11-22T02:00:00Z"),
    logger: silentLogger,
  });
  await database.pool.query("insert into mortise.account (id, name, admin) values ($1, 'a', true)", [
    admin.userId,
  ]);
  await store.releases.createApp([app, visit], admin);
});
afterAll(() => {
  useIpRegions("");
  return store.close();
});

async function create(...addresses: readonly string[]): Promise<void> {
  const rows = addresses.map((ip) => ({ ip }));
  await store.records.execute(admin, "own", [{ type: "create", entity: "visit", rows }], { type: "user" });
}

async function regions(): Promise<Readonly<Record<string, unknown>>> {
  const page = await store.records.query(admin, "own", { entity: "visit", limit: 100 });
  return Object.fromEntries(page.items.map((item) => [String(item["ip"]), item["place"]]));
}

test("records that are there get their region with the release that brings it, others when they are saved", async () => {
  await create("203.0.113.9", "203.0.114.1", "2001:db8::1", "no address", "203.0.113.300");
  const place = { id: "place", type: "ip-region", name: sameText("place"), settings: { field: "ip" } };
  const { documents } = await store.releases.draft("own");
  const revision = documents.find(({ document }) => document.id === "visit")?.revision ?? 0;
  const document = { ...visit, fields: [...visit.fields, place] };
  await store.releases.saveDraft("own", [{ document, revision }], admin);
  await store.releases.publish("own", { actor: admin });
  const filled = {
    "203.0.113.9": "3702",
    "203.0.114.1": null,
    "2001:db8::1": "11",
    "no address": null,
    "203.0.113.300": null,
  };
  expect(await regions()).toEqual(filled);
  await create("203.0.113.10");
  expect((await regions())["203.0.113.10"]).toBe("3702");
});
