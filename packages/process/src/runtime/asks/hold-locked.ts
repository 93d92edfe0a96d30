import { fieldType } from "@mortise/fields";
import type { Catalog } from "@mortise/metadata";
import {
  type ChangeBatch,
  locksOn,
  readRoster,
  type RecordChange,
  type WriteTransaction,
} from "@mortise/store";
import { recordLocked, recordsLocked } from "../../errors.ts";
import type { ProcessParts } from "../parts.ts";

/** Flows write into records under approval, pools leave these alone; set-up and samples come before all flows. */
const FREE: ReadonlySet<ChangeBatch["cause"]["type"]> = new Set(["flow", "pool", "seed"]);

/**
 * Refuses changes of records under an approval that locks them, whatever way they come: form, list, import, interface,
 * undo. Values that the product works out by itself change nevertheless. FLOW_RECORD_LOCKED, FLOW_RECORDS_LOCKED.
 */
export async function holdLocked(
  parts: ProcessParts,
  transaction: WriteTransaction,
  batch: ChangeBatch,
): Promise<void> {
  const { cause, app, changeSet } = batch;
  if (FREE.has(cause.type)) return;
  const records = touched(parts.releases.current(app).catalog, batch);
  if (records.length === 0) return;
  const locks = (await locksOn(transaction.db, { app, records, changeSet })).filter(
    // What an approver fills in belongs to the step itself.
    (lock) => lock.ask !== cause.details?.["ask"],
  );
  const [first] = locks;
  if (!first) return;
  const { catalog } = parts.releases.current(app);
  const { users } = await readRoster(transaction.db, "");
  const waiting = locks.filter((lock) => lock.ask === first.ask && lock.status === "open");
  const nameOf = (id: string): string => users.find((user) => user.id === id)?.name ?? "";
  const people = [...new Set(waiting.map((lock) => nameOf(lock.assignee)))].join("、");
  const name = catalog.find("flow", first.flow)?.name;
  const flow = name?.[batch.actor.locale] || first.flow;
  const count = new Set(locks.map((lock) => lock.record)).size;
  throw records.length === 1 || count === 1
    ? recordLocked({ flow, people })
    : recordsLocked({ flow, people, count });
}

/** The records whose own content a batch changes: child rows are content of their parent. */
function touched(catalog: Catalog, { entity, type, records }: ChangeBatch): readonly string[] {
  const isChild = catalog.find("entity", entity)?.parent !== undefined;
  if (type === "created" && !isChild) return [];
  const changed =
    type === "updated"
      ? records.filter((record) => record.changed.some((field) => isContent(catalog, entity, field)))
      : records;
  return [...new Set(changed.flatMap((record) => (isChild ? parentsOf(record) : [record.id])))];
}

/** Whether people set the field, and not the product. */
function isContent(catalog: Catalog, entity: string, field: string): boolean {
  const definition = catalog.field(entity, field);
  if (!definition) return true;
  return definition.supplied !== true && fieldType(definition.type).computed === undefined;
}

function parentsOf({ before, after }: RecordChange): readonly string[] {
  return [before?.["parent"], after["parent"]].filter((id) => typeof id === "string");
}
