import { ManualClock, newId, sameText, silentLogger } from "@mortise/kit";
import type { FieldDefinition, FormDocument, OwnEditing } from "@mortise/metadata";
import { type RecordRow, systemActor } from "@mortise/store";
import { expect, test } from "vitest";
import { admin, APP, setUpImportBench } from "../../fixtures/import-bench.ts";
import { leadEntity } from "../../fixtures/lead-entity.ts";
import { createPublicForms } from "../index.ts";

const field = (id: string, type: string, more: object = {}): FieldDefinition => ({
  id,
  type,
  name: sameText(id),
  ...more,
});
const lead = {
  ...leadEntity(
    field("name", "text", { required: true }),
    field("kind", "select", {
      settings: { options: ["shop", "web"].map((key) => ({ key, name: sameText(key) })) },
    }),
    field("address", "text"),
    field("rate", "percent"),
    field("visit", "datetime"),
    field("state", "text", { default: "new" }),
    field("remark", "text"),
  ),
  rules: [
    {
      id: "web",
      when: { "==": [{ var: "kind" }, "web"] },
      actions: [{ type: "hide" as const, fields: ["address"] }],
    },
  ],
};
const form = (id: string, editing?: OwnEditing): FormDocument => ({
  kind: "form",
  id,
  version: 1,
  name: sameText("官网表单"),
  entity: "lead",
  items: ["name", "kind", "address", "rate", "visit"].map((key) => ({
    type: "field",
    id: key,
    field: key,
    span: 12,
  })),
  public: {
    enabled: true,
    slug: `${id}-slug`,
    values: { remark: "from the web" },
    ...(editing ? { editing } : {}),
  },
});
const bench = setUpImportBench([
  lead,
  form("open", { hours: 2, while: { "==": [{ var: "state" }, "new"] } }),
  form("other", { hours: 2 }),
  form("final"),
]);
const clock = new ManualClock("2026-11-22T02:00:00Z");
const visitor = { ...systemActor, kind: "public" as const, admin: false };
const forms = () =>
  createPublicForms({ store: bench.store, clock, logger: silentLogger, secret: "s".repeat(40) });
const SLUG = "open-slug";
const values = { name: "Ada", kind: "shop", address: "1 Main Street", rate: "12.5%" };

async function send(more: object = {}) {
  const { edit } = await forms().submit(visitor, SLUG, { values, ...more });
  if (!edit) throw new TypeError("there is a private link");
  return edit;
}
const change = (token: string, revision: number, changed: object) =>
  forms().changeOwn(visitor, SLUG, { token, revision, values: { ...values, ...changed } });
const sentBy = async (name: string): Promise<RecordRow> => {
  const found = (await bench.rows("lead")).find((row) => row["name"] === name);
  if (!found) throw new TypeError("it was written");
  return found;
};
const put = (id: string, changed: object) =>
  bench.store.records.execute(
    admin,
    APP,
    [{ type: "update", entity: "lead", changes: [{ id, values: { ...changed } }] }],
    { type: "user" },
  );

test("a visitor sees what they sent, changes it by the rules of the form, and the history says who it was", async () => {
  const { token, until } = await send({ values: { ...values, name: "Own" } });
  expect(until).toBe("2026-11-22T04:00:00.000Z");
  const own = await forms().readOwn(visitor, SLUG, token);
  expect(own.answers).toEqual({ name: "Own", kind: "shop", address: "1 Main Street", rate: "12.5" });
  expect(JSON.stringify(own)).not.toMatch(/from the web|remark|"state"/);
  await expect(change(token, own.revision, { name: "" })).rejects.toMatchObject({
    code: "FORM_SUBMISSION_INVALID",
    details: [{ path: "name" }],
  });
  await change(token, own.revision, { name: "Own", address: "2 Side Street", remark: "stolen", state: "x" });
  const record = await sentBy("Own");
  expect(record).toMatchObject({ address: "2 Side Street", remark: "from the web", state: "new" });
  const { items } = await bench.store.records.history(admin, APP, { entity: "lead", id: record.id });
  expect(items[0]?.cause).toMatchObject({ type: "public-form", label: "官网表单" });
  expect(items[0]?.changes.map(({ field: id }) => id)).toEqual(["address"]);
});

test("a question that a changed answer hides is emptied; one that was never shown keeps what others wrote", async () => {
  const { token } = await send({ values: { ...values, name: "Hides" } });
  const own = await forms().readOwn(visitor, SLUG, token);
  await change(token, own.revision, { name: "Hides", kind: "web" });
  const record = await sentBy("Hides");
  expect(record["address"]).toBeNull();
  await put(record.id, { address: "written inside" });
  const again = await forms().readOwn(visitor, SLUG, token);
  expect(again.answers).not.toHaveProperty("address");
  await change(token, again.revision, { name: "Hides", kind: "web", rate: "20%" });
  expect(await sentBy("Hides")).toMatchObject({ address: "written inside", rate: "0.2000" });
});

test("what nobody touched stays exact, though its control shows less", async () => {
  const { token } = await send({ values: { ...values, name: "Exact" } });
  const record = await sentBy("Exact");
  await put(record.id, { visit: "2026-11-22T01:30:05.120Z" });
  const own = await forms().readOwn(visitor, SLUG, token);
  expect(own.answers["visit"]).toBe("2026-11-22T09:30");
  await change(token, own.revision, { name: "Exact", visit: "2026-11-22T09:30", address: "moved" });
  expect(await sentBy("Exact")).toMatchObject({ visit: "2026-11-22T01:30:05.120Z", address: "moved" });
});

test("what a colleague changed meanwhile is not overwritten, and what moved on or is gone stays as it is", async () => {
  const { token } = await send({ values: { ...values, name: "Moves" } });
  const own = await forms().readOwn(visitor, SLUG, token);
  const record = await sentBy("Moves");
  await put(record.id, { address: "by a colleague" });
  for (const revision of [own.revision, 0, -1])
    await expect(change(token, revision, { name: "Moves", address: "mine" })).rejects.toMatchObject({
      code: "STORE_CONFLICT",
    });
  await put(record.id, { state: "called" });
  expect(await forms().readOwn(visitor, SLUG, token)).toMatchObject({
    gate: { reason: "settled" },
    answers: {},
    fields: [],
  });
  await expect(change(token, 99, { name: "Moves" })).rejects.toMatchObject({
    code: "FORM_SUBMISSION_SETTLED",
  });
  await bench.store.records.execute(admin, APP, [{ type: "delete", entity: "lead", ids: [record.id] }], {
    type: "user",
  });
  await expect(forms().readOwn(visitor, SLUG, token)).rejects.toMatchObject({
    code: "FORM_SUBMISSION_NOT_FOUND",
  });
});

test("the link ends with its time, opens nothing else, and is kept as a hash only", async () => {
  const key = newId();
  const first = await send({ values: { ...values, name: "Once" }, idempotencyKey: key });
  expect(await send({ values: { ...values, name: "Once" }, idempotencyKey: key })).toEqual(first);
  const { token } = first;
  for (const guess of ["", "x", token.slice(1), `${token} `])
    await expect(forms().readOwn(visitor, SLUG, guess)).rejects.toMatchObject({
      code: "FORM_SUBMISSION_NOT_FOUND",
    });
  // By another form of the same entity it is no link.
  await expect(forms().readOwn(visitor, "other-slug", token)).rejects.toMatchObject({
    code: "FORM_SUBMISSION_NOT_FOUND",
  });
  expect(await forms().submit(visitor, "final-slug", { values })).not.toHaveProperty("edit");
  clock.advance(2 * 3_600_000);
  expect(await forms().readOwn(visitor, SLUG, token)).toMatchObject({ gate: { reason: "ended" } });
  await expect(change(token, 1, {})).rejects.toMatchObject({ code: "FORM_SUBMISSION_ENDED" });
});
