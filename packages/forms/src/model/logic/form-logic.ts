import type { RecordEnvironmentOptions, Value } from "@mortise/expression";
import {
  compileRecordLogic,
  type FillAsk,
  findFieldType,
  type FoundFills,
  type RecordLogic,
  type RecordState,
  type SettledRecord,
  settleRecord,
  withFormulas,
} from "@mortise/fields";
import {
  type Catalog,
  type EntityDocument,
  type FieldDefinition,
  fieldsFilledBy,
  fieldStorage,
} from "@mortise/metadata";

/** What stands in the controls, by field id; input that does not fit stays as it was typed. */
export type FormValues = Readonly<Record<string, Value>>;

/** The logic of a form while it is filled in: that of its records and of the rows of its sub-tables. */
export interface FormLogic {
  readonly entity: EntityDocument;
  readonly record: RecordLogic;
  /** By sub-table field. */
  readonly rows: ReadonlyMap<string, FormLogic>;
}

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
      isKept: (field) => fieldStorage(catalog, entity.id, field) === "column",
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
}

/** What the form comes to. */
export interface FormOutcome {
  readonly values: FormValues;
  readonly state: RecordState;
  /** What the server has to be asked before the step is complete: then it is taken again with the answers. */
  readonly wanted: readonly FillAsk[];
  /** Fields that these answers would fill. */
  readonly pending: ReadonlySet<string>;
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
  const values: Record<string, Value> = { ...step.values };
  for (const id of logic.record.set) {
    if (settled.values[id] !== read[id]) values[id] = settled.values[id] ?? null;
  }
  for (const [id, rows] of settled.filled) values[id] = rows.length === 0 ? null : rows;
  for (const { field } of logic.record.formulas) values[field.id] = settled.values[field.id] ?? null;
  for (const id of logic.rows.keys())
    if (Array.isArray(values[id])) values[id] = withRows(logic, values, id, moment);
  return {
    values,
    state: settled.state,
    wanted: settled.wanted,
    pending: new Set(settled.wanted.flatMap((ask) => filledBy(logic, ask))),
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

/** The fields that the answer to a question fills. */
export function filledBy({ entity }: FormLogic, { rule, action: index }: FillAsk): readonly string[] {
  const action = entity.rules?.find(({ id }) => id === rule)?.actions[index];
  return action ? fieldsFilledBy(action) : [];
}

/** The values as they would be stored; what does not fit is empty. */
export function readValues(
  logic: FormLogic,
  values: FormValues,
  moment: RecordEnvironmentOptions,
): FormValues {
  const read: Record<string, Value> = { ...values };
  for (const field of logic.entity.fields) {
    const value = values[field.id] ?? null;
    const child = logic.rows.get(field.id);
    if (child) read[field.id] = rowList(value).map((row) => rowValues(child, row, moment));
    else if (value !== null) {
      const fit = findFieldType(field.type)?.parse(value, field);
      // Types that nobody fills in refuse every value; theirs come from the record itself.
      if (fit && !fit.ok && findFieldType(field.type)?.computed === undefined) read[field.id] = null;
      else if (fit?.ok) read[field.id] = fit.value;
    }
  }
  return read;
}

function rowList(value: Value | undefined): readonly FormValues[] {
  // Values of sub-tables are lists of rows.
  return Array.isArray(value) ? (value as readonly FormValues[]) : [];
}

function rowValues(child: FormLogic, row: FormValues, moment: RecordEnvironmentOptions): FormValues {
  return withFormulas(child.record, readValues(child, row, moment), { moment });
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
