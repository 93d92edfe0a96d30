import { AppError, ManualClock, silentLogger } from "@mortise/kit";
import { useDatabase } from "@mortise/testing";
import { sql } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import { systemActor } from "../../actor.ts";
import { openStore, type Store } from "../../database.ts";
import { relatedApp } from "../../testing/related-app.ts";
import { createContext } from "../model/gateway-context.ts";
import { accessRows, trustedAccess } from "../permission/row-access.ts";
import { fieldType } from "@mortise/fields";
import type { Command } from "../record-command.ts";
import { workedOutSql } from "../values/sql-of.ts";
import { keptFields } from "./dependents.ts";

const database = useDatabase();
const clock = new ManualClock("2026-11-22T01:30:00Z");
let store: Store;

beforeAll(async () => {
  store = await openStore({ url: database.url, clock, logger: silentLogger });
});
afterAll(() => store.close());

/** A small generator, so that a failure can be run again. */
function dice(seed: number): (sides: number) => number {
  let state = seed;
  return (sides) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * sides);
  };
}

/** Where a kept value differs from the same worked out now, over live records; formulas included. */
async function differences(app: string): Promise<readonly string[]> {
  const { catalog } = store.releases.current(app);
  const context = createContext(
    { db: store.db, releases: { current: () => ({ number: 1, catalog }) }, fieldType, clock },
    [],
  );
  const found: string[] = [];
  for (const entity of catalog.all("entity")) {
    const model = context.model(app, entity.id);
    const access = trustedAccess(accessRows(context, systemActor, { app, entity: entity.id }));
    const formulas = model.columns.filter(
      ({ definition, type }) => definition && type?.expression?.(definition),
    );
    for (const field of [...keptFields(model), ...formulas]) {
      const { rows } = await sql<{ id: string; kept: unknown; fresh: unknown }>`
        select * from (select t.id, ${sql.id("t", field.id)} as kept, ${workedOutSql(access, field)} as fresh
          from ${model.table} as t where t.deleted_at is null) as x
        where kept is distinct from fresh`.execute(store.db);
      found.push(
        ...rows.map((row) => `${entity.id}.${field.id}: ${String(row.kept)} ≠ ${String(row.fresh)}`),
      );
    }
  }
  return found;
}

const STAGES = ["open", "won", "lost"];

/** Writes, deletes, restores and undoes at random; what is refused is a step that did nothing. */
async function live(app: string, seed: number, steps: number): Promise<void> {
  const roll = dice(seed);
  const ids: Record<string, string[]> = { company: [], contact: [], deal: [] };
  const any = (entity: string): string | null => {
    const list = ids[entity] ?? [];
    return list.length === 0 || roll(6) === 0 ? null : (list[roll(list.length)] ?? null);
  };
  const some = (entity: string) =>
    [any(entity), any(entity)].filter((id, at, all) => id !== null && all.indexOf(id) === at);
  const lines = () => Array.from({ length: roll(3) }, () => ({ name: "l", price: roll(50) }));
  const dealValues = () => ({
    amount: roll(4) === 0 ? null : roll(100),
    stage: STAGES[roll(3)] ?? null,
    company: any("company"),
    contacts: some("contact"),
    ...(roll(2) === 0 ? { lines: lines() } : {}),
  });
  const sets: string[] = [];
  for (let step = 0; step < steps; step += 1) {
    clock.advance(1000);
    const entity = ["company", "contact", "deal", "deal"][roll(4)] ?? "deal";
    const values =
      entity === "deal"
        ? dealValues()
        : entity === "company"
          ? { industry: `i${roll(3)}`, above: any("company") }
          : {};
    const target = any(entity);
    const what = roll(7);
    try {
      if (what === 6) {
        const set = sets[roll(Math.max(1, sets.length))];
        if (set) await store.records.undoChangeSet({ ...systemActor, admin: true }, app, set);
        continue;
      }
      const command: Command =
        what <= 1 || target === null
          ? {
              type: "create",
              entity,
              rows: [
                { name: `n${step}`, ...values },
                { name: `m${step}`, ...values },
              ],
            }
          : what <= 3
            ? { type: "update", entity, changes: [{ id: target, values }] }
            : { type: what === 4 ? "delete" : "restore", entity, ids: [target] };
      const { results, changeSet } = await store.records.execute(systemActor, app, [command], {
        type: "user",
      });
      sets.push(changeSet);
      if (command.type === "create") ids[entity]?.push(...(results[0]?.ids ?? []));
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
    }
  }
}

for (const rule of ["clear", "cascade", "restrict"] as const) {
  test(`kept values equal fresh ones after any writes, with the rule ${rule}`, async () => {
    const app = `kept_${rule}`;
    const documents = relatedApp(app, (entity) => ({
      ...entity,
      fields: entity.fields.map((field) =>
        field.id === "company" ? { ...field, settings: { ...field.settings, onDelete: rule } } : field,
      ),
    }));
    await store.releases.createApp(documents, systemActor);
    const seed = rule.length * 7919;
    for (let round = 0; round < 4; round += 1) {
      await live(app, seed + round, 40);
      expect(await differences(app), `seed ${seed + round}`).toEqual([]);
    }
    const { rows } = await database.pool.query(
      `select count(*)::int as n from app_${app}.deal where contact_count > 0 and line_total > 0`,
    );
    expect(rows[0]).not.toEqual({ n: 0 });
  });
}

test("publishing fills the kept values of records that exist", async () => {
  const bare = relatedApp("filled", (entity) => ({
    ...entity,
    fields: entity.fields.map((field) =>
      field.settings?.["stored"] === true
        ? { ...field, settings: { ...field.settings, stored: false } }
        : field,
    ),
  }));
  await store.releases.createApp(bare, systemActor);
  await live("filled", 11, 30);
  const { documents } = await store.releases.draft("filled");
  const edits = relatedApp("filled").flatMap((document) => {
    const draft = documents.find(
      (one) => one.document.kind === document.kind && one.document.id === document.id,
    );
    return document.kind === "entity" && draft ? [{ document, revision: draft.revision }] : [];
  });
  await store.releases.saveDraft("filled", edits, systemActor);
  await store.releases.publish("filled", { actor: systemActor });
  expect(await differences("filled")).toEqual([]);
});
