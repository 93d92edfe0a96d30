import { ManualClock, silentLogger } from "@mortise/kit";
import { useDatabase } from "@mortise/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { systemActor } from "../actor.ts";
import { readAudit } from "../audit/audit-log.ts";
import { openStore, type Store } from "../database.ts";
import { OutsideRuleBook } from "./outside-rules.ts";

const database = useDatabase();
const clock = new ManualClock("2026-11-30T01:00:00.000Z");
let store: Store;
beforeAll(async () => {
  store = await openStore({
    url: database.url,
    clock,
    logger: silentLogger,
    sealing: { secret: "a secret of the tests, long enough" },
  });
});
afterAll(() => store.close());

test("nothing may be reached until somebody says so; two people do not overwrite each other", async () => {
  const book = new OutsideRuleBook(store.db, clock);
  expect(await book.current()).toEqual({ hosts: [], revision: 0 });
  const first = await book.save(systemActor, { hosts: ["api.example.com"], revision: 0 });
  expect(first).toEqual({ hosts: ["api.example.com"], revision: 1 });
  await expect(book.save(systemActor, { hosts: [], revision: 0 })).rejects.toThrow(
    "STORE_OUTSIDE_RULES_CHANGED",
  );
  const { items } = await readAudit(store.db, { kind: "outside-rules" });
  expect(items[0]?.details).toMatchObject({ hosts: ["api.example.com"], before: { hosts: [] } });
});

test("a secret is kept encrypted, is never listed, and goes to no other host without being entered again", async () => {
  const { flowSecrets } = store;
  const made = await flowSecrets.save(systemActor, "crm", {
    name: "ERP",
    host: "erp.example.com",
    value: "s3cret-value",
  });
  expect(await flowSecrets.open("crm", made.id)).toEqual({ host: "erp.example.com", value: "s3cret-value" });
  expect(JSON.stringify(await flowSecrets.list("crm"))).not.toContain("s3cret-value");
  const { rows } = await database.pool.query("select * from mortise.flow_secret");
  expect(JSON.stringify(rows)).not.toContain("s3cret-value");
  // Of another app it is nobody's.
  expect(await flowSecrets.open("projects", made.id)).toBeUndefined();
  const elsewhere = { id: made.id, name: "ERP", host: "evil.example.com" };
  await expect(flowSecrets.save(systemActor, "crm", elsewhere)).rejects.toThrow("STORE_SECRET_NEEDS_VALUE");
  await flowSecrets.save(systemActor, "crm", { ...elsewhere, host: "erp.example.com", name: "ERP 2" });
  expect(await flowSecrets.open("crm", made.id)).toMatchObject({ value: "s3cret-value" });
  await flowSecrets.save(systemActor, "crm", { ...elsewhere, value: "another" });
  expect(await flowSecrets.open("crm", made.id)).toEqual({ host: "evil.example.com", value: "another" });
  await flowSecrets.remove(systemActor, "crm", made.id);
  expect(await flowSecrets.open("crm", made.id)).toBeUndefined();
  const { items } = await readAudit(store.db, { kind: "flow-secret" });
  expect(JSON.stringify(items)).not.toContain("another");
  expect(items).toHaveLength(4);
});
