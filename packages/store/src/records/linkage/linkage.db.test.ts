import type { Value } from "@mortise/expression";
import { silentLogger, systemClock } from "@mortise/kit";
import type { EntityDocument, FormDocument, RecordRule, RuleAction } from "@mortise/metadata";
import { useDatabase } from "@mortise/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Actor, systemActor } from "../../actor.ts";
import { openStore, type Store } from "../../database.ts";
import { aField, anApp, anEntity } from "../../testing/shop-app.ts";
import type { Cause } from "../record-command.ts";

const database = useDatabase();
let store: Store;
const person = { userId: "01890f3e-7b5a-7cc2-9c3e-1d2f3a4b5c6d", name: "李娜" };
const other = "01890f3e-7b5a-7cc2-9c3e-1d2f3a4b5c6e";
const seller: Actor = {
  ...systemActor,
  kind: "user",
  userId: person.userId,
  admin: false,
  roles: { crm: ["seller"] },
};
const reference = (id: string, entity: string) => aField(id, "reference", { settings: { entity } });

const customer = anEntity(
  "customer",
  [
    aField("code", "text"),
    aField("phone", "mobile"),
    aField("rank", "number"),
    aField("secret", "text"),
    aField("level", "number"),
  ],
  { owned: true },
);
const contact = anEntity("contact", [reference("company", "customer")]);
const kit = anEntity("kit", [aField("product", "text"), aField("piece", "text"), aField("amount", "number")]);
/** Contacts must be those of the customer. */
const people: RecordRule = {
  id: "people",
  when: true,
  actions: [{ type: "narrow", field: "contact", match: [{ field: "company", value: { var: "customer" } }] }],
};
const line: EntityDocument = anEntity(
  "line",
  [
    aField("piece", "text"),
    aField("amount", "number"),
    reference("customer", "customer"),
    reference("contact", "contact"),
  ],
  { parent: { entity: "deal", field: "lines" }, rules: [people] },
);

const byCode: RuleAction = {
  type: "fill",
  entity: "customer",
  match: [{ field: "code", value: { var: "code" } }],
  take: "last",
  values: [
    { field: "phone", from: "phone" },
    { field: "note", from: "secret" },
  ],
};
const rules: readonly RecordRule[] = [
  { id: "link", when: true, actions: [byCode, { type: "lock", fields: ["phone"] }] },
  {
    id: "totals",
    when: true,
    actions: [
      {
        type: "fill",
        entity: "customer",
        match: [{ field: "code", value: { var: "code" } }],
        take: "first",
        values: [
          { field: "best", from: "rank", total: "max" },
          { field: "many", total: "count" },
        ],
      },
    ],
  },
  {
    id: "kit",
    when: true,
    actions: [
      {
        type: "fill",
        entity: "kit",
        match: [{ field: "product", value: { var: "product" } }],
        take: "first",
        order: "amount",
        rows: "lines",
        values: [
          { field: "piece", from: "piece" },
          { field: "amount", from: "amount" },
        ],
      },
    ],
  },
  {
    id: "size",
    when: true,
    actions: [
      {
        type: "fill",
        entity: "customer",
        match: [{ field: "level", value: { sum: [{ var: "lines" }, { var: "amount" }] } }],
        take: "first",
        values: [{ field: "size", from: "code" }],
      },
    ],
  },
  people,
];
const deal = anEntity(
  "deal",
  [
    aField("code", "text"),
    aField("phone", "mobile"),
    aField("note", "text"),
    aField("best", "number"),
    aField("many", "number"),
    aField("size", "text"),
    aField("product", "text"),
    aField("unique_no", "text", { unique: true }),
    reference("customer", "customer"),
    reference("contact", "contact"),
    aField("lines", "sub-table", { settings: { entity: "line" }, required: false }),
  ],
  { rules, owned: true },
);
const form = (id: string, fills: readonly string[]): FormDocument => ({
  kind: "form",
  id,
  version: 1,
  name: { zh: id, en: id },
  entity: "deal",
  items: [],
  public: { enabled: true, slug: `${id}-slug`, fills },
});

beforeAll(async () => {
  store = await openStore({ url: database.url, clock: systemClock, logger: silentLogger });
  const all = { create: true, read: ["all"], update: ["all"], delete: [] } as const;
  const grants = {
    deal: { ...all, read: ["own"], update: ["own"] },
    contact: all,
    customer: { ...all, read: ["own"], update: ["own"], fields: { secret: "hidden" } },
  } as const;
  const role = { kind: "role", id: "seller", version: 1, name: { zh: "销售", en: "Seller" } } as const;
  await store.releases.createApp(
    [
      ...anApp("crm", [customer, contact, kit, line, deal]),
      form("open", ["link"]),
      form("closed", []),
      { ...role, builder: false, grants },
    ],
    systemActor,
  );
  for (const [id, name] of [
    [person.userId, person.name],
    [other, "王五"],
  ])
    await database.pool.query("insert into mortise.account (id, name) values ($1, $2)", [id, name]);
  await create(
    systemActor,
    "customer",
    { name: "old", code: "A", phone: "13800138000", rank: "3", owner: person.userId },
    { name: "new", code: "A", phone: "13800138001", rank: "8", secret: "s", owner: person.userId },
    { name: "theirs", code: "B", phone: "13800138002", secret: "t", owner: other },
  );
  await create(
    systemActor,
    "kit",
    { name: "k", product: "desk", piece: "leg", amount: "4" },
    { name: "k", product: "desk", piece: "top", amount: "1" },
  );
});
afterAll(async () => store.close());

async function create(actor: Actor, entity: string, ...rows: readonly Record<string, unknown>[]) {
  return write(actor, { type: "create", entity, rows });
}

async function write(
  actor: Actor,
  command: Parameters<Store["records"]["execute"]>[2][number],
  cause: Cause = { type: "user" },
): Promise<readonly string[]> {
  return (await store.records.execute(actor, "crm", [command], cause)).results[0]?.ids ?? [];
}

async function change(actor: Actor, id: string, values: Record<string, unknown>): Promise<void> {
  await write(actor, { type: "update", entity: "deal", changes: [{ id, values }] });
}

async function read(id = ""): Promise<Readonly<Record<string, Value>>> {
  return (await store.records.get(systemActor, "crm", "deal", id)).record;
}

test("a key fills fields from the last record that has it, totals from all; what the write names stays", async () => {
  const [id] = await create(systemActor, "deal", { name: "d", code: "A" });
  expect(await read(id)).toMatchObject({ phone: "+8613800138001", note: "s", best: "8", many: "2" });
  const [named] = await create(systemActor, "deal", { name: "d", code: "A", note: "mine" });
  expect(await read(named)).toMatchObject({ phone: "+8613800138001", note: "mine" });
});

test("another key fills anew, a locked field too; none and one without records empty the fields", async () => {
  const [id = ""] = await create(systemActor, "deal", { name: "d", code: "A", owner: person.userId });
  await change(systemActor, id, { code: "B" });
  expect(await read(id)).toMatchObject({ phone: "+8613800138002", note: "t", many: "1" });
  await change(systemActor, id, { note: "changed by hand" });
  expect(await read(id)).toMatchObject({ phone: "+8613800138002", note: "changed by hand" });
  await change(systemActor, id, { code: "nowhere" });
  expect(await read(id)).toMatchObject({ phone: null, note: null, many: "0" });
  await change(seller, id, { code: "A" });
  expect(await read(id)).toMatchObject({ phone: "+8613800138001" });
  await change(systemActor, id, { code: null });
  expect(await read(id)).toMatchObject({ phone: null, best: null });
});

test("records that match become child rows, and others take their place when the key changes", async () => {
  const pieces = async (id = "") =>
    ((await read(id))["lines"] as readonly { piece: string; amount: string }[]).map(({ piece, amount }) => [
      piece,
      amount,
    ]);
  const [id = ""] = await create(systemActor, "deal", { name: "d", product: "desk" });
  expect(await pieces(id)).toEqual([
    ["top", "1"],
    ["leg", "4"],
  ]);
  await change(systemActor, id, { product: "none" });
  expect(await pieces(id)).toEqual([]);
  await change(systemActor, id, { product: "desk" });
  expect(await pieces(id)).toHaveLength(2);
  const [own = ""] = await create(systemActor, "deal", {
    name: "d",
    product: "desk",
    lines: [{ piece: "own" }],
  });
  expect(await pieces(own)).toEqual([["own", null]]);
});

test("a person gets nothing from records and fields that they may not read", async () => {
  const [hidden] = await create(seller, "deal", { name: "d", code: "A" });
  // The phone is theirs to see, the secret is not.
  expect(await read(hidden)).toMatchObject({ phone: "+8613800138001", note: null });
  const [theirs] = await create(seller, "deal", { name: "d", code: "B", phone: "13900139000" });
  expect(await read(theirs)).toMatchObject({ phone: "+8613900139000", many: "0" });
  const asks = [{ rule: "link", action: 0, keys: ["B"] }];
  const { found } = await store.records.fills(seller, "crm", { entity: "deal", asks });
  expect(found).toEqual([{ values: { phone: null } }]);
});

test("a public form fills what its definition publishes and nothing else", async () => {
  const submit = async (id: string) => {
    const command = { type: "create", entity: "deal", rows: [{ name: "v", code: "A" }] } as const;
    const [made] = await write(systemActor, command, { type: "public-form", id });
    return read(made);
  };
  expect(await submit("open")).toMatchObject({ phone: "+8613800138001", many: null });
  expect(await submit("closed")).toMatchObject({ phone: null, note: null, many: null });
});

test("many rows with many keys are filled in one write", async () => {
  const codes = Array.from({ length: 300 }, (_, index) => `C${index}`);
  await create(
    systemActor,
    "customer",
    ...codes.map((code) => ({ name: code, code, phone: "13800138009", secret: `of ${code}` })),
  );
  const ids = await create(systemActor, "deal", ...codes.map((code) => ({ name: "d", code })));
  const { rows } = await database.pool.query<{ code: string; note: string }>(
    "select code, note from app_crm.deal where id = any($1)",
    [ids],
  );
  expect(rows).toHaveLength(300);
  expect(rows.filter(({ code, note }) => note !== `of ${code}`)).toEqual([]);
});

test("keys that look like numbers are the texts that they are, however many are asked for at once", async () => {
  const codes = ["1.1", "1.10", ...Array.from({ length: 30 }, (_, index) => `2.${index}`)];
  await create(systemActor, "customer", ...codes.map((code) => ({ name: code, code, secret: `of ${code}` })));
  const ids = await create(systemActor, "deal", ...codes.map((code) => ({ name: "d", code })));
  const notes = await Promise.all(ids.map(async (id) => (await read(id))["note"]));
  expect(notes).toEqual(codes.map((code) => `of ${code}`));
});

test("a reference must be among those that the form leaves to choose from, on every write", async () => {
  const [one, two] = await create(systemActor, "customer", { name: "1" }, { name: "2" });
  const [mine, theirs] = await create(
    systemActor,
    "contact",
    { name: "a", company: one },
    { name: "b", company: two },
  );
  const refused = expect.objectContaining({
    details: [expect.objectContaining({ path: "contact" }) as object],
  }) as object;
  await expect(create(systemActor, "deal", { name: "d", customer: one, contact: theirs })).rejects.toEqual(
    refused,
  );
  const [id = ""] = await create(systemActor, "deal", { name: "d", customer: one, contact: mine });
  await expect(change(systemActor, id, { contact: theirs })).rejects.toEqual(refused);
  await expect(change(systemActor, id, { customer: two })).rejects.toEqual(refused);
  await change(systemActor, id, { customer: two, contact: theirs });
  await change(systemActor, id, { name: "renamed" });
  // Nothing to match limits nothing.
  await expect(create(systemActor, "deal", { name: "d", contact: theirs })).resolves.toHaveLength(1);
});

test("references in child rows must match also when the rows have something looked up for their record", async () => {
  const [one, two] = await create(
    systemActor,
    "customer",
    { name: "1", level: "7", code: "L" },
    { name: "2" },
  );
  const [theirs] = await create(systemActor, "contact", { name: "b", company: two });
  const [id = ""] = await create(systemActor, "deal", { name: "d" });
  await change(systemActor, id, { lines: [{ amount: "7" }] });
  expect(await read(id)).toMatchObject({ size: "L" });
  const lines = [{ amount: "8", customer: one, contact: theirs }];
  await expect(change(systemActor, id, { lines })).rejects.toMatchObject({
    details: [expect.objectContaining({ path: "lines.0.contact" })],
  });
});

test("while typing, a taken value tells who has it; of unseen records the owner and the masked value alone", async () => {
  await create(systemActor, "deal", { name: "秘密商机", unique_no: "13711112222", owner: other });
  const [own = ""] = await create(seller, "deal", { name: "我的商机", unique_no: "N-1" });
  const ask = (values: Record<string, unknown>, id?: string) =>
    store.records.checkUnique(seller, "crm", { entity: "deal", values, ...(id ? { id } : {}) });
  const [unseen] = await ask({ unique_no: "13711112222" });
  expect(unseen?.message.zh).toContain("王五");
  expect(JSON.stringify(unseen)).not.toMatch(/秘密商机|13711112222/);
  expect(unseen).not.toHaveProperty("record");
  expect(await ask({ unique_no: "N-1" })).toEqual([
    expect.objectContaining({ field: "unique_no", record: own }),
  ]);
  expect(await ask({ unique_no: "N-1" }, own)).toEqual([]);
  expect(await ask({ unique_no: "free" })).toEqual([]);
});
