import { fieldCatalog } from "@mortise/fields";
import { AppError, seededNumbers, silentLogger, systemClock } from "@mortise/kit";
import type { Value } from "@mortise/expression";
import { Catalog } from "@mortise/metadata";
import { type Actor, openStore, type Store, systemActor } from "@mortise/store";
import { useDatabase } from "@mortise/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { formsApp, generateForm, INPUTS, oneOf } from "../../fixtures/random-forms.ts";
import { type FormLogic, formLogic, type FormValues, stepForm } from "../../model/logic/form-logic.ts";
import { checkValues, placedFields, valuesToSave } from "../../model/logic/form-values.ts";
import { viewOf } from "../../model/logic/form-view.ts";

/** Generated forms, and how often each is filled in and changed. */
const FORMS = 12;
const FILLINGS = 25;

const database = useDatabase();
let store: Store;
const seed = Number(process.env["MORTISE_SEED"] ?? 20_261_129);
const user = "01890f3e-7b5a-7cc2-9c3e-1d2f3a4b5c6d";
const seller: Actor = {
  ...systemActor,
  kind: "user",
  userId: user,
  admin: false,
  roles: { forms: ["seller"] },
};
const entities = Array.from({ length: FORMS }, (_, index) =>
  generateForm(`form${index}`, seededNumbers(seed + index)),
);
const catalog = new Catalog(formsApp(entities), fieldCatalog);

beforeAll(async () => {
  store = await openStore({ url: database.url, clock: systemClock, logger: silentLogger });
  await store.releases.createApp(formsApp(entities), systemActor);
  await database.pool.query("insert into mortise.account (id, name) values ($1, 'x')", [user]);
});

afterAll(async () => store.close());

test("what the browser accepts the server accepts, with the same values; what it refuses the server refuses", async () => {
  const seen = { accepted: 0, refused: 0 };
  const differences: unknown[] = [];
  for (const [index, entity] of entities.entries()) {
    const pick = seededNumbers(seed * 7 + index);
    for (let filling = 0; filling < FILLINGS; filling += 1) {
      const logic = formLogic(entity, catalog);
      const created = await fillAndSend(logic, pick, undefined);
      seen[created.id === undefined ? "refused" : "accepted"] += 1;
      differences.push(...created.differences);
      if (created.id === undefined) continue;
      const stored = (await store.records.get(seller, "forms", entity.id, created.id)).record;
      const changed = await fillAndSend(logic, pick, stored);
      seen[changed.id === undefined ? "refused" : "accepted"] += 1;
      differences.push(...changed.differences);
    }
  }
  expect(differences).toEqual([]);
  // Neither side may say the same to everything.
  expect(seen.accepted).toBeGreaterThan(100);
  expect(seen.refused).toBeGreaterThan(20);
});

interface Filling {
  /** The values as they stand on screen in the end. */
  readonly shown: FormValues;
  /** What is sent. */
  readonly values: FormValues;
  /** Fields that the form complains about. */
  readonly complaints: readonly string[];
}

/** Fills a form in by random steps. */
function fill(logic: FormLogic, pick: () => number, stored: FormValues | undefined): Filling {
  const moment = { now: new Date(), timeZone: seller.timeZone, user, teams: [] };
  const none: ReadonlySet<string> = new Set();
  const before = stored && stepForm(logic, { values: stored, before: stored, given: none }, moment).state;
  let shown = stepForm(logic, { values: stored ?? {}, before: stored, given: none }, moment);
  const steps = 1 + Math.floor(pick() * 6);
  for (let step = 0; step < steps; step += 1) {
    const [field, value] = oneOf(INPUTS, pick);
    if (viewOf(shown.state, before).locked.has(field)) continue;
    const values = { ...shown.values, [field]: value };
    shown = stepForm(logic, { values, before: shown.values, given: new Set([field]) }, moment);
  }
  const view = viewOf(shown.state, before);
  const { fields } = logic.entity;
  const placed = placedFields(
    fields.map(({ id }) => ({ type: "field", id, field: id, span: 12 })),
    fields,
  );
  const refusals = shown.state.messages.filter(({ level }) => level === "refuse");
  return {
    shown: shown.values,
    values: valuesToSave(placed, shown.values, { before: stored, view, set: logic.record.set }),
    complaints: [
      ...Object.keys(checkValues(placed, shown.values, view)),
      ...refusals.map(({ field = "" }) => field),
    ],
  };
}

/** Fills a form in, sends it whatever the form says, and tells where both sides differ. */
async function fillAndSend(
  logic: FormLogic,
  pick: () => number,
  stored: FormValues | undefined,
): Promise<{ readonly id?: string; readonly differences: readonly unknown[] }> {
  const { entity } = logic;
  const { shown, values, complaints } = fill(logic, pick, stored);
  const answer = await send(entity.id, stored, values);
  const told = { seed, rules: entity.rules, stored, values, shown, complaints, answer };
  if ("refused" in answer) return { differences: complaints.length === 0 ? [told] : [] };
  // A stored record that violates a rule already is refused by the form, but left alone by the server.
  const isStrict = stored === undefined && complaints.length > 0;
  const saved = (await store.records.get(seller, "forms", entity.id, answer.id)).record;
  const others = entity.fields
    .filter(({ id, type }) => type !== "sub-table" && (saved[id] ?? null) !== comparable(shown[id] ?? null))
    .map(({ id }) => ({ ...told, differs: id, saved: saved[id] }));
  return { id: answer.id, differences: [...others, ...(isStrict ? [told] : [])] };
}

function comparable(value: Value): Value {
  return typeof value === "number" ? String(value) : value;
}

async function send(
  entity: string,
  stored: FormValues | undefined,
  values: FormValues,
): Promise<{ readonly id: string } | { readonly refused: unknown }> {
  const id = stored?.["id"];
  try {
    const { results } = await store.records.execute(
      seller,
      "forms",
      [
        typeof id === "string"
          ? { type: "update", entity, changes: [{ id, values }] }
          : { type: "create", entity, rows: [values] },
      ],
      { type: "user" },
    );
    return { id: results[0]?.ids[0] ?? "" };
  } catch (error) {
    if (error instanceof AppError) return { refused: error.details };
    throw error;
  }
}
