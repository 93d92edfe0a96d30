import { type AppError, ManualClock, newId, silentLogger, sameText } from "@mortise/kit";
import type { EntityDocument, FormDocument, PublicAccess } from "@mortise/metadata";
import { systemActor } from "@mortise/store";
import { expect, test } from "vitest";
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
  fields: [
    { id: "name", type: "text", name: sameText("name"), required: true },
    { id: "mobile", type: "mobile", name: sameText("mobile"), required: true },
    { id: "ip", type: "text", name: sameText("ip") },
  ],
};
const form = (id: string, access: PublicAccess): FormDocument => ({
  kind: "form",
  id,
  version: 1,
  name: sameText(id),
  entity: "guest",
  items: ["name", "mobile"].map((field) => ({ type: "field", id: field, field, span: 12 })),
  public: { enabled: true, slug: `${id}-slug`, access },
});
const located: FormDocument = {
  ...form("located", {}),
  public: { enabled: true, slug: "located-slug", addressField: "ip" },
};
const bench = setUpImportBench([
  guest,
  located,
  form("timed", { opensAt: "2026-11-22T03:00:00Z", closesAt: "2026-11-22T05:00:00Z" }),
  form("seats", { total: 3 }),
  form("daily", { perPerson: { times: 1, within: "day" } }),
  form("twice", { perPerson: { field: "mobile", times: 2, within: "ever" } }),
  form("locked", { password: "芝麻开门" }),
]);
const clock = new ManualClock("2026-11-22T02:00:00Z");
const forms = () =>
  createPublicForms({ store: bench.store, clock, logger: silentLogger, secret: "s".repeat(40) });
const visitor = { ...systemActor, kind: "public" as const, admin: false };
let number = 0;
const send = (id: string, more: object = {}, values: object = {}) => {
  number += 1;
  const mobile = `1380000${String(number).padStart(4, "0")}`;
  return forms().submit(visitor, `${id}-slug`, { values: { name: id, mobile, ...values }, ...more });
};
const count = async (name: string) =>
  (await bench.rows("guest")).filter((row) => row["name"] === name).length;

test("a form is closed before its time and after it, says when it opens, and shows no question meanwhile", async () => {
  expect(await forms().describe("timed-slug")).toMatchObject({
    gate: { reason: "later", opensAt: "2026-11-22T03:00:00.000Z", opensInMs: 3_600_000 },
    fields: [],
    form: { items: [] },
  });
  clock.set("2026-11-22T05:00:00Z");
  expect(await forms().describe("timed-slug")).toMatchObject({ gate: { reason: "over" } });
  clock.set("2026-11-22T04:59:59Z");
  const open = await forms().describe("timed-slug");
  expect(open.gate).toBeUndefined();
  expect(open.closesAt).toBe("2026-11-22T05:00:00Z");
});

test("the clock of the write decides: what comes too early or too late is refused and stores nothing", async () => {
  // The bench's store stands at 02:00, an hour before the form opens.
  await expect(send("timed")).rejects.toMatchObject({ code: "FORM_OPENS_LATER" });
  expect(await count("timed")).toBe(0);
});

test("of ten submissions at once a form with three seats takes three, and is full for everybody after", async () => {
  const all = await Promise.allSettled(Array.from({ length: 10 }, () => send("seats")));
  expect(all.filter(({ status }) => status === "fulfilled")).toHaveLength(3);
  const codes = all.flatMap((one) => (one.status === "rejected" ? [(one.reason as AppError).code] : []));
  expect(codes).toEqual(Array.from({ length: 7 }, () => "FORM_FULL"));
  expect(await count("seats")).toBe(3);
  expect(await forms().describe("seats-slug")).toMatchObject({ gate: { reason: "full" } });
});

test("a device fills in once a day even with five windows; a repeat of the same submission is thanked again", async () => {
  const key = newId();
  const values = { mobile: "13900000001" };
  await send("daily", { device: "a", idempotencyKey: key }, values);
  expect(await send("daily", { device: "a", idempotencyKey: key }, values)).toMatchObject({ ok: true });
  await expect(send("daily", { device: "a" })).rejects.toMatchObject({ code: "FORM_FILLED_ALREADY" });
  const parallel = await Promise.allSettled(Array.from({ length: 5 }, () => send("daily", { device: "b" })));
  expect(parallel.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  await send("daily");
  await expect(send("daily")).rejects.toMatchObject({ code: "FORM_FILLED_ALREADY" });
  expect(await count("daily")).toBe(3);
});

test("people are told apart by their answer, however they write it", async () => {
  await send("twice", {}, { mobile: "13911112222" });
  await send("twice", {}, { mobile: "139 1111 2222" });
  await expect(send("twice", {}, { mobile: "+86 13911112222" })).rejects.toMatchObject({
    code: "FORM_FILLED_ALREADY",
  });
  await send("twice", {}, { mobile: "13911113333" });
});

test("without the password nothing of the form is shown or taken", async () => {
  const shut = await forms().describe("locked-slug", { password: "wrong" });
  expect(shut).toMatchObject({ gate: { reason: "password", wrong: true }, fields: [] });
  expect(JSON.stringify(shut)).not.toMatch(/芝麻|mobile/);
  const open = await forms().describe("locked-slug", { password: "芝麻开门" });
  expect(open.fields).toHaveLength(2);
  expect(JSON.stringify(open)).not.toContain("芝麻");
  await expect(forms().submit(visitor, "locked-slug", { values: {} })).rejects.toMatchObject({
    code: "FORM_PASSWORD_NEEDED",
  });
  await send("locked", { password: "芝麻开门" });
  expect(await count("locked")).toBe(1);
});

test("who filled a form in is forgotten once no limit looks at it; numbers of submissions stay", async () => {
  const told = async (form: string) => {
    const { rows } = await bench.store.pool.query<{ all: string; told: string }>(
      `select count(*) as "all", count(person) as told from mortise.public_entry where form = $1`,
      [form],
    );
    return [Number(rows[0]?.all), Number(rows[0]?.told)];
  };
  const [daily = 0] = await told("daily");
  const [twice = 0] = await told("twice");
  expect([daily, twice].every((count) => count > 0)).toBe(true);
  await forms().sweep();
  expect(await told("daily")).toEqual([daily, daily]);
  clock.advance(3 * 86_400_000);
  await forms().sweep();
  expect(await told("daily")).toEqual([daily, 0]);
  expect(await told("twice")).toEqual([twice, twice]);
  await expect(send("twice", {}, { mobile: "13911112222" })).rejects.toMatchObject({
    code: "FORM_FILLED_ALREADY",
  });
});

test("a form that is told to keeps the address of its visitors, in whichever way it came, and no other form does", async () => {
  await send("located", { peer: "203.0.113.7" });
  await send("located", { peer: "::ffff:203.0.113.8" }, { name: "mapped", ip: "1.2.3.4" });
  await send("twice", { peer: "203.0.113.9" }, { name: "elsewhere" });
  const rows = await bench.rows("guest");
  const ips = Object.fromEntries(rows.map((row) => [row["name"], row["ip"]]));
  expect(ips).toMatchObject({ located: "203.0.113.7", mapped: "203.0.113.8", elsewhere: null });
});
