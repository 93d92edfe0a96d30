import type { ModelField } from "../model/model-field.ts";
import { textAt, type Values } from "../model/row-values.ts";
import type { ChangeBatch, RecordChange } from "../change.ts";
import { noteLinks } from "../history/note-links.ts";
import { recordHistory } from "../history/record-history.ts";
import type { EntityModel } from "../model/entity-model.ts";
import { checkFiles } from "../files/check-files.ts";
import { noteFiles } from "../files/file-uses.ts";
import { checkReferences } from "../validation/check-references.ts";
import { checkScopes } from "../validation/check-scopes.ts";
import { checkUnique } from "../validation/check-unique.ts";
import { applyFormulas } from "../validation/compute-values.ts";
import { drawNumbers } from "../validation/draw-numbers.ts";
import { entityRules } from "../validation/entity-rules.ts";
import type { Problems } from "../validation/problems.ts";
import { areFew, createRows } from "./create-rows.ts";
import type { Draft, DraftGroup } from "./draft-record.ts";
import { storeLinks } from "./links.ts";
import { fillTeams } from "./ownership.ts";
import { linkValues } from "./store-changes.ts";
import { settledByPools } from "../pool/settle-pool.ts";
import { insertRows } from "./store-rows.ts";
import { batchOf, type Write } from "../session/write-session.ts";

/** Checks, completes and inserts drafts with their child rows; the parents' batch comes first. */
export async function storeDrafts(
  write: Write,
  group: DraftGroup,
  problems: Problems,
): Promise<readonly ChangeBatch[]> {
  await checkGroup(write, group, problems);
  problems.refuse();
  await completeGroup(write, group);
  return insertGroup(write, group);
}

async function checkGroup(write: Write, { model, drafts }: DraftGroup, problems: Problems): Promise<void> {
  await checkReferences(write, model, drafts, problems);
  await checkScopes(write, model, drafts, problems);
  await checkFiles(write, model, drafts, problems);
  for (const group of childGroups(model, drafts)) await checkGroup(write, group, problems);
}

/** Children first: the parents' formulas sum over them. */
async function completeGroup(write: Write, { model, drafts }: DraftGroup): Promise<void> {
  for (const group of childGroups(model, drafts)) await completeGroup(write, group);
  await fillTeams(write, model, drafts);
  await drawNumbers(
    write,
    model,
    drafts.map((draft) => draft.values),
  );
  for (const draft of drafts)
    Object.assign(draft.values, settledByPools(write, model, { after: draft.values }));
  if (entityRules(model).formulas.length > 0) computeFormulas(write, { model, drafts });
  await checkUnique(write, model, drafts);
}

function computeFormulas(write: Write, { model, drafts }: DraftGroup): void {
  const moment = { actor: write.actor, now: write.session.now };
  for (const draft of drafts) {
    const children = new Map(
      model.childFields.map((field) => [
        field.id,
        (draft.children.get(field.id)?.drafts ?? []).map((child) => child.values),
      ]),
    );
    applyFormulas(model, draft.values, { moment, children });
  }
}

async function insertGroup(write: Write, { model, drafts }: DraftGroup): Promise<readonly ChangeBatch[]> {
  if (drafts.length === 0) return [];
  const given = drafts.map((draft) => draft.values);
  const fields = [...model.columns, ...model.linkFields].filter(
    (field) => !field.system || field.id === "owner" || field.id === "team",
  );
  const isWhole = areFew(model, given);
  const stored = isWhole
    ? await createRows(
        write,
        model,
        given.map((after) => ({ id: textAt(after, "id"), after, changed: filledIds(fields, after) })),
      )
    : await insertRows(write, model, given);
  const records = stored.map((values, index): RecordChange => {
    const after =
      model.linkFields.length === 0
        ? values
        : { ...values, ...linkValues(model.linkFields, drafts[index]?.values ?? {}) };
    return {
      id: textAt(after, "id"),
      after,
      changed: filledIds(fields, after),
    };
  });
  for (const field of model.linkFields) {
    const linked = records.filter((record) => record.changed.includes(field.id));
    await storeLinks(write, model, { records: linked.map(({ after }) => ({ ...after })), field });
  }
  if (isWhole) await noteFiles(write, model, records);
  else await recordHistory(write, model, { type: "created", records });
  await noteLinks(write, model, records);
  const batches: ChangeBatch[] = [batchOf(write, model.id, "created", records)];
  for (const group of childGroups(model, drafts)) batches.push(...(await insertGroup(write, group)));
  return batches;
}

/** What a new record differs in from nothing. */
function filledIds(fields: readonly ModelField[], values: Values): readonly string[] {
  const ids: string[] = [];
  for (const { id } of fields) if ((values[id] ?? null) !== null) ids.push(id);
  return ids;
}

/** The children of all drafts, one group per sub-table field. */
function childGroups(model: EntityModel, drafts: readonly Draft[]): readonly DraftGroup[] {
  return model.childFields.flatMap((field) => {
    const groups = drafts.flatMap((draft) => draft.children.get(field.id) ?? []);
    const [first] = groups;
    return first ? [{ model: first.model, drafts: groups.flatMap((group) => group.drafts) }] : [];
  });
}
