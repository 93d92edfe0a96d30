import { newId, silentLogger, systemClock, sameText } from "@mortise/kit";
import type { EntityDocument, FormDocument } from "@mortise/metadata";
import type { Actor } from "@mortise/store";
import { expect, test } from "vitest";
import { setUpImportBench } from "../../fixtures/import-bench.ts";
import { createPublicForms } from "../index.ts";

const field = (id: string, type: string, more: object = {}) => ({ id, type, name: sameText(id), ...more });
const lead: EntityDocument = {
  kind: "entity",
  id: "lead",
  version: 1,
  name: sameText("lead"),
  icon: "user",
  color: "#2563eb",
  titleField: "name",
  owned: true,
  fields: [
    field("name", "text", { required: true }),
    field("mobile", "mobile", { unique: true }),
    field("region", "region"),
    field("source", "text", { readOnly: true }),
    field("utm_source", "text"),
    field("came_from", "text"),
    field("secret", "text", { default: "s" }),
    field("wants", "multi-select", { settings: { options: [{ key: "a", name: { zh: "甲", en: "A" } }] } }),
  ],
};
const form = (id: string, enabled: boolean): FormDocument => ({
  kind: "form",
  id,
  version: 1,
  name: { zh: "官网表单", en: "Web form" },
  entity: "lead",
  items: [
    {
      type: "section",
      id: "s",
      title: sameText("s"),
      items: [{ type: "field", id: "1", field: "name", span: 12 }],
    },
    {
      type: "field",
      id: "2",
      field: "mobile",
      span: 6,
      required: true,
      label: { zh: "联系电话", en: "Phone" },
    },
    { type: "field", id: "3", field: "region", span: 6 },
    { type: "field", id: "4", field: "source", span: 6 },
    { type: "field", id: "5", field: "wants", span: 6 },
  ],
  public: {
    enabled,
    slug: `${id}-slug`,
    receipt: { zh: "谢谢", en: "Thanks" },
    parameters: { utm_source: "utm_source", "@referrer": "came_from" },
    values: { source: "官网注册" },
  },
});
const visit: EntityDocument = {
  ...lead,
  id: "visit",
  name: sameText("visit"),
  fields: [
    field("name", "text", { required: true }),
    field("kind", "select", {
      settings: { options: ["shop", "web"].map((key) => ({ key, name: { zh: key, en: key } })) },
    }),
    field("address", "text", { required: true }),
    field("budget", "number"),
    field("cost", "number"),
  ],
  rules: [
    {
      id: "web",
      when: { "==": [{ var: "kind" }, "web"] },
      actions: [{ type: "hide", fields: ["address", "cost"] }],
    },
    { id: "cost", when: { ">": [{ var: "cost" }, 5] }, actions: [{ type: "require", fields: ["budget"] }] },
    {
      id: "low",
      when: { "<": [{ var: "budget" }, 0] },
      actions: [{ type: "refuse", field: "budget", message: { zh: "预算不能为负", en: "Not below zero" } }],
    },
  ],
};
const visitForm: FormDocument = {
  kind: "form",
  id: "visit",
  version: 1,
  name: sameText("visit"),
  entity: "visit",
  items: ["name", "kind", "address", "budget"].map((id) => ({ type: "field", id, field: id, span: 12 })),
  public: { enabled: true, slug: "visit-slug" },
};
const booking: EntityDocument = {
  ...lead,
  id: "booking",
  name: sameText("booking"),
  fields: [
    field("name", "text", { required: true }),
    field("shop", "text"),
    field("address", "text", { required: true }),
  ],
  rules: [
    {
      id: "link",
      when: true,
      actions: [
        {
          type: "fill",
          entity: "lead",
          match: [{ field: "name", value: { var: "shop" } }],
          take: "first",
          values: [{ field: "address", from: "utm_source" }],
        },
      ],
    },
  ],
};
const bookingForm = (id: string, fills: readonly string[]): FormDocument => ({
  ...visitForm,
  id,
  entity: "booking",
  items: ["name", "shop", "address"].map((key) => ({ type: "field", id: key, field: key, span: 12 })),
  public: { enabled: true, slug: `${id}-slug`, fills },
});
const bench = setUpImportBench([
  lead,
  visit,
  booking,
  bookingForm("linked", ["link"]),
  bookingForm("unlinked", []),
  visitForm,
  form("open", true),
  form("closed", false),
]);
const forms = () =>
  createPublicForms({ store: bench.store, clock: systemClock, logger: silentLogger, secret: "s".repeat(40) });
const visitor: Actor = {
  kind: "public",
  userId: null,
  admin: false,
  roles: {},
  teams: [],
  ownTeams: [],
  teamsAbove: [],
  mainTeam: null,
  locale: "en",
  timeZone: "Asia/Shanghai",
};
const SLUG = "open-slug";

test("shows the fields on the form and nothing else of the app", async () => {
  const view = await forms().describe(SLUG);
  expect(view.fields.map(({ id, required }) => [id, required])).toEqual([
    ["name", true],
    ["mobile", true],
    ["region", false],
    ["wants", false],
  ]);
  expect(view.fields[1]?.name.zh).toBe("联系电话");
  expect(view.regions?.length).toBeGreaterThan(30);
  const text = JSON.stringify(view);
  for (const hidden of ["官网注册", "utm_source", "secret", 'source"']) expect(text).not.toContain(hidden);
});

test("makes a record of the answers, the parameters and the fixed values", async () => {
  const answer = await forms().submit(visitor, SLUG, {
    values: {
      name: "Ada",
      mobile: "138 0000 0001",
      region: "370102",
      wants: ["a"],
      secret: "stolen",
      source: "forged",
    },
    parameters: { utm_source: "baidu", other: "x", "@referrer": "https://search.cn/", "@device": "手机" },
  });
  expect(answer).toEqual({ ok: true, receipt: "Thanks" });
  const [row] = await bench.rows("lead");
  expect(row).toMatchObject({
    name: "Ada",
    mobile: "+8613800000001",
    region: "370102",
    source: "官网注册",
    utm_source: "baidu",
    came_from: "https://search.cn/",
    secret: "s",
    owner: null,
    wants: ["a"],
  });
});

test("a data linkage works for visitors where the form publishes it, and nowhere else", async () => {
  await forms().submit(visitor, SLUG, {
    values: { name: "Shop 1", mobile: "13800000091" },
    parameters: { utm_source: "1 Main Street" },
  });
  const answers = { values: { name: "Ann", shop: "Shop 1" } };
  await expect(forms().submit(visitor, "unlinked-slug", answers)).rejects.toMatchObject({
    details: [{ path: "address" }],
  });
  await forms().submit(visitor, "linked-slug", answers);
  expect(await bench.rows("booking")).toMatchObject([{ name: "Ann", address: "1 Main Street" }]);
  await forms().submit(visitor, "unlinked-slug", { values: { ...answers.values, address: "mine" } });
  expect((await bench.rows("booking")).map((row) => String(row["address"])).toSorted()).toEqual([
    "1 Main Street",
    "mine",
  ]);
  expect((await forms().describe("linked-slug")).form.public).not.toHaveProperty("fills");
});

test("names every field to mend, and keeps required fields of form and entity", async () => {
  await expect(
    forms().submit(visitor, SLUG, { values: { mobile: "abc", region: "99" } }),
  ).rejects.toMatchObject({
    code: "FORM_SUBMISSION_INVALID",
    details: [{ path: "name" }, { path: "mobile" }, { path: "region" }],
  });
  await expect(forms().submit(visitor, SLUG, { values: { name: "x" } })).rejects.toMatchObject({
    details: [{ path: "mobile" }],
  });
});

test("writes once for a repeated idempotency key, and not at all for a program in the honeypot", async () => {
  const before = (await bench.rows("lead")).length;
  const submission = { values: { name: "Twice", mobile: "13800000002" }, idempotencyKey: newId() };
  await forms().submit(visitor, SLUG, submission);
  await forms().submit(visitor, SLUG, submission);
  expect(await forms().submit(visitor, SLUG, { values: {}, website: "http://spam" })).toMatchObject({
    ok: true,
  });
  expect(await bench.rows("lead")).toHaveLength(before + 1);
});

test("refuses closed and unknown forms alike", async () => {
  for (const slug of ["closed-slug", "no-such-form"]) {
    await expect(forms().describe(slug)).rejects.toMatchObject({ code: "FORM_NOT_OPEN" });
    await expect(forms().submit(visitor, slug, { values: {} })).rejects.toMatchObject({
      code: "FORM_NOT_OPEN",
    });
  }
});

test("rules over the form's own questions go to the page, others stay; all hold when answers come in", async () => {
  const { rules } = await forms().describe("visit-slug");
  expect(rules).toEqual([
    { when: { "==": [{ var: "kind" }, "web"] }, hide: ["address"], show: [], require: [], offer: {} },
  ]);
  const send = (values: Record<string, unknown>) => forms().submit(visitor, "visit-slug", { values });
  await expect(send({ name: "a", kind: "shop" })).rejects.toMatchObject({ details: [{ path: "address" }] });
  await expect(send({ name: "a", kind: "web", budget: "-1" })).rejects.toMatchObject({
    details: [{ path: "budget" }],
  });
  await send({ name: "hidden", kind: "web", address: "typed before it was hidden" });
  const [row] = (await bench.rows("visit")).filter(({ name }) => name === "hidden");
  expect(row).toMatchObject({ kind: "web", address: null });
});

test("of submissions with one number at once, one is written and the others hear which answer is taken", async () => {
  const values = { name: "Same", mobile: "13800000777" };
  const all = await Promise.allSettled(
    Array.from({ length: 5 }, () => forms().submit(visitor, SLUG, { values })),
  );
  expect(all.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  const refusals: unknown[] = all.flatMap((one) => (one.status === "rejected" ? [one.reason] : []));
  const taken: unknown = expect.objectContaining({ details: [expect.objectContaining({ path: "mobile" })] });
  expect(refusals).toEqual(Array.from({ length: 4 }, () => taken));
  expect((await bench.rows("lead")).filter(({ name }) => name === "Same")).toHaveLength(1);
});

test("what reacts to a submission, as routing does, commits with it or not at all", async () => {
  bench.store.records.react(() => Promise.reject(new TypeError("no salesperson")));
  const values = { name: "Unrouted", mobile: "13800000778" };
  await expect(forms().submit(visitor, SLUG, { values })).rejects.toThrow("no salesperson");
  expect((await bench.rows("lead")).filter(({ name }) => name === "Unrouted")).toEqual([]);
});
