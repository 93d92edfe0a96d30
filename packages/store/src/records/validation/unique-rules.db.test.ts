import { silentLogger, systemClock } from "@mortise/kit";
import type { EntityDocument } from "@mortise/metadata";
import { useDatabase } from "@mortise/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Actor, systemActor } from "../../actor.ts";
import { openStore, type Store } from "../../database.ts";
import { aField, anApp, anEntity } from "../../testing/shop-app.ts";

const database = useDatabase();
let store: Store;
const cause = { type: "user" } as const;

const lead = (more: Partial<EntityDocument> = {}): EntityDocument =>
  anEntity(
    "lead",
    [
      aField("company", "text"),
      aField("mobile", "mobile"),
      aField("essay", "long-text"),
      aField("code", "text"),
    ],
    {
      uniqueRules: [
        { id: "firm", fields: ["name", "company"] },
        { id: "phone", fields: ["mobile"] },
        { id: "text", fields: ["essay"] },
        { id: "code", fields: ["code"], exact: true },
      ],
      ...more,
    },
  );

const seller: Actor = {
  ...systemActor,
  kind: "user",
  userId: "01890f3e-7b5a-7cc2-9c3e-1d2f3a4b5c6d",
  admin: false,
  roles: { crm: ["seller"] },
};

beforeAll(async () => {
  store = await openStore({ url: database.url, clock: systemClock, logger: silentLogger });
  const grant = {
    create: true,
    read: ["own"],
    update: ["own"],
    delete: [],
    fields: { company: "hidden" },
  } as const;
  await store.releases.createApp(
    [
      ...anApp("crm", [lead()]),
      {
        kind: "role",
        id: "seller",
        version: 1,
        name: { zh: "销售", en: "Seller" },
        builder: false,
        grants: { lead: grant },
      },
    ],
    systemActor,
  );
  await database.pool.query(
    "insert into mortise.account (id, name, email) values ($1, '李娜', 'lina@x.example')",
    [seller.userId],
  );
});
afterAll(async () => {
  await store.close();
});

async function create(actor: Actor, ...rows: readonly Record<string, unknown>[]): Promise<readonly string[]> {
  const command = { type: "create", entity: "lead", rows } as const;
  return (await store.records.execute(actor, "crm", [command], cause)).results[0]?.ids ?? [];
}

const taken = (...details: readonly { path: string; message?: unknown }[]) =>
  expect.objectContaining({
    code: "STORE_VALUE_TAKEN",
    details: details.map((detail) => expect.objectContaining(detail) as object),
  }) as object;

test("texts are the same whatever their case, width and spaces, numbers however they are written", async () => {
  await create(systemActor, {
    name: "Haier 海尔",
    company: "青岛",
    mobile: "13800138000",
    essay: "长".repeat(9000),
  });
  const again = (row: Record<string, unknown>) => create(systemActor, row);
  await expect(again({ name: "ｈａｉｅｒ海 尔", company: " 青 岛" })).rejects.toEqual(
    taken({ path: "name" }, { path: "company" }),
  );
  await expect(again({ name: "a", mobile: "+86 138-0013-8000" })).rejects.toEqual(taken({ path: "mobile" }));
  await expect(again({ name: "b", essay: "长".repeat(9000) })).rejects.toEqual(taken({ path: "essay" }));
  await expect(again({ name: "haier海尔", company: "潍坊" })).resolves.toHaveLength(1);
  await expect(again({ name: "haier海尔" })).resolves.toHaveLength(1);
  await expect(again({ name: "haier海尔" })).resolves.toHaveLength(1);
});

test("an exact rule tells apart what people write differently", async () => {
  await create(systemActor, { name: "c1", code: "Ab" });
  await expect(create(systemActor, { name: "c2", code: "AB" })).resolves.toHaveLength(1);
  await expect(create(systemActor, { name: "c3", code: "Ab" })).rejects.toEqual(taken({ path: "code" }));
});

test("rows of one write are told apart, and a record may keep its own values", async () => {
  const rows = [
    { name: "x", company: "y" },
    { name: "X", company: "Y" },
  ];
  await expect(create(systemActor, ...rows)).rejects.toEqual(
    taken({ path: "rows.1.name" }, { path: "rows.1.company" }),
  );
  const [id = ""] = await create(systemActor, { name: "keep", company: "it" });
  const change = { type: "update", entity: "lead", changes: [{ id, values: { name: "KEEP" } }] } as const;
  await expect(store.records.execute(systemActor, "crm", [change], cause)).resolves.toBeDefined();
});

test("the other record is named to those who may see it, and nothing is told of others", async () => {
  const [own = ""] = await create(seller, { name: "我的客户", mobile: "13900139001" });
  expect(own).not.toBe("");
  await expect(create(seller, { name: "z", mobile: "139 0013 9001" })).rejects.toEqual(
    taken({
      path: "mobile",
      message: expect.objectContaining({ zh: expect.stringMatching(/我的客户.*李娜/) as string }),
    }),
  );
  await create(systemActor, { name: "别人的客户", mobile: "13900139002", owner: null });
  const refusal = await create(seller, { name: "z", mobile: "13900139002" }).catch((error: unknown) => error);
  expect(JSON.stringify(refusal)).not.toContain("别人");
  await create(systemActor, { name: "同名", company: "同企", owner: null });
  // The seller cannot see the company: only the name is marked.
  const [mine = ""] = await create(seller, { name: "同 名" });
  const change = {
    type: "update",
    entity: "lead",
    changes: [{ id: mine, values: { company: "同企" } }],
  } as const;
  await expect(store.records.execute(systemActor, "crm", [change], cause)).rejects.toEqual(
    taken({ path: "name" }, { path: "company" }),
  );
});

test("of parallel writers exactly one wins", async () => {
  const tries = Array.from({ length: 20 }, (_, index) =>
    create(systemActor, { name: index % 2 ? "Race" : "race ", company: "c" }).then(
      () => "won",
      (error: unknown) => (error as { code?: string }).code,
    ),
  );
  const results = await Promise.all(tries);
  expect(results.filter((result) => result === "won")).toHaveLength(1);
  expect(new Set(results)).toEqual(new Set(["won", "STORE_VALUE_TAKEN"]));
});

test("upsert by the fields of a rule finds what the rule finds", async () => {
  const [id] = await create(systemActor, { name: "Upsert Me", company: "公 司" });
  const command = {
    type: "upsert",
    entity: "lead",
    keys: ["name", "company"],
    rows: [{ name: "upsert me", company: "公司", code: "found" }],
  } as const;
  const result = await store.records.execute(systemActor, "crm", [command], cause);
  expect(result.results[0]?.ids).toEqual([id]);
});

test("a rule that stored records break is refused with their number, one that they keep is built", async () => {
  const draft = await store.releases.draft("crm");
  const stored = draft.documents.find(({ document }) => document.kind === "entity");
  const save = (entity: EntityDocument, revision: number) =>
    store.releases.saveDraft("crm", [{ document: entity, revision }], systemActor);
  const [saved] = await save(lead({ uniqueRules: [{ id: "n", fields: ["name"] }] }), stored?.revision ?? 0);
  await expect(store.releases.publish("crm", { actor: systemActor })).rejects.toEqual(
    expect.objectContaining({ code: "STORE_PUBLISH_REFUSED" }),
  );
  await save(lead({ uniqueRules: [{ id: "both", fields: ["company", "code"] }] }), saved?.revision ?? 0);
  await store.releases.publish("crm", { actor: systemActor });
  await create(systemActor, { name: "1", company: "甲", code: "1" });
  await expect(create(systemActor, { name: "2", company: "甲 ", code: "1" })).rejects.toEqual(
    taken({ path: "company" }, { path: "code" }),
  );
});
