import { fieldCatalog, fieldType } from "@mortise/fields";
import { Catalog, type DefinitionDocument, type EntityGrant } from "@mortise/metadata";
import { sampleApp } from "@mortise/testing";
import { expect, test } from "vitest";
import type { Actor } from "../../actor.ts";
import { createGateway } from "../create-gateway.ts";
import { actors, byUser, people, useSampleGateway } from "../fixtures/sample-gateway.ts";
import type { RecordGateway } from "../gateway.ts";
import type { Command } from "../record-command.ts";
import { MOST_RECORDS } from "./read-audience.ts";
import { seenRecords } from "./seen-records.ts";

const sample = useSampleGateway();
const PEOPLE = [actors.wang, actors.li, actors.zhao, actors.auditor, actors.admin, actors.stranger] as const;
const NAMES = ["wang", "li", "zhao", "auditor", "admin", "stranger"] as const;

/** Runs commands and tells who hears of them: ids, and entities to read again. */
async function heardOf(entity: string, ids: readonly string[], ...commands: readonly Command[]) {
  const { changeSet } = await sample.gateway.execute(actors.system, "sample", commands, byUser);
  return heard(sample.gateway, { entity, ids, changeSets: [changeSet], more: false });
}

async function heard(
  gateway: RecordGateway,
  change: Parameters<RecordGateway["audience"]>[1],
  listeners: readonly Actor[] = PEOPLE,
) {
  const audience = await gateway.audience("sample", change, listeners);
  return Object.fromEntries(
    listeners.flatMap((actor, n) => {
      const told = audience.get(actor);
      return told ? [[NAMES[n] ?? String(n), [...told.ids, ...told.again.map((one) => `${one}*`)]]] : [];
    }),
  );
}

const update = (id: string, values: Readonly<Record<string, unknown>>): Command => ({
  type: "update",
  entity: "lead",
  changes: [{ id, values }],
});

test("a change is heard by those who see the record, each by the rule of the own roles", async () => {
  const [own = "", called = ""] = await sample.given(
    "lead",
    { name: "own", owner: people.wang, team: people.teamA },
    { name: "called", owner: people.li, team: people.teamB, source: "call" },
  );
  expect(await heardOf("lead", [own], update(own, { name: "x" }))).toEqual({
    wang: [own],
    zhao: [own],
    auditor: [own],
    admin: [own],
  });
  expect(await heardOf("lead", [called], update(called, { name: "x" }))).toEqual({
    li: [called],
    admin: [called],
  });
});

test("whoever loses sight of a record hears of it once more, and whoever gains it does too", async () => {
  const [id = ""] = await sample.given("lead", { name: "a", owner: people.wang, team: people.teamA });
  const handedOver = update(id, { owner: people.li, team: people.teamB, source: "call" });
  expect(await heardOf("lead", [id], handedOver)).toEqual({
    wang: [id],
    li: [id],
    zhao: [id],
    auditor: [id],
    admin: [id],
  });
  expect(await heardOf("lead", [id], update(id, { name: "b" }))).toEqual({ li: [id], admin: [id] });
});

test("changes that were gathered are heard by those who saw any state between them", async () => {
  const [id = ""] = await sample.given("lead", { name: "a", owner: people.zhao, source: "call" });
  const run = async (values: Readonly<Record<string, unknown>>) =>
    (await sample.gateway.execute(actors.system, "sample", [update(id, values)], byUser)).changeSet;
  const sets = [
    await run({ owner: people.wang, source: "web" }),
    await run({ source: "call" }),
    await run({ owner: people.li }),
  ];
  const all = { entity: "lead", ids: [id], changeSets: sets, more: false };
  expect(await heard(sample.gateway, all)).toMatchObject({ wang: [id], auditor: [id], li: [id] });
  // Of the last two changes alone: what was before them counts, what was before the first does not.
  expect(await heard(sample.gateway, { ...all, changeSets: sets.slice(2) })).toEqual({
    wang: [id],
    li: [id],
    zhao: [id],
    admin: [id],
  });
});

test("of too many records at once all who may read the entity hear, without ids", async () => {
  const [id = ""] = await sample.given("lead", { name: "a", owner: people.wang });
  const many = { entity: "lead", ids: [id], changeSets: [], more: true };
  const all = { wang: ["lead*"], li: ["lead*"], zhao: ["lead*"], auditor: ["lead*"], admin: ["lead*"] };
  expect(await heard(sample.gateway, many)).toEqual(all);
  // Records that are gone for good: nobody can say who saw them.
  const gone = { ...many, ids: [people.wang], more: false };
  expect(await heard(sample.gateway, gone)).toEqual({ ...all, admin: [people.wang] });
});

test("a thousand people who see their own records each cost one statement", async () => {
  const ids = await sample.given(
    "lead",
    ...Array.from({ length: 40 }, (_, n) => ({ name: `n${n}`, owner: n === 0 ? people.wang : people.li })),
  );
  const crowd = Array.from({ length: 1_000 }, (_, n) => ({
    ...actors.wang,
    userId: n === 0 ? people.wang : `01890000-0000-7000-8000-00000001${String(n).padStart(4, "0")}`,
    teams: [],
  }));
  const change = { entity: "lead", ids, changeSets: [], more: false };
  const audience = await sample.gateway.audience("sample", change, crowd);
  expect([...audience].map(([actor, told]) => [actor.userId, told.ids])).toEqual([
    [people.wang, [ids[0] ?? ""]],
  ]);
});

test("of any number of records it is known which of them somebody sees", async () => {
  const ids = await sample.given(
    "lead",
    ...Array.from({ length: MOST_RECORDS + 2 }, (_, n) => ({
      name: `n${n}`,
      owner: n % 1_000 === 1 ? people.wang : people.li,
      source: "call",
    })),
  );
  const place = { app: "sample", entity: "lead", ids };
  const own = [1, 1_001, 2_001].map((n) => ids[n]);
  expect(await seenRecords(sample.gateway, actors.wang, place)).toEqual(new Set(own));
  expect((await seenRecords(sample.gateway, actors.admin, place)).size).toBe(ids.length);
});

const grant: EntityGrant = { create: false, read: ["all"], update: [], delete: [] };

function gatewayWith(role: DefinitionDocument & { readonly kind: "role" }): RecordGateway {
  const catalog = new Catalog([...sampleApp, role], fieldCatalog);
  const releases = { current: () => ({ number: 1, catalog }) };
  return createGateway({ db: sample.db, clock: sample.clock, fieldType, releases });
}

test("a change that decides who sees records of another entity has them read that again", async () => {
  const gateway = gatewayWith({
    kind: "role",
    id: "regional",
    version: 1,
    name: { zh: "区域", en: "Regional" },
    builder: false,
    grants: { lead: { ...grant, condition: { "==": [{ var: "customer.region" }, "370100"] } } },
  });
  const regional: Actor = { ...actors.wang, roles: { sample: ["regional"] } };
  const [customer = ""] = await sample.given("customer", { name: "c", region: "370100" });
  const change = async (values: Readonly<Record<string, unknown>>) => {
    const command: Command = { type: "update", entity: "customer", changes: [{ id: customer, values }] };
    const { changeSet } = await gateway.execute(actors.system, "sample", [command], byUser);
    return heard(gateway, { entity: "customer", ids: [customer], changeSets: [changeSet], more: false }, [
      regional,
    ]);
  };
  expect(await change({ region: "370200" })).toEqual({ wang: ["lead*"] });
  expect(await change({ name: "d" })).toEqual({});
});

test("child rows are heard of by those who see their parent", async () => {
  const [quote = ""] = await sample.given("quote", {
    name: "q",
    owner: people.wang,
    team: people.teamA,
    lines: [{ name: "a" }],
  });
  const { items } = await sample.gateway.query(actors.admin, "sample", { entity: "quote_line" });
  const line = items[0]?.id ?? "";
  const told = await heard(sample.gateway, {
    entity: "quote_line",
    ids: [line],
    changeSets: [],
    more: false,
  });
  expect(told).toEqual({ wang: [line], zhao: [line], admin: [line] });
  const moved: Command = {
    type: "update",
    entity: "quote",
    changes: [{ id: quote, values: { owner: people.li } }],
  };
  expect(await heardOf("quote", [quote], moved)).toEqual({
    wang: [quote, "quote_line*"],
    li: [quote, "quote_line*"],
    zhao: [quote, "quote_line*"],
    admin: [quote],
  });
});
