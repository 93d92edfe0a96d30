import { textAt } from "../model/row-values.ts";
import { operationNotAllowed } from "../record-errors.ts";
import type { Command, RecordValues } from "../record-command.ts";
import { RuleLookups } from "../linkage/rule-lookups.ts";
import type { RowAccess } from "../permission/row-access.ts";
import { Problems } from "../validation/problems.ts";
import { Breath } from "../../breath.ts";
import { type Draft, draftRecord } from "./draft-record.ts";
import { lockForWrite } from "./lock-rows.ts";
import { recomputeParents } from "./recompute-parents.ts";
import { storeDrafts } from "./store-drafts.ts";
import { accessForWrite, rowPath, type Write, type Written } from "../session/write-session.ts";

/** Creates records with their child rows: a fixed number of statements for any number of rows. */
export async function createRecords(
  write: Write,
  command: Extract<Command, { type: "create" }>,
): Promise<Written> {
  const access = accessForWrite(write, command.entity);
  if (!access.permission.create) throw operationNotAllowed({ operation: "新建 / create" });
  const { drafts, problems } = await draftRows(write, access, command.rows);
  problems.refuse();
  await write.session.turn;
  const parents = await lockParents(write, access, drafts);
  const batches = await storeDrafts(write, { model: access.model, drafts }, problems);
  const above = await recomputeParents(write, access.model, parents);
  return {
    ids: drafts.map((draft) => textAt(draft.values, "id")),
    revisions: drafts.map(() => 1),
    batches: [...batches, ...above],
  };
}

/** Reads the rows into drafts; again as often as rules have to look other records up first. */
async function draftRows(
  write: Write,
  access: RowAccess,
  rows: readonly RecordValues[],
): Promise<{ readonly drafts: readonly Draft[]; readonly problems: Problems }> {
  const lookups = new RuleLookups(write);
  const breath = new Breath();
  for (;;) {
    const problems = new Problems();
    const drafts: Draft[] = [];
    for (const [index, input] of rows.entries()) {
      if (breath.isDue()) await breath.take();
      const path = rowPath(write, index, rows.length);
      drafts.push(draftRecord(write, access, { input, path, problems, lookups }));
    }
    if (await lookups.loadAnew()) continue;
    await lookups.check(problems);
    return { drafts, problems };
  }
}

/** Whoever adds a child row by itself changes its parent, and must be allowed to. */
async function lockParents(
  write: Write,
  access: RowAccess,
  drafts: readonly Draft[],
): Promise<readonly string[]> {
  if (!access.model.parent) return [];
  const ids = [...new Set(drafts.map((draft) => textAt(draft.values, "parent")))];
  const above = accessForWrite(write, access.model.parent.entity);
  await lockForWrite(write, above, { ids, state: "live", operation: "update" });
  return ids;
}
