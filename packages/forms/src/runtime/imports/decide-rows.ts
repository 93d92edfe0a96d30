import type { Value } from "@mortise/expression";
import type { LocalizedText } from "@mortise/kit";
import type { EntityDocument, FieldDefinition } from "@mortise/metadata";
import type { ImportComplaint } from "@mortise/store";
import { numberFields } from "../../model/import/import-fields.ts";
import type { ImportPlan } from "../../model/import/import-plan.ts";
import type { Judgement, JudgeRow } from "./judge-row.ts";
import type { ReadRow, WritableRow } from "./import-rows.ts";
import { withOwner } from "./owner-choice.ts";
import { needed, otherRows, placesOf } from "./row-complaints.ts";

type Values = Readonly<Record<string, Value>>;

/** A cell that is left out of a record that is written; `head` is the first row of the record. */
export interface DroppedCell {
  readonly head: number;
  readonly complaint: ImportComplaint;
}

/** What a batch of rows comes to. */
export interface Decision {
  readonly creates: readonly WritableRow[];
  readonly updates: readonly WritableRow[];
  /** Rows that change a record another row of the batch writes: counted, already joined to that row. */
  readonly joined: number;
  readonly skipped: number;
  readonly complaints: readonly ImportComplaint[];
  /** About cells that are left out of rows that are written. */
  readonly dropped: readonly DroppedCell[];
  /** Number of rows with complaints. */
  readonly failed: number;
}

/** What decides over rows. */
export interface DecisionRules {
  readonly plan: ImportPlan;
  readonly entity: EntityDocument;
  readonly keys: readonly FieldDefinition[];
  /** Records with the same key, by key. */
  readonly existing: ReadonlyMap<string, readonly string[]>;
  /** Keys that earlier batches would have created: only a check knows of them from anywhere else than the database. */
  readonly isEarlier: (key: string) => boolean;
  /** Foretells what rules of the entity say of new records; absent when it has none. */
  readonly judge?: JudgeRow | undefined;
}

/** Decides for each row of a batch: new record, change, skip or complaint. Pure; the same for checking and running. */
export function decideRows(rows: readonly ReadRow[], rules: DecisionRules): Decision {
  const creates: WritableRow[] = [];
  const updates: WritableRow[] = [];
  const complaints: ImportComplaint[] = [];
  const dropped: DroppedCell[] = [];
  const pending = new Map<string, { readonly list: WritableRow[]; readonly index: number }>();
  const counts = { joined: 0, skipped: 0, failed: 0 };
  const required = rules.entity.fields.filter((field) => field.required === true && field.readOnly !== true);
  const isFixed = Object.keys(rules.plan.values).length > 0;
  const numbers = numberFields(rules.entity).map(({ id }) => id);
  for (const read of rows.map((row) => withoutNumbers(row, numbers))) {
    const { key } = read;
    const fate = fateOf(read, rules, { required, isFixed, isPending: key !== undefined && pending.has(key) });
    if (fate.kind === "fail") {
      complaints.push(...fate.complaints, ...otherRows(placesOf(read), fate.complaints));
      complaints.push(...read.dropped);
      counts.failed += 1;
      continue;
    }
    if (fate.kind === "skip") {
      counts.skipped += 1;
      continue;
    }
    dropped.push(...read.dropped.map((each) => ({ head: read.row, complaint: each })));
    const before = key === undefined ? undefined : pending.get(key);
    const earlier = before?.list[before.index];
    if (before && earlier) {
      before.list[before.index] = { ...earlier, values: { ...earlier.values, ...fate.values } };
      counts.joined += 1;
      continue;
    }
    const list = fate.kind === "create" ? creates : updates;
    const { row, more, childRows } = read;
    const id = fate.kind === "update" ? fate.id : null;
    list.push({ row, id, values: fate.values, key, more, childRows });
    if (key !== undefined) pending.set(key, { list, index: list.length - 1 });
  }
  return { creates, updates, complaints, dropped, ...counts };
}

/** A number was read to know the record: it is not written. */
function withoutNumbers(read: ReadRow, numbers: readonly string[]): ReadRow {
  if (!numbers.some((id) => Object.hasOwn(read.values, id) || read.blank.includes(id))) return read;
  const values = Object.fromEntries(Object.entries(read.values).filter(([id]) => !numbers.includes(id)));
  return { ...read, values, blank: read.blank.filter((id) => !numbers.includes(id)) };
}

type Fate =
  | { readonly kind: "create"; readonly values: Values }
  | { readonly kind: "update"; readonly id: string; readonly values: Values }
  | { readonly kind: "skip" }
  | { readonly kind: "fail"; readonly complaints: readonly ImportComplaint[] };

/** What is the same for a whole batch, and whether an earlier row of it has the key of this one. */
interface FateContext {
  readonly required: readonly FieldDefinition[];
  readonly isFixed: boolean;
  readonly isPending: boolean;
}

function fateOf(read: ReadRow, rules: DecisionRules, { required, isFixed, isPending }: FateContext): Fate {
  const { plan, keys, existing } = rules;
  if (read.complaints.length > 0) return { kind: "fail", complaints: read.complaints };
  const { key } = read;
  const matches = key === undefined ? [] : (existing.get(key) ?? []);
  const isKnown = matches.length > 0 || isPending || (key !== undefined && rules.isEarlier(key));
  if (isKnown && plan.duplicates === "skip") return { kind: "skip" };
  if (!isKnown && plan.duplicates === "update-only" && keys.length > 0) return { kind: "skip" };
  if (matches.length > 1) return { kind: "fail", complaints: [complaint(read.row, null, severalRecords)] };
  const given = isKnown
    ? changed(read, plan)
    : isFixed
      ? { ...typedValues(plan.values), ...read.values }
      : read.values;
  const values = rules.entity.owned ? withOwner(given, plan, !isKnown) : given;
  const judged = isKnown ? undefined : rules.judge?.(values);
  const asked = judged ? required.filter(({ id }) => !judged.hidden.has(id)) : required;
  const missing = missingFields(asked, values, isKnown);
  const complaints = [
    ...missing.map((field) => complaint(read.row, field, needed)),
    ...(judged ? ruleComplaints(read.row, judged, { entity: rules.entity, missing }) : []),
  ];
  if (complaints.length > 0) return { kind: "fail", complaints };
  return isKnown ? { kind: "update", id: matches[0] ?? "", values } : { kind: "create", values };
}

function ruleComplaints(
  row: number,
  { complaints }: Judgement,
  { entity, missing }: { readonly entity: EntityDocument; readonly missing: readonly FieldDefinition[] },
): readonly ImportComplaint[] {
  return complaints
    .filter(({ field }) => !missing.some(({ id }) => id === field))
    .map(({ field, message }) =>
      complaint(row, entity.fields.find(({ id }) => id === field) ?? null, message),
    );
}

/** Fixed values come as JSON from the plan; the gateway checks them like any others. */
function typedValues(values: Readonly<Record<string, unknown>>): Values {
  return values as Values;
}

function changed(read: ReadRow, plan: ImportPlan): Values {
  if (plan.blanks === "keep") return read.values;
  return { ...read.values, ...Object.fromEntries(read.blank.map((field) => [field, null])) };
}

/** Required fields that would stay or become empty. */
function missingFields(
  required: readonly FieldDefinition[],
  values: Values,
  isUpdate: boolean,
): readonly FieldDefinition[] {
  return required.filter((field) => {
    const isGiven = Object.hasOwn(values, field.id);
    if (isUpdate) return isGiven && values[field.id] === null;
    return !isGiven && field.default === undefined;
  });
}

function complaint(row: number, field: FieldDefinition | null, message: LocalizedText): ImportComplaint {
  return { row, cell: null, label: field ? field.name.zh || field.name.en : null, value: "", message };
}

const severalRecords: LocalizedText = {
  zh: "系统中有多条记录与判重字段相同，无法确定更新哪一条",
  en: "Several records have the same key; it cannot be told which to update",
};
