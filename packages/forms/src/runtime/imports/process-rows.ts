import { fieldType } from "@mortise/fields";
import type { Workbook } from "@mortise/spreadsheet";
import { actorMoment, type Cause, uniqueForms } from "@mortise/store";
import { type Decision, decideRows } from "./decide-rows.ts";
import type { ReadRow, WritableRow } from "./import-rows.ts";
import { ChildSheets } from "./child-sheets.ts";
import { existingRecords } from "./existing-records.ts";
import type { ImportTarget } from "./import-target.ts";
import { rowJudge } from "./judge-row.ts";
import { KeySet } from "./key-set.ts";
import { KnownRecords } from "./known-records.ts";
import type { MadeRecords } from "./missing-records.ts";
import { ownerCause } from "./owner-choice.ts";
import type { BatchResult, Pass, RowBatch } from "./pass.ts";
import { PassTally } from "./pass-tally.ts";
import { hasRowsBeside, recordRows } from "./record-rows.ts";
import { placesOf, rowComplaint } from "./row-complaints.ts";
import { dataPieces, inBatches, oneAhead, withWorkbook } from "./sheet-source.ts";
import { withFiles } from "./with-files.ts";
import { UniqueCheck, type UniqueGroup } from "./unique-check.ts";
import { WriteLane } from "./write-lane.ts";
import { type RowWriter, writeRows } from "./write-rows.ts";

/**
 * Rows in hand at a time. So few that what they need has come and gone within the young generation: larger batches
 * are no faster (the database sets the pace) and let the old space grow.
 */
const BATCH = 500;
/** Without flows a row needs little more than itself, and each batch costs the database the same few statements. */
const LARGE_BATCH = 2_000;

/** Records with child rows in hand at a time: each may have hundreds. */
const CHILD_BATCH = 200;

/** How a pass ended; `taken` when another process goes on with it. */
export type PassEnd = "done" | "cancelled" | "taken";

/** Streams the file through reading, deciding and, when it is the run, writing; progress and complaints go to the journal. */
export async function processRows(pass: Pass): Promise<PassEnd> {
  const { journal, app, id, plan } = pass;
  const tally = new PassTally(pass);
  const place = { app, entity: plan.entity };
  const keys: Keys = {
    seen: new KeySet(),
    known: await KnownRecords.read({ ...place, store: pass.store, actor: pass.actor }, pass.target),
  };
  const unique = new UniqueCheck(pass.store, place, uniqueGroups(pass.target));
  // What a check knows of earlier rows, it knows after them.
  const lane = new WriteLane(pass.writes ? 2 : 1);
  const end = await withWorkbook(pass.file, async (workbook): Promise<PassEnd> => {
    const sheets = await ChildSheets.read(workbook, pass.plan.childSheets ?? []);
    for await (const batch of oneAhead(readBatches(pass, workbook, sheets))) {
      await lane.room();
      if (tally.said === "taken") return "taken";
      if (pass.signal.aborted || tally.said === "stop") return "cancelled";
      const { rows } = batch;
      const own = new Set(rows.flatMap(({ key }) => key ?? []));
      await lane.free(own);
      const decision = await decide(pass, rows, keys);
      lane.start(
        own,
        async (turn) =>
          pass.writes ? write(pass, decision, { known: keys.known, turn }) : foretell(pass, unique, decision),
        async (result) => tally.settle({ batch, decision, result }),
      );
    }
    await lane.end();
    await tally.leftOver(sheets.orphans());
    return tally.said === "taken" ? "taken" : "done";
  }).finally(() => lane.end());
  await pass.store.records.settled();
  // Also the batches in hand at the end may have found out.
  if (tally.said === "taken") return "taken";
  await journal.note(app, id, { counts: tally.counts(end === "done"), processed: tally.processed });
  return end;
}

/** The rows of the file as values, a batch at a time. */
async function* readBatches(pass: Pass, workbook: Workbook, sheets: ChildSheets): AsyncGenerator<RowBatch> {
  const size = pass.writes && pass.plan.runFlows ? BATCH : LARGE_BATCH;
  const { settledRow = 0, written } = pass.resumed ?? {};
  const hasChildren = pass.target.children.length > 0;
  const keys = new KeySet();
  // Where records have several rows, also those that are done are read, for their keys.
  const pieces = dataPieces(workbook, pass.plan, hasChildren ? 0 : settledRow);
  const records = sheets.join(recordRows(pieces, pass.target));
  for await (const batch of inBatches(records, hasChildren ? CHILD_BATCH : size)) {
    const before = { create: 0, update: 0 };
    const left = batch.filter(({ row }) => row > settledRow);
    const read = await pass.reader.read(hasChildren ? batch : left);
    const whole = hasRowsBeside(pass.target) ? read.map((row) => onceOnly(row, keys)) : read;
    const rows = whole.filter(({ row }) => {
      const type = row > settledRow ? written?.of(row) : undefined;
      if (type) before[type] += 1;
      return row > settledRow && type === undefined;
    });
    const rowCount = left.reduce((sum, one) => sum + one.size, 0);
    if (left.length > 0) yield { rows, before, size: rowCount, lastRow: left.at(-1)?.lastRow ?? settledRow };
  }
}

/** A record whose rows stand apart in the file would be overwritten by the later ones: they are refused. */
function onceOnly(row: ReadRow, keys: KeySet): ReadRow {
  if (row.key === undefined || keys.add(row.key)) return row;
  const complaints = placesOf(row).map((place) => rowComplaint(place, apart));
  return { ...row, complaints: [...row.complaints, ...complaints] };
}

const apart = {
  zh: "同一记录的行没有连在一起，请按判重字段排序后再导入",
  en: "The rows of this record stand apart; sort the list by its keys and import it again",
};

/** Fields that no two records may have the same values in, each group by itself: all but the keys, which are looked up anyway. */
function uniqueGroups({ entity, columns, keys }: ImportTarget): readonly UniqueGroup[] {
  const ids = new Set(columns.map(({ field }) => field.id));
  const single = entity.fields.filter(({ id, unique }) => unique === true && ids.has(id));
  const ruled = (entity.uniqueRules ?? []).filter(({ fields }) => fields.every((id) => ids.has(id)));
  const groups = [...single.map(({ id }) => [id]), ...ruled.map(({ fields }) => fields)];
  return groups
    .filter((group) => group.length !== keys.length || !keys.every(({ id }) => group.includes(id)))
    .map((group) => ({
      fields: group.flatMap((id) => entity.fields.find((field) => field.id === id) ?? []),
      forms: single.some(({ id }) => group.length === 1 && group[0] === id)
        ? undefined
        : uniqueForms(entity, group, fieldType),
    }));
}

/** What is known about keys besides what the database says. */
interface Keys {
  /** For a check: those of rows that would have become records. */
  readonly seen: KeySet;
  readonly known: KnownRecords;
}

async function decide(pass: Pass, rows: readonly ReadRow[], { seen, known }: Keys): Promise<Decision> {
  const { store, actor, app, plan, target } = pass;
  const fit = rows.filter(({ complaints }) => complaints.length === 0);
  const finder = { store, actor, app, entity: plan.entity };
  const existing = await existingRecords(finder, target.keys, known.candidates(fit));
  const isEarlier = (key: string) => !pass.writes && seen.has(key);
  const moment = actorMoment(actor, { now: pass.clock.now(), calendar: store.releases.calendar() });
  const judge = target.logic && rowJudge(target.logic, moment);
  const rules = { plan, entity: target.entity, keys: target.keys, existing, isEarlier, judge };
  const decision = decideRows(rows, rules);
  if (!pass.writes) for (const { key } of decision.creates) if (key !== undefined) seen.add(key);
  return decision;
}

async function foretell(
  { missing, target }: Pass,
  unique: UniqueCheck,
  { creates, updates }: Decision,
): Promise<BatchResult> {
  const complaints = await unique.complaints([...creates, ...updates]);
  const failed = new Set(complaints.map(({ row }) => row));
  const fit = (list: Decision["creates"]) => list.filter(({ row }) => !failed.has(row));
  const [created, updated] = [fit(creates), fit(updates)];
  missing?.count(target.columns, [...created, ...updated]);
  return { created: created.length, updated: updated.length, complaints };
}

async function write(
  pass: Pass,
  decision: Decision,
  { known, turn }: { readonly known: KnownRecords; readonly turn: Promise<unknown> },
): Promise<BatchResult> {
  const { store, actor, app, id, plan, target, file } = pass;
  const cause: Cause = { type: "import", id, label: file.fileName, ...ownerCause(plan) };
  const nameOf = (field: string) =>
    target.entity.fields.find((one) => one.id === field)?.name[actor.locale] ?? field;
  const { columns, children } = target;
  const writer = { store, actor, app, entity: plan.entity, cause, columns, children, nameOf, turn };
  const creates = await withMade(pass, writer, decision.creates);
  const updates = await withMade(pass, writer, decision.updates);
  const created = await writeRows(writer, creates.rows, "create");
  known.note(
    created.written.map(({ row }) => row),
    created.written.map(({ id: record }) => record),
  );
  const updated = await writeRows(writer, updates.rows, "update");
  // Also when nothing is to be written, the next batch comes after those before.
  await turn;
  return {
    created: created.written.length,
    updated: updated.written.length,
    complaints: [creates, updates, created, updated].flatMap(({ complaints }) => complaints),
  };
}

/** Makes the records that rows name and that are not there, and keeps their files. */
async function withMade(pass: Pass, writer: RowWriter, rows: readonly WritableRow[]): Promise<MadeRecords> {
  const made = pass.missing ? await pass.missing.make(writer, rows) : { rows, complaints: [] };
  return withFiles(pass, made);
}
