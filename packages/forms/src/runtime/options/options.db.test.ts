import { type JsonObject, sameText, silentLogger, systemClock } from "@mortise/kit";
import type {
  EntityDocument,
  FieldDefinition,
  FormDocument,
  EntityGrant,
  RoleDocument,
} from "@mortise/metadata";
import type { Actor } from "@mortise/store";
import { expect, test } from "vitest";
import { admin, APP, setUpImportBench } from "../../fixtures/import-bench.ts";
import { startPlan } from "../../model/import/import-plan.ts";
import { addOption, createPublicForms } from "../index.ts";

const field = (id: string, type: string, more: Partial<FieldDefinition> = {}): FieldDefinition => ({
  id,
  type,
  name: sameText(id),
  ...more,
});
const choice = (key: string, more: JsonObject = {}): JsonObject => ({
  key,
  name: { zh: key, en: key },
  ...more,
});
const visit: EntityDocument = {
  kind: "entity",
  id: "visit",
  version: 1,
  name: sameText("visit"),
  icon: "user",
  color: "blue",
  titleField: "name",
  owned: false,
  fields: [
    field("name", "text", { required: true }),
    field("source", "select", {
      settings: {
        options: [choice("web", { score: 5 }), choice("else", { score: 2.5, other: true })],
        otherText: "source_text",
        userMayAdd: true,
      },
    }),
    field("source_text", "text"),
    field("wants", "multi-select", {
      settings: {
        options: [choice("a", { score: 10 }), choice("b", { score: 1 }), choice("c", { other: true })],
        otherText: "wants_text",
      },
    }),
    field("wants_text", "text"),
    field("weight", "formula", {
      settings: {
        expression: { "+": [{ score: [{ var: "source" }] }, { score: [{ var: "wants" }] }] },
        resultKind: "number",
        decimals: 1,
      },
    }),
  ],
};
const form: FormDocument = {
  kind: "form",
  id: "visit",
  version: 1,
  name: sameText("visit"),
  entity: "visit",
  items: ["name", "source", "wants"].map((id) => ({ type: "field", id, field: id, span: 6 })),
  public: { enabled: true, slug: "visit-slug" },
};
const role = (id: string, fields: NonNullable<EntityGrant["fields"]>): RoleDocument => ({
  kind: "role",
  id,
  version: 1,
  name: sameText(id),
  builder: false,
  grants: { visit: { ...GRANT, fields } },
});
const GRANT: EntityGrant = {
  create: true,
  read: ["all"],
  update: ["all"],
  delete: [],
  import: false,
  export: false,
  fields: {},
};
const bench = setUpImportBench([visit, form, role("seller", {}), role("reader", { source: "read" })]);
const as = (id: string): Actor => ({ ...admin, admin: false, roles: { [APP]: [id] } });
const visitor: Actor = { ...as("seller"), kind: "public", userId: null };
const typed = (name: string) => ({ app: APP, entity: "visit", field: "source", name });

const create = (values: Record<string, unknown>) =>
  bench.store.records.execute(admin, APP, [{ type: "create", entity: "visit", rows: [values] }], {
    type: "user",
  });

test("其他 asks for its text on every write, and takes it away when something else is chosen", async () => {
  await expect(create({ name: "x", source: "else" })).rejects.toMatchObject({
    details: [{ path: expect.stringContaining("source_text") }],
  });
  await expect(create({ name: "x", wants: ["a", "c"] })).rejects.toMatchObject({
    details: [{ path: expect.stringContaining("wants_text") }],
  });
  await create({ name: "kept", source: "else", source_text: "a friend", wants: ["a", "b"] });
  const [row] = await bench.rows("visit");
  expect(row).toMatchObject({ source_text: "a friend", weight: "13.5" });
  const update = (values: Record<string, unknown>) =>
    bench.store.records.execute(
      admin,
      APP,
      [{ type: "update", entity: "visit", changes: [{ id: String(row?.["id"]), values }] }],
      { type: "user" },
    );
  await update({ source: "web" });
  expect((await bench.rows("visit"))[0]).toMatchObject({ source: "web", source_text: null, weight: "16.0" });
});

test("an import asks for the text of 其他 too, and reads it from its own column", async () => {
  const file = await bench.file(
    "visits.csv",
    ["name,source,source_text", "one,else,on the train", "two,else,", "three,web,"].join("\n"),
  );
  const job = await bench.upload(file);
  const mapping = ["name", "source", "source_text"].map((id, column) => ({ column, field: id }));
  const place = { sheet: 0, headerRow: job.sheets[0]?.headerRow ?? 0 };
  const ran = await bench.ran(job, startPlan("visit", place, { mapping, keys: [] }));
  expect(ran.counts).toMatchObject({ create: 2, error: 1 });
  const rows = (await bench.rows("visit")).filter(({ name }) => name === "one");
  expect(rows).toMatchObject([{ source: "else", source_text: "on the train" }]);
});

test("a public form shows the text of 其他 behind its choice and asks for it", async () => {
  const forms = createPublicForms({
    store: bench.store,
    clock: systemClock,
    logger: silentLogger,
    secret: "s",
  });
  const view = await forms.describe("visit-slug");
  expect(view.fields.map(({ id }) => id)).toEqual(["name", "source", "source_text", "wants", "wants_text"]);
  expect(view.rules).toMatchObject([
    { show: ["source_text"], require: ["source_text"] },
    { show: ["wants_text"], require: ["wants_text"] },
  ]);
  const send = (values: Record<string, unknown>) => forms.submit(visitor, "visit-slug", { values });
  await expect(send({ name: "v", source: "else" })).rejects.toMatchObject({
    details: [{ path: "source_text" }],
  });
  await send({ name: "v", source: "else", source_text: "radio" });
  expect((await bench.rows("visit")).find(({ name }) => name === "v")).toMatchObject({
    source_text: "radio",
  });
});

test("who fills the field in adds an option, in the release and in the drafts, once", async () => {
  const { releases } = bench.store;
  const before = releases.current(APP).number;
  const option = await addOption(bench.store, as("seller"), typed(" 抖音 "));
  expect(option.name).toEqual({ zh: "抖音", en: "抖音" });
  const same = await Promise.all(
    ["抖音", "小红书", "小红书"].map((name) => addOption(bench.store, as("seller"), typed(name))),
  );
  expect(same[0]?.key).toBe(option.key);
  expect(same[1]?.key).toBe(same[2]?.key);
  expect(releases.current(APP).number).toBe(before + 2);
  const [last] = await releases.list(APP);
  expect(last?.note).toContain("小红书");
  const draft = (await releases.draft(APP)).documents.find(({ document }) => document.id === "visit");
  expect(JSON.stringify(draft?.document)).toContain("抖音");
  await create({ name: "new", source: option.key });
});

test("nobody else adds options, and nothing that is no name", async () => {
  for (const actor of [visitor, as("reader"), { ...admin, viewer: "x" }])
    await expect(addOption(bench.store, actor, typed("b"))).rejects.toMatchObject({
      code: "FORM_OPTION_NOT_ALLOWED",
    });
  await expect(addOption(bench.store, admin, { ...typed("b"), field: "wants" })).rejects.toMatchObject({
    code: "FORM_OPTION_NOT_ALLOWED",
  });
  for (const name of [" ", "a,b", "x".repeat(41)])
    await expect(addOption(bench.store, admin, typed(name))).rejects.toMatchObject({
      code: "FORM_OPTION_NOT_FITTING",
    });
});
