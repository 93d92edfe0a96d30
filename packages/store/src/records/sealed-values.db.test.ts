import { SECRET_SHOWN } from "@mortise/fields";
import { newId, sameText } from "@mortise/kit";
import type { EntityDocument, EntityGrant, RoleDocument } from "@mortise/metadata";
import { sql } from "kysely";
import { expect, test } from "vitest";
import { type Actor, systemActor } from "../actor.ts";
import { useGatewayOf } from "./fixtures/gateway-of.ts";

const card: EntityDocument = {
  kind: "entity",
  id: "card",
  version: 1,
  name: sameText("card"),
  icon: "table",
  color: "blue",
  titleField: "name",
  owned: false,
  fields: [
    { id: "name", type: "text", name: sameText("name") },
    { id: "code", type: "secret", name: sameText("code") },
  ],
};
const GRANT: EntityGrant = { create: true, read: ["all"], update: ["all"], delete: [] };
const role = (id: string, grant: Partial<EntityGrant>): RoleDocument => ({
  kind: "role",
  id,
  version: 1,
  name: sameText(id),
  builder: false,
  grants: { card: { ...GRANT, ...grant } },
});
const own = useGatewayOf([card, role("keeper", { reveal: ["code"] }), role("clerk", {})]);
const as = (id: string): Actor => ({
  ...systemActor,
  kind: "user",
  userId: newId(),
  admin: false,
  roles: { own: [id] },
});

async function create(code: string | null): Promise<string> {
  const command = { type: "create", entity: "card", rows: [{ name: "n", code }] } as const;
  return (
    (await own.gateway.execute(as("clerk"), "own", [command], { type: "user" })).results[0]?.ids[0] ?? ""
  );
}
const update = (id: string, values: Record<string, unknown>) =>
  own.gateway.execute(as("clerk"), "own", [{ type: "update", entity: "card", changes: [{ id, values }] }], {
    type: "user",
  });
const stored = async (id: string) =>
  (await sql<{ code: string | null }>`select code from app_own.card where id = ${id}`.execute(own.db)).rows[0]
    ?.code;
const reveal = (actor: Actor, id: string) =>
  own.gateway.reveal(actor, "own", { entity: "card", id, field: "code" });

test("neither the table nor its history holds what was entered, and nobody reads it", async () => {
  const id = await create("6222-0001");
  await update(id, { code: "6222-0002" });
  expect(await stored(id)).toMatch(/^sealed:1:/);
  const { rows } = await sql<{ text: string }>`
    select changes::text as text from mortise.record_history where record = ${id}`.execute(own.db);
  expect(JSON.stringify(rows)).not.toContain("6222");
  for (const actor of [systemActor, as("keeper"), as("clerk")]) {
    const { record } = await own.gateway.get(actor, "own", "card", id);
    expect(record["code"]).toBe(SECRET_SHOWN);
    const page = await own.gateway.history(actor, "own", { entity: "card", id });
    expect(JSON.stringify(page)).not.toMatch(/6222|sealed:1/);
  }
});

test("those who may have it shown, which is written down; others are refused", async () => {
  const id = await create("6222-0003");
  expect((await reveal(as("keeper"), id)).value).toBe("6222-0003");
  expect((await reveal({ ...as("clerk"), admin: true }, id)).value).toBe("6222-0003");
  await expect(reveal(as("clerk"), id)).rejects.toMatchObject({ code: "STORE_FIELD_NOT_ALLOWED" });
  const { rows } =
    await sql`select from mortise.audit_entry where record = ${id} and kind = 'reveal'`.execute(own.db);
  expect(rows).toHaveLength(2);
});

test("what is shown in its place, written back, leaves it; empty is the one thing to look for", async () => {
  const [id, empty] = [await create("6222-0004"), await create(null)];
  const before = await stored(id);
  await update(id, { code: SECRET_SHOWN, name: "renamed" });
  expect(await stored(id)).toBe(before);
  const found = async (filter: object) =>
    (
      await own.gateway.query(as("clerk"), "own", { entity: "card", filter: filter as never, limit: 100 })
    ).items.map((item) => item.id);
  expect(await found({ empty: [{ var: "code" }] })).toEqual([empty]);
  expect(await found({ notEmpty: [{ var: "code" }] })).toContain(id);
  for (const filter of [{ "==": [{ var: "code" }, "6222-0004"] }, { contains: [{ var: "code" }, "62"] }])
    await expect(found(filter)).rejects.toMatchObject({ status: 400 });
  await expect(
    own.gateway.query(as("clerk"), "own", { entity: "card", sort: [{ field: "code", descending: false }] }),
  ).rejects.toMatchObject({ status: 400 });
  await update(id, { code: null });
  expect(await stored(id)).toBeNull();
});

test("undoing a change brings the sealed value back, and it opens again", async () => {
  const id = await create("6222-0005");
  const { changeSet } = await update(id, { code: "6222-0006" });
  await own.gateway.undoChangeSet({ ...as("clerk"), admin: true }, "own", changeSet);
  expect((await reveal(as("keeper"), id)).value).toBe("6222-0005");
});
