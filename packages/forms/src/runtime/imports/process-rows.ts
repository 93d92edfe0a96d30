import type { Clock } from "@mortise/kit";
import type { Workbook } from "@mortise/spreadsheet";
import type { FieldDefinition } from "@mortise/metadata";
import {
  type Actor,
  type Cause,
  type ImportComplaint,
  type ImportJournal,
  MAX_COMPLAINTS,
  type Store,
} from "@mortise/store";
import type { ImportCounts, ImportPlan } from "../../model/import/import-plan.ts";
import { type Decision, decideRows } from "./decide-rows.ts";
import { existingRecords } from "./existing-records.ts";
import type { ImportTarget } from "./import-target.ts";
import { KeySet } from "./key-set.ts";
import { KnownKeys } from "./known-keys.ts";
import { rowKey } from "./row-key.ts";
import type { ReadRow, RowReader } from "./row-reader.ts";
import { dataRows, inBatches, oneAhead, type StoredSheet, withWorkbook } from "./sheet-source.ts";
import { UniqueCheck } from "./unique-check.ts";
import { writeRows } from "./write-rows.ts";

/**
 * Rows in hand at a time. So few that what they need has come and gone within the young generation: larger batches
 * are no faster (the database sets the pace) and let the old space grow.
 */
const BATCH = 500;

/** One pass over a file: a check, or the run itself. */
export interface Pass {
  readonly store: Store;
  readonly journal: ImportJournal;
  readonly clock: Clock;
  readonly id: string;
  readonly app: string;
  readonly actor: Actor;
  readonly file: StoredSheet;
  readonly plan: ImportPlan;
  readonly target: ImportTarget;
  readonly reader: RowReader;
  readonly writes: boolean;
  /** Rows of the file as far as an earlier check counted them. */
  readonly expected: number;
  readonly signal: AbortSignal;
}

interface Tally {
  counts: ImportCounts;
  processed: number;
  kept: number;
}

/** How a pass ended. */
export type PassEnd = "done" | "cancelled";

/** Streams the file through reading, deciding and, when it is the run, writing; progress and complaints go to the journal. */
export async function processRows(pass: Pass): Promise<PassEnd> {
  const { journal, app, id, plan } = pass;
  const tally: Tally = {
    counts: { total: 0, create: 0, update: 0, skip: 0, error: 0 },
    processed: 0,
    kept: 0,
  };
  const seen = new KeySet();
  const place = { app, entity: plan.entity };
  const unique = new UniqueCheck(pass.store, place, uniqueFields(pass.target));
  const known = await KnownKeys.read({ ...place, store: pass.store, actor: pass.actor }, pass.target.keys);
  const end = await withWorkbook(pass.file, async (workbook): Promise<PassEnd> => {
    let isCancelAsked = false;
    for await (const rows of oneAhead(readBatches(pass, workbook))) {
      if (pass.signal.aborted || isCancelAsked) return "cancelled";
      const decision = await decide(pass, rows, { seen, known });
      const complaints = pass.writes
        ? await write(pass, decision, tally)
        : await foretell(unique, decision, tally);
      await keep(pass, tally, [...decision.complaints, ...complaints]);
      tally.counts.skip += decision.skipped;
      tally.counts.update += decision.joined;
      tally.counts.error += decision.failed + new Set(complaints.map(({ row }) => row)).size;
      tally.processed += rows.length;
      const counts = countsNow(pass, tally);
      isCancelAsked = await journal.advance(app, id, { counts, processed: tally.processed });
    }
    return "done";
  });
  const total = end === "done" ? tally.processed : Math.max(pass.expected, tally.processed);
  await journal.note(app, id, { counts: { ...tally.counts, total }, processed: tally.processed });
  return end;
}

/** The rows of the file as values, a batch at a time. */
async function* readBatches(pass: Pass, workbook: Workbook): AsyncGenerator<readonly ReadRow[]> {
  for await (const batch of inBatches(dataRows(workbook, pass.plan), BATCH)) yield pass.reader.read(batch);
}

function countsNow(pass: Pass, tally: Tally): ImportCounts {
  return { ...tally.counts, total: Math.max(pass.expected, tally.processed) };
}

function uniqueFields({ columns, keys }: ImportTarget): readonly FieldDefinition[] {
  const [only, ...others] = keys;
  const key = others.length === 0 ? only?.id : undefined;
  return columns.map(({ field }) => field).filter((field) => field.id !== key);
}

/** What is known about keys besides what the database says. */
interface Keys {
  /** For a check: those of rows that would have become records. */
  readonly seen: KeySet;
  readonly known: KnownKeys;
}

async function decide(pass: Pass, rows: readonly ReadRow[], { seen, known }: Keys): Promise<Decision> {
  const { store, actor, app, plan, target } = pass;
  const fit = rows.filter(({ complaints }) => complaints.length === 0).map(({ values }) => values);
  const finder = { store, actor, app, entity: plan.entity };
  const existing = await existingRecords(finder, target.keys, known.candidates(fit));
  const isEarlier = (key: string) => !pass.writes && seen.has(key);
  const decision = decideRows(rows, { plan, entity: target.entity, keys: target.keys, existing, isEarlier });
  if (pass.writes) known.note(decision.creates);
  else for (const { values } of decision.creates) noteKey(seen, rowKey(target.keys, values));
  return decision;
}

function noteKey(seen: KeySet, key: string | undefined): void {
  if (key !== undefined) seen.add(key);
}

async function foretell(
  unique: UniqueCheck,
  decision: Decision,
  tally: Tally,
): Promise<readonly ImportComplaint[]> {
  const complaints = await unique.complaints([...decision.creates, ...decision.updates]);
  const failed = new Set(complaints.map(({ row }) => row));
  tally.counts.create += decision.creates.filter(({ row }) => !failed.has(row)).length;
  tally.counts.update += decision.updates.filter(({ row }) => !failed.has(row)).length;
  return complaints;
}

async function write(pass: Pass, decision: Decision, tally: Tally): Promise<readonly ImportComplaint[]> {
  const { store, actor, app, id, plan, target, file } = pass;
  const cause: Cause = { type: "import", id, label: file.fileName, skipFlows: !plan.runFlows };
  const fieldName = (field: string) =>
    target.entity.fields.find((one) => one.id === field)?.name[actor.locale] ?? field;
  const writer = {
    store,
    actor,
    app,
    entity: plan.entity,
    cause,
    columns: target.columns,
    nameOf: fieldName,
  };
  const created = await writeRows(writer, decision.creates, "create");
  const updated = await writeRows(writer, decision.updates, "update");
  tally.counts.create += created.written;
  tally.counts.update += updated.written;
  return [...created.complaints, ...updated.complaints];
}

async function keep(pass: Pass, tally: Tally, complaints: readonly ImportComplaint[]): Promise<void> {
  const kept = complaints.slice(0, MAX_COMPLAINTS - tally.kept);
  tally.kept += kept.length;
  await pass.journal.complain(pass.id, kept);
}
