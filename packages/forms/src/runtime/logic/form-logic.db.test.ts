import { fieldCatalog, fillKey, type FoundFill } from "@mortise/fields";
import { AppError, seededNumbers, silentLogger, systemClock } from "@mortise/kit";
import type { Value } from "@mortise/expression";
import { Catalog, type EntityDocument } from "@mortise/metadata";
import { type Actor, openStore, type Store, systemActor } from "@mortise/store";
import { useDatabase } from "@mortise/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { formsApp, generateForm, INPUTS, oneOf, THINGS } from "../../fixtures/random-forms.ts";
import {
  type FormLogic,
  formLogic,
  type FormOutcome,
  type FormStep,
  type FormValues,
  stepForm,
} from "../../model/logic/form-logic.ts";
import { checkValues, movedFields, placedFields, valuesToSave } from "../../model/logic/form-values.ts";
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
  const things = { type: "create", entity: "thing", rows: THINGS } as const;
  await store.records.execute(systemActor, "forms", [things], { type: "seed" });
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

test("what another system sends at once comes to the same as on the page", async () => {
  const differences: unknown[] = [];
  let filled = 0;
  for (const [index, entity] of entities.entries()) {
    const pick = seededNumbers(seed * 11 + index);
    const logic = formLogic(entity, catalog);
    for (let filling = 0; filling < FILLINGS; filling += 1) {
      const sent = Object.fromEntries(Array.from({ length: 4 }, () => oneOf(INPUTS, pick)));
      const stored = await create(entity.id, sent);
      const given = new Set(Object.keys(sent));
      const page = await takeStep(logic, { values: sent, given }, momentNow());
      if (stored) differences.push(...differing(entity, page.values, stored, { sent }));
      if (!stored) continue;
      filled += Object.keys(page.values).filter((id) => !given.has(id) && page.values[id] !== null).length;
      const change = Object.fromEntries([oneOf(INPUTS, pick)]);
      const changed = await send(entity.id, stored, change);
      if (!("id" in changed)) continue;
      const step = { values: { ...stored, ...change }, before: stored, given: new Set(Object.keys(change)) };
      const after = await takeStep(logic, step, momentNow());
      const saved = (await store.records.get(seller, "forms", entity.id, changed.id)).record;
      differences.push(...differing(entity, after.values, saved, { stored, change }));
    }
  }
  expect(differences).toEqual([]);
  expect(filled).toBeGreaterThan(30);
});

function momentNow() {
  return { now: new Date(), timeZone: seller.timeZone, user, teams: [] };
}

async function create(entity: string, values: FormValues): Promise<FormValues | undefined> {
  const answer = await send(entity, undefined, values);
  return "id" in answer ? (await store.records.get(seller, "forms", entity, answer.id)).record : undefined;
}

/** Fields in which page and record differ; of child rows what they hold, not their system fields. */
function differing(
  { id: entity, fields, rules }: EntityDocument,
  page: FormValues,
  saved: FormValues,
  told: object,
): readonly unknown[] {
  const rowsOf = (value: Value | undefined) =>
    (Array.isArray(value) ? (value as readonly FormValues[]) : []).map(({ name, price }) =>
      [name, price].map((one) => comparable(one ?? null)),
    );
  return fields.flatMap(({ id, type }) => {
    const [shown, stored] =
      type === "sub-table"
        ? [JSON.stringify(rowsOf(page[id])), JSON.stringify(rowsOf(saved[id]))]
        : [comparable(page[id] ?? null), comparable(saved[id] ?? null)];
    return shown === stored ? [] : [{ entity, differs: id, shown, stored, rules, ...told }];
  });
}

interface Filling {
  /** The values as they stand on screen in the end. */
  readonly shown: FormValues;
  /** What is sent. */
  readonly values: FormValues;
  /** Fields that the form complains about. */
  readonly complaints: readonly string[];
}

/** One step as the page takes it: data linkages are asked of the server until nothing is left to ask. */
async function takeStep(
  logic: FormLogic,
  step: FormStep,
  moment: Parameters<typeof stepForm>[2],
): Promise<FormOutcome> {
  const found = new Map<string, FoundFill>();
  for (;;) {
    const outcome = stepForm(logic, { ...step, found }, moment);
    const asks = outcome.wanted.filter((ask) => !found.has(fillKey(ask)));
    if (asks.length === 0) return outcome;
    const answers = await store.records.fills(seller, "forms", { entity: logic.entity.id, asks });
    for (const [index, ask] of asks.entries()) found.set(fillKey(ask), answers.found[index] ?? {});
  }
}

/** Fills a form in by random steps. */
async function fill(logic: FormLogic, pick: () => number, stored: FormValues | undefined): Promise<Filling> {
  const moment = { now: new Date(), timeZone: seller.timeZone, user, teams: [] };
  const none: ReadonlySet<string> = new Set();
  const before = stored && stepForm(logic, { values: stored, before: stored, given: none }, moment).state;
  let shown = await takeStep(logic, { values: stored ?? {}, before: stored, given: none }, moment);
  let moved: ReadonlySet<string> = none;
  const steps = 1 + Math.floor(pick() * 6);
  for (let step = 0; step < steps; step += 1) {
    const [field, value] = oneOf(INPUTS, pick);
    if (viewOf(shown.state, before).locked.has(field)) continue;
    const values = { ...shown.values, [field]: value };
    const origin = stored && before ? { values: stored, state: before } : undefined;
    const given = new Set([field]);
    shown = await takeStep(logic, { values, before: shown.values, given, stored: origin }, moment);
    if (stored) moved = movedFields({ set: logic.record.set, moved, made: shown }, stored);
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
    values: valuesToSave(placed, shown.values, { before: stored, view, set: logic.record.set, moved }),
    complaints: [
      ...Object.keys(checkValues(placed, shown.values, view, stored)),
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
  const { shown, values, complaints } = await fill(logic, pick, stored);
  const answer = await send(entity.id, stored, values);
  const told = { seed, rules: entity.rules, stored, values, shown, complaints, answer };
  // Whether a reference is among those that are left only the server can say.
  const isNarrowed =
    "refused" in answer &&
    answer.refused.every(({ message }) => message.en.includes("does not match the form"));
  if ("refused" in answer) return { differences: complaints.length === 0 && !isNarrowed ? [told] : [] };
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
): Promise<{ readonly id: string } | { readonly refused: AppError["details"] }> {
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
