import { type AppError, ManualClock, sameText, silentLogger } from "@mortise/kit";
import type { EntityDocument, FormDocument, PublicAccess } from "@mortise/metadata";
import { systemActor } from "@mortise/store";
import { beforeEach, expect, test } from "vitest";
import { setUpImportBench } from "../../fixtures/import-bench.ts";
import { createPublicForms } from "../index.ts";

const guest: EntityDocument = {
  kind: "entity",
  id: "guest",
  version: 1,
  name: sameText("guest"),
  icon: "user",
  color: "#2563eb",
  titleField: "name",
  owned: true,
  fields: [{ id: "name", type: "text", name: sameText("name"), required: true }],
};
const form = (id: string, access: PublicAccess): FormDocument => ({
  kind: "form",
  id,
  version: 1,
  name: sameText(id),
  entity: "guest",
  items: [{ type: "field", id: "name", field: "name", span: 12 }],
  public: { enabled: true, slug: `${id}-slug`, access },
});
const mornings = [{ days: [1, 2, 3, 4, 5, 6, 7], from: "09:00", to: "12:00" }];
const bench = setUpImportBench([
  guest,
  form("days", { perDay: 2 }),
  form("months", { perDay: 2, perMonth: 3 }),
  form("mornings", { perDay: 1, windows: mornings }),
  form("last", { perDay: 1, closesAt: "2026-11-22T15:00:00Z" }),
  form("seats", { perDay: 1, total: 1 }),
]);
const clock = new ManualClock("2026-11-22T02:00:00Z");
const at = (moment: string) => {
  clock.set(moment);
  bench.clock.set(moment);
};
beforeEach(() => at("2026-11-22T02:00:00Z"));
const forms = () =>
  createPublicForms({ store: bench.store, clock, logger: silentLogger, secret: "s".repeat(40) });
const visitor = { ...systemActor, kind: "public" as const, admin: false };
const send = (id: string) => forms().submit(visitor, `${id}-slug`, { values: { name: id } });
const gate = async (id: string) => (await forms().describe(`${id}-slug`)).gate;
const count = async (name: string) =>
  (await bench.rows("guest")).filter((row) => row["name"] === name).length;

test("of ten submissions at once two are taken on one day, and two more after the company's midnight", async () => {
  const all = await Promise.allSettled(Array.from({ length: 10 }, () => send("days")));
  const codes = all.flatMap((one) => (one.status === "rejected" ? [(one.reason as AppError).code] : []));
  expect(codes).toEqual(Array.from({ length: 8 }, () => "FORM_FULL_TODAY"));
  expect(await gate("days")).toEqual({
    reason: "day",
    opensAt: "2026-11-22T16:00:00.000Z",
    opensInMs: 14 * 3_600_000,
  });
  at("2026-11-22T15:59:59Z");
  await expect(send("days")).rejects.toMatchObject({ code: "FORM_FULL_TODAY" });
  at("2026-11-22T16:00:00Z");
  expect(await gate("days")).toBeUndefined();
  await send("days");
  await send("days");
  await expect(send("days")).rejects.toMatchObject({ code: "FORM_FULL_TODAY" });
  expect(await count("days")).toBe(4);
});

test("a month that is full says when the next one begins, whatever the day says", async () => {
  await send("months");
  await send("months");
  await expect(send("months")).rejects.toMatchObject({ code: "FORM_FULL_TODAY" });
  at("2026-11-23T02:00:00Z");
  await send("months");
  await expect(send("months")).rejects.toMatchObject({ code: "FORM_FULL_THIS_MONTH" });
  expect(await gate("months")).toMatchObject({ reason: "month", opensAt: "2026-11-30T16:00:00.000Z" });
  at("2026-11-30T16:00:00Z");
  expect(await gate("months")).toBeUndefined();
  await send("months");
  expect(await count("months")).toBe(4);
});

test("a full day opens again when the hours of the next one begin", async () => {
  await send("mornings");
  expect(await gate("mornings")).toMatchObject({ reason: "day", opensAt: "2026-11-23T01:00:00.000Z" });
});

test("nobody is sent to a day that will not come: the form closes before, or has all it takes", async () => {
  await send("last");
  expect(await gate("last")).toEqual({ reason: "full" });
  await expect(send("last")).rejects.toMatchObject({ code: "FORM_FULL" });
  await send("seats");
  expect(await gate("seats")).toEqual({ reason: "full" });
  await expect(send("seats")).rejects.toMatchObject({ code: "FORM_FULL" });
});
