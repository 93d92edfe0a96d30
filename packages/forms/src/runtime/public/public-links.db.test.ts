import { ManualClock, newId, silentLogger, sameText } from "@mortise/kit";
import type { EntityDocument, FormDocument, PublicFormSettings } from "@mortise/metadata";
import { type Actor, systemActor } from "@mortise/store";
import { solveChallenge, type Challenge } from "altcha-lib";
import { deriveKey } from "altcha-lib/algorithms/sha";
import { expect, test } from "vitest";
import { setUpImportBench } from "../../fixtures/import-bench.ts";
import { createPublicForms, PublicQueries } from "../index.ts";

const text = (id: string) => ({ id, type: "text", name: sameText(id) }) as const;
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
    { ...text("name"), required: true },
    { id: "mobile", type: "mobile", name: sameText("mobile") },
    text("source"),
    text("note"),
    text("shop"),
    text("city"),
  ],
  rules: [
    {
      id: "same_shop",
      when: { notEmpty: [{ var: "shop" }] },
      actions: [
        {
          type: "fill",
          entity: "place",
          match: [{ field: "name", value: { var: "shop" } }],
          take: "first",
          values: [{ field: "city", from: "city" }],
        },
      ],
    },
  ],
};
const place: EntityDocument = {
  ...guest,
  id: "place",
  name: sameText("place"),
  fields: [text("name"), text("city"), text("keys")],
  rules: [],
};
const asked = ["name", "mobile", "note", "shop", "city"];
const form = (id: string, settings: Partial<PublicFormSettings>, query = {}): FormDocument => ({
  kind: "form",
  id,
  version: 1,
  name: sameText(id),
  entity: "guest",
  items: asked.map((field) => ({ type: "field", id: field, field, span: 12 })),
  public: { enabled: true, slug: `${id}-main`, ...settings },
  ...query,
});
const link = { enabled: true, name: sameText("Hall A") };
const bench = setUpImportBench([
  guest,
  place,
  form("fair", {
    values: { source: "web" },
    access: { total: 2 },
    links: [
      { ...link, id: "a", slug: "fair-a", values: { source: "hall a" } },
      { ...link, id: "b", slug: "fair-b", access: { total: 1 }, receipt: sameText("thanks from b") },
      { ...link, id: "off", slug: "fair-off", enabled: false },
    ],
  }),
  form("hours", { access: { windows: [{ days: [1, 2, 3, 4, 5], from: "09:00", to: "18:00" }] } }),
  form("signed", { editing: { hours: 4 } }),
  form("onward", { redirect: "https://www.example.com/thanks?who={name}#{note}" }),
  form("away", { redirect: "https://www.example.org/thanks" }),
  form("live", { fills: ["same_shop"], liveFills: true }),
  form("quiet", { fills: ["same_shop"] }),
  form(
    "found",
    {},
    {
      publicQuery: {
        enabled: true,
        slug: "found-query",
        by: ["mobile", "note"],
        show: [{ field: "name" }, { field: "mobile", masked: true }],
      },
    },
  ),
]);
const clock = new ManualClock("2026-11-22T02:00:00Z");
const parts = () => ({ store: bench.store, clock, logger: silentLogger, secret: "s".repeat(40) });
const forms = () => createPublicForms({ ...parts(), redirectHosts: ["*.example.com"] });
const visitor: Actor = { ...systemActor, kind: "public", admin: false, locale: "en" };
const send = (slug: string, values: object, more: object = {}) =>
  forms().submit(visitor, slug, { values: { ...values }, idempotencyKey: newId(), ...more });
const named = async (name: string) => (await bench.rows("guest")).filter((row) => row["name"] === name);

test("each link adds its own values and texts, counts what came by it, and is closed by itself", async () => {
  await send("fair-a", { name: "by a" });
  expect(await send("fair-b", { name: "by b" })).toMatchObject({ receipt: "thanks from b" });
  expect(await named("by a")).toMatchObject([{ source: "hall a" }]);
  expect(await named("by b")).toMatchObject([{ source: "web" }]);
  await expect(send("fair-off", { name: "nobody" })).rejects.toMatchObject({ code: "FORM_NOT_OPEN" });
  expect(await forms().counts("bench", "fair")).toMatchObject([
    { link: "a", submissions: 1 },
    { link: "b", submissions: 1 },
  ]);
});

test("a link with limits of its own is full by itself; the others share those of the form", async () => {
  await expect(send("fair-b", { name: "late" })).rejects.toMatchObject({ code: "FORM_FULL" });
  expect(await forms().describe("fair-b")).toMatchObject({ gate: { reason: "full" } });
  await send("fair-main", { name: "by main" });
  await expect(send("fair-a", { name: "late" })).rejects.toMatchObject({ code: "FORM_FULL" });
  await expect(send("fair-main", { name: "late" })).rejects.toMatchObject({ code: "FORM_FULL" });
  expect(await named("late")).toEqual([]);
});

test("outside its hours a form says when it is open again, and takes nothing", async () => {
  // A Sunday.
  expect(await forms().describe("hours-main")).toMatchObject({
    gate: { reason: "hours", opensAt: "2026-11-23T01:00:00.000Z" },
    fields: [],
  });
  await expect(send("hours-main", { name: "sunday" })).rejects.toMatchObject({ code: "FORM_OUT_OF_HOURS" });
});

test("what a signed link fills in stands, whatever a visitor sends; a changed link is refused", async () => {
  const target = { app: "bench", form: "signed", link: "" };
  const values = { note: "contract 7", source: "partner", owner: "x" };
  const query = forms().prefill(visitor, target, { values, signed: true });
  const token = new URLSearchParams(query).get("signed") ?? "";
  const view = await forms().describe("signed-main", { prefill: token });
  expect(view.locked).toEqual({ note: "contract 7" });
  const sent = await send("signed-main", { name: "bound", note: "contract 8" }, { prefill: token });
  expect(await named("bound")).toMatchObject([{ note: "contract 7", source: "partner" }]);
  const own = { token: sent.edit?.token ?? "", values: { name: "bound", note: "mine" }, revision: 1 };
  await forms().changeOwn(visitor, "signed-main", own);
  expect(await named("bound")).toMatchObject([{ note: "contract 7" }]);
  const forged = Buffer.from(JSON.stringify({ note: "contract 9" })).toString("base64url");
  for (const prefill of [`${forged}.${token.split(".")[1] ?? ""}`, `${token}x`, "x", "."]) {
    // oxlint-disable-next-line no-await-in-loop -- a few
    await expect(send("signed-main", { name: "forged" }, { prefill })).rejects.toMatchObject({
      code: "FORM_PREFILL_INVALID",
    });
  }
  await expect(send("fair-a", { name: "forged" }, { prefill: token })).rejects.toMatchObject({
    code: "FORM_PREFILL_INVALID",
  });
  const open = forms().prefill(visitor, target, { values, signed: false });
  expect(open).toBe("f.note=contract+7");
});

test("visitors go on to allowed hosts only, and no answer leads them elsewhere", async () => {
  const tricky = { name: "@evil.example/?", note: "<b>" };
  const { redirect } = await send("onward-main", tricky);
  expect(redirect).toBe("https://www.example.com/thanks?who=%40evil.example%2F%3F#%3Cb%3E");
  expect((await send("away-main", { name: "away" })).redirect).toBeUndefined();
});

test("a published linkage answers while somebody types, only where the form says so and for a whole key", async () => {
  const row = { name: "Jinan", city: "Shandong", keys: "under the mat" };
  await bench.store.records.execute(
    systemActor,
    "bench",
    [{ type: "create", entity: "place", rows: [row] }],
    { type: "user", label: "test" },
  );
  const ask = (slug: string, values: object) => forms().fill(visitor, slug, { values: { ...values } });
  expect(await ask("live-main", { shop: "Jinan" })).toEqual({ city: "Shandong" });
  expect(await ask("live-main", { shop: "Jina" })).toEqual({ city: null });
  expect(await ask("live-main", {})).toEqual({});
  expect(await ask("live-main", { shop: "Jinan", city: "mine" })).toEqual({});
  expect(await ask("quiet-main", { shop: "Jinan" })).toEqual({});
});

test("a public query shows masked fields of what matches all its values, and the same nothing otherwise", async () => {
  const mobile = "13800139555";
  await send("found-main", { name: "found", mobile, note: "A-1" });
  const queries = new PublicQueries(parts());
  const proof = async () => {
    const { challenge: work } = await queries.challenge("found-query");
    const challenge = work as Challenge; // what the server issues
    const solution = await solveChallenge({ challenge, deriveKey });
    return Buffer.from(JSON.stringify({ challenge, solution })).toString("base64");
  };
  const ask = async (values: Record<string, unknown>) =>
    queries.ask(visitor, "found-query", { values, proof: await proof() });
  expect(queries.describe("found-query").fields.map(({ id }) => id)).toEqual(["mobile", "note"]);
  const [record, ...others] = await ask({ mobile: "138 0013 9555", note: "A-1" });
  expect(others).toEqual([]);
  expect(record?.shown.map(({ text: shown }) => shown)).toEqual([
    "found",
    expect.stringMatching(/138\*+9555/),
  ]);
  expect(JSON.stringify(record)).not.toContain(mobile);
  for (const note of ["A-", "A-2", "%", { "!=": 1 }, ["A-1"]])
    // oxlint-disable-next-line no-await-in-loop -- a few
    expect(await ask({ mobile, note })).toEqual([]);
  expect(await ask({ mobile: "no number", note: "A-1" })).toEqual([]);
  await expect(ask({ mobile })).rejects.toMatchObject({ code: "FORM_SUBMISSION_INVALID" });
  const used = await proof();
  const values = { mobile, note: "A-1" };
  await queries.ask(visitor, "found-query", { values, proof: used });
  await expect(queries.ask(visitor, "found-query", { values, proof: used })).rejects.toMatchObject({
    code: "FORM_PROOF_NEEDED",
  });
  await expect(queries.ask(visitor, "found-query", { values })).rejects.toMatchObject({
    code: "FORM_PROOF_NEEDED",
  });
});
