import type { Catalog } from "@mortise/metadata";
import type { ChangeBatch, RecordChange } from "../change.ts";
import { lockRows } from "../command/lock-rows.ts";
import { storeChanges } from "../command/store-changes.ts";
import { batchOf, type Write } from "../session/write-session.ts";

/** Records of which entity are followed up by new records of another one. */
interface Renewal {
  readonly entity: string;
  readonly field: string;
  readonly pools: ReadonlySet<string>;
}

const byCatalog = new WeakMap<Catalog, ReadonlyMap<string, readonly Renewal[]>>();

/** What counts as a follow-up, by the entity whose records count. */
function renewalsOf(catalog: Catalog): ReadonlyMap<string, readonly Renewal[]> {
  const known = byCatalog.get(catalog);
  if (known) return known;
  const found = new Map<string, Map<string, Renewal & { readonly pools: Set<string> }>>();
  for (const pool of catalog.all("pool"))
    for (const { entity, field } of pool.renewedBy?.records ?? []) {
      const ways = found.get(entity) ?? new Map<string, Renewal & { readonly pools: Set<string> }>();
      found.set(entity, ways);
      const key = `${pool.entity}/${field}`;
      const way = ways.get(key) ?? { entity: pool.entity, field, pools: new Set<string>() };
      way.pools.add(pool.id);
      ways.set(key, way);
    }
  const made = new Map([...found].map(([entity, ways]) => [entity, [...ways.values()]] as const));
  byCatalog.set(catalog, made);
  return made;
}

/**
 * Puts dates off where new records count as a follow-up of the record that they are about: set-based, in the transaction
 * that writes them, whatever way they come. Answers what changed.
 */
export async function renewHeld(
  write: Write,
  batches: readonly ChangeBatch[],
): Promise<readonly ChangeBatch[]> {
  const catalog = write.session.context.catalog(write.app);
  const renewals = renewalsOf(catalog);
  if (renewals.size === 0 || write.cause.type === "undo") return [];
  const made: ChangeBatch[] = [];
  for (const batch of batches)
    for (const renewal of renewals.get(batch.entity) ?? []) {
      const moments = momentsOf(batch, renewal.field);
      if (moments.size > 0) made.push(...(await renew(write, renewal, moments)));
    }
  return made;
}

/** When the records that the new ones are about were followed up last. */
function momentsOf(batch: ChangeBatch, field: string): ReadonlyMap<string, string> {
  const moments = new Map<string, string>();
  for (const record of batch.records) {
    const about = record.after[field];
    const at = record.after["created_at"];
    if (typeof about !== "string" || typeof at !== "string" || !isNews(batch, record, field)) continue;
    const known = moments.get(about);
    if (known === undefined || known < at) moments.set(about, at);
  }
  return moments;
}

function isNews({ type }: ChangeBatch, { changed }: RecordChange, field: string): boolean {
  return type === "created" || type === "restored" || (type === "updated" && changed.includes(field));
}

async function renew(
  write: Write,
  { entity, pools }: Renewal,
  moments: ReadonlyMap<string, string>,
): Promise<readonly ChangeBatch[]> {
  const model = write.session.context.model(write.app, entity);
  if (!model.field("renewed_at")) return [];
  const locked = await lockRows(write, model, [...moments.keys()]);
  const changes = [...locked].flatMap(([id, before]) => {
    const { renewed_at: last, owner, deleted_at: deleted, pool } = before;
    const at = moments.get(id) ?? "";
    const isHeld = typeof owner === "string" && (deleted ?? null) === null;
    if (!isHeld || typeof pool !== "string" || !pools.has(pool)) return [];
    return typeof last === "string" && last >= at ? [] : [{ before, after: { ...before, renewed_at: at } }];
  });
  if (changes.length === 0) return [];
  const records = await storeChanges(write, model, { type: "updated", changes, looksBack: true });
  return records.length > 0 ? [batchOf(write, entity, "updated", records)] : [];
}
