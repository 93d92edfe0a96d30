import { canonicalJson } from "@mortise/kit";
import { allSources, type Catalog, type FieldPlace, fieldStorage } from "@mortise/metadata";
import { type Kysely, sql } from "kysely";
import { systemActor } from "../../actor.ts";
import type { FieldTypeLookup } from "../../schema/physical-column.ts";
import type { SystemDatabase } from "../../system-schema.ts";
import { createContext } from "../model/gateway-context.ts";
import type { ModelField } from "../model/model-field.ts";
import { accessRows, trustedAccess } from "../permission/row-access.ts";
import { workedOutSql } from "../values/sql-of.ts";

/** A release that is coming into force, and the one before. */
export interface Filling {
  readonly app: string;
  readonly before: Catalog | null;
  readonly after: Catalog;
  readonly fieldType: FieldTypeLookup;
  readonly now: Date;
}

/**
 * Works out the kept lookups and rollups that a release brings or changes, and the formulas over them, for the records
 * that exist: one statement per field, each after the fields that it uses.
 */
export async function fillDerived(db: Kysely<SystemDatabase>, filling: Filling): Promise<void> {
  const { app, before, after, fieldType, now } = filling;
  if (!before) return;
  const releases = { current: () => ({ number: 0, catalog: after }) };
  const context = createContext({ db, releases, fieldType, clock: { now: () => now } }, []);
  const done = new Set<string>();
  const fill = async ({ entity, field: id }: FieldPlace): Promise<void> => {
    const model = context.model(app, entity);
    const field = model.field(id);
    if (!field || done.has(`${entity}.${id}`)) return;
    done.add(`${entity}.${id}`);
    for (const source of model.sourcesOf(field)) await fill(source);
    if (!isKeptOverOthers(after, entity, field) || !isChanged(before, after, { entity, field: id })) return;
    const access = trustedAccess(accessRows(context, systemActor, { app, entity, now }));
    await sql`
      update ${model.tableOf(id)} as t set ${sql.id(id)} = w.v
      from (select t.id, ${workedOutSql(access, field)} as v from ${model.table} as t) as w
      where t.id = w.id and ${sql.id("t", id)} is distinct from w.v`.execute(db);
  };
  for (const entity of after.all("entity")) {
    for (const { id } of entity.fields) await fill({ entity: entity.id, field: id });
  }
}

/** Lookups, rollups and formulas over them; formulas over a record's own values alone follow its writes. */
function isKeptOverOthers(catalog: Catalog, entity: string, { definition, storage }: ModelField): boolean {
  if (!definition || storage !== "column") return false;
  const { fieldTypes } = catalog;
  if (fieldTypes.derivationOf?.(definition)) return true;
  return allSources(catalog, entity, definition).some((place) => {
    const used = catalog.field(place.entity, place.field);
    return used !== undefined && fieldTypes.derivationOf?.(used) !== undefined;
  });
}

function isChanged(before: Catalog, after: Catalog, place: FieldPlace): boolean {
  const own = after.field(place.entity, place.field);
  const places = own ? [place, ...allSources(after, place.entity, own)] : [place];
  return places.some(
    ({ entity, field }) =>
      canonicalJson(essence(before, entity, field)) !== canonicalJson(essence(after, entity, field)),
  );
}

/** What of a field decides its values. */
function essence(catalog: Catalog, entity: string, id: string): unknown {
  const field = catalog.field(entity, id);
  if (!field) return null;
  return {
    type: field.type,
    settings: field.settings ?? null,
    storage: fieldStorage(catalog, entity, field),
  };
}
