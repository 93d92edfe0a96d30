import type { RecordEnvironmentOptions, Value } from "@mortise/expression";
import {
  compileRecordLogic,
  type FillAsk,
  findFieldType,
  type FoundFills,
  type RecordState,
  type SettledRecord,
  settleRecord,
} from "@mortise/fields";
import { type FormLogic, type FormValues, readValues, rowList, rowValues } from "./read-values.ts";
import { settleRows } from "./row-logic.ts";
import {
  type Catalog,
  type EntityDocument,
  type FieldDefinition,
  fieldsFilledBy,
  fieldStorage,
} from "@mortise/metadata";

export { type FormLogic, type FormValues, readValues };

/** Compiles what the server runs too, as far as the reader's definitions show it. */
export function formLogic(entity: EntityDocument, catalog: Catalog): FormLogic {
  const rows = entity.fields.flatMap((field) => {
    const child = isRows(field)
      ? catalog.find("entity", catalog.fieldTypes.targetEntity(field) ?? "")
      : undefined;
    return child && child.id !== entity.id ? [[field.id, formLogic(child, catalog)] as const] : [];
  });
  return {
    entity,
    record: compileRecordLogic({
      entity,
      scope: catalog.scope(entity.id),
      fieldType: findFieldType,
      isKept: (field) =>
        fieldStorage(catalog, entity.id, field) === "column" && findFieldType(field.type)?.onServer !== true,
    }),
    rows: new Map(rows),
  };
}

function isRows(field: FieldDefinition): boolean {
  return findFieldType(field.type)?.kind(field) === "rows";
}

/** One step of filling a form in. */
export interface FormStep {
  readonly values: FormValues;
  /** What stood there before the step; absent when the form opens on a new record. */
  readonly before?: FormValues | undefined;
  /** The fields that the person changed: rules leave them alone. */
  readonly given: ReadonlySet<string>;
  /** What the server has answered for data linkages. */
  readonly found?: FoundFills;
  /** The same for data linkages of child rows, by their entity. */
  readonly foundBelow?: ReadonlyMap<string, FoundFills>;
  /** The record as it is stored, and what rules make of it; absent for a new one. */
  readonly stored?: StoredRecord | undefined;
}

/** A record that is being changed, before any change. */
export interface StoredRecord {
  readonly values: FormValues;
  readonly state: RecordState;
}

/** What the form comes to. */
export interface FormOutcome {
  readonly values: FormValues;
  readonly state: RecordState;
  /** What the server has to be asked before the step is complete: then it is taken again with the answers. */
  readonly wanted: readonly FillAsk[];
  /** The same for child rows, by their entity; entities that want nothing are left out. */
  readonly wantedBelow: ReadonlyMap<string, readonly FillAsk[]>;
  /** Fields that these answers would fill. */
  readonly pending: ReadonlySet<string>;
  /** Fields that rules gave another value in this step, also those that came back to what they held. */
  readonly touched: ReadonlySet<string>;
}

/** Lets formulas and rules answer a step. Input that does not fit counts as empty for them and stays on screen. */
export function stepForm(logic: FormLogic, step: FormStep, moment: RecordEnvironmentOptions): FormOutcome {
  const read = readValues(logic, step.values, moment);
  const settled = settleRecord(
    logic.record,
    {
      values: read,
      before: step.before && readValues(logic, step.before, moment),
      given: step.given,
      ...(step.found ? { found: step.found } : {}),
    },
    moment,
  );
  const left = unmatched(step, settled);
  if (left.length > 0) return stepForm(logic, emptied(step, left), moment);
  const stale = outlived(logic, step, settled);
  if (stale.length > 0) return stepForm(logic, asStored(step, stale), moment);
  const values: Record<string, Value> = { ...step.values };
  for (const id of logic.record.set) {
    if (settled.values[id] !== read[id]) values[id] = settled.values[id] ?? null;
  }
  for (const [id, rows] of settled.filled) values[id] = rows.length === 0 ? null : rows;
  for (const { field } of logic.record.formulas) values[field.id] = settled.values[field.id] ?? null;
  const wantedBelow = new Map<string, readonly FillAsk[]>();
  for (const [id, child] of logic.rows) {
    const rows = rowList(values[id]);
    if (rows.length === 0) continue;
    const found = step.foundBelow?.get(child.entity.id);
    const below = settleRows(child, { rows, before: rowList(step.before?.[id]), found }, moment);
    values[id] = below.rows;
    if (below.wanted.length > 0)
      wantedBelow.set(child.entity.id, [...(wantedBelow.get(child.entity.id) ?? []), ...below.wanted]);
    values[id] = withRows(logic, values, id, moment);
  }
  return {
    values,
    state: settled.state,
    wanted: settled.wanted,
    wantedBelow,
    pending: new Set(settled.wanted.flatMap((ask) => filledBy(logic, ask))),
    touched: settled.touched,
  };
}

/** References that were chosen under another limit than that of now: the contact, once another company is chosen. */
function unmatched(step: FormStep, { state, before }: SettledRecord): readonly string[] {
  if (!step.before) return [];
  return [...state.narrowed].flatMap(([id, narrowed]) => {
    const was = before.narrowed.get(id);
    const isHeld = (step.values[id] ?? null) !== null && !step.given.has(id);
    const isOther = was !== undefined && JSON.stringify(was) !== JSON.stringify(narrowed);
    return isHeld && isOther ? [id] : [];
  });
}

function emptied(step: FormStep, fields: readonly string[]): FormStep {
  const empty = Object.fromEntries(fields.map((id) => [id, null]));
  return { ...step, values: { ...step.values, ...empty } };
}

/**
 * Locked fields whose value came from a rule that holds no more, or that held when the record was stored. What is locked
 * is not sent; saving goes from the stored record to what stands in the form at once and meets no such rule on the way.
 */
function outlived({ record }: FormLogic, step: FormStep, settled: SettledRecord): readonly string[] {
  const { stored } = step;
  if (!stored) return [];
  const isGiven = (id: string): boolean =>
    record.rules.some(
      ({ rule, gifts }) =>
        settled.state.holding.has(rule.id) &&
        gifts.some((gift) =>
          "action" in gift
            ? gift.targets.some(({ field }) => field.id === id)
            : gift.field.id === id && !stored.state.holding.has(rule.id),
        ),
    );
  return [...record.set].filter((id) => {
    const isLocked = settled.state.locked.has(id) && stored.state.locked.has(id);
    return isLocked && !step.given.has(id) && !isSame(settled.values[id], stored.values[id]) && !isGiven(id);
  });
}

function isSame(a: Value | undefined, b: Value | undefined): boolean {
  return JSON.stringify(a ?? null) === JSON.stringify(b ?? null);
}

function asStored(step: FormStep, fields: readonly string[]): FormStep {
  const values = Object.fromEntries(fields.map((id) => [id, step.stored?.values[id] ?? null]));
  return { ...step, values: { ...step.values, ...values }, given: new Set([...step.given, ...fields]) };
}

/** The fields that the answer to a question fills. */
export function filledBy({ entity }: FormLogic, { rule, action: index }: FillAsk): readonly string[] {
  const action = entity.rules?.find(({ id }) => id === rule)?.actions[index];
  return action ? fieldsFilledBy(action) : [];
}

/** The rows as they were typed, with their formulas worked out. */
function withRows(
  logic: FormLogic,
  values: FormValues,
  id: string,
  moment: RecordEnvironmentOptions,
): readonly FormValues[] {
  const child = logic.rows.get(id);
  return rowList(values[id]).map((row) => {
    if (!child || child.record.formulas.length === 0) return row;
    const worked = rowValues(child, row, moment);
    return {
      ...row,
      ...Object.fromEntries(child.record.formulas.map(({ field }) => [field.id, worked[field.id] ?? null])),
    };
  });
}
