import type { RecordEnvironmentOptions } from "@mortise/expression";
import {
  type FillAsk,
  fillKey,
  type FoundFills,
  hasRules,
  type RowView,
  settleRecord,
} from "@mortise/fields";
import { viewOf } from "./form-view.ts";
import { type FormLogic, type FormValues, readValues, rowList } from "./read-values.ts";

/** Rows of a sub-table with those that stood there before the step; rows that nobody touched are the same objects. */
export interface SteppedRows {
  readonly rows: readonly FormValues[];
  readonly before: readonly FormValues[];
  /** What the server has answered for data linkages of such rows. */
  readonly found?: FoundFills | undefined;
}

/** Rows as their rules leave them, and what the server has to be asked before that is all. */
export interface SettledRows {
  readonly rows: readonly FormValues[];
  readonly wanted: readonly FillAsk[];
}

/**
 * Lets the rules and data linkages of child rows set values in the rows that a step changed, as the server does when they
 * are saved.
 */
export function settleRows(
  child: FormLogic,
  { rows, before, found }: SteppedRows,
  moment: RecordEnvironmentOptions,
): SettledRows {
  if (child.record.set.size === 0) return { rows, wanted: [] };
  const untouched = new Set(before);
  const wanted = new Map<string, FillAsk>();
  const settled = rows.map((row, index) => {
    if (untouched.has(row)) return row;
    const was = rows.length === before.length ? before[index] : undefined;
    const read = readValues(child, row, moment);
    const { values, wanted: asked } = settleRecord(
      child.record,
      {
        values: read,
        given: was ? changedFields(row, was) : typedFields(child, row),
        ...(was ? { before: readValues(child, was, moment) } : {}),
        ...(found ? { found } : {}),
      },
      moment,
    );
    for (const ask of asked) wanted.set(fillKey(ask), ask);
    const set = [...child.record.set].filter((id) => values[id] !== read[id]);
    return set.length === 0
      ? row
      : { ...row, ...Object.fromEntries(set.map((id) => [id, values[id] ?? null])) };
  });
  return { rows: settled, wanted: [...wanted.values()] };
}

/** What the rules of child rows make of the rows on screen; `stored` are those of the record as it was opened. */
export function rowViews(
  logic: FormLogic,
  values: FormValues,
  { stored, moment }: { readonly stored: FormValues | undefined; readonly moment: RecordEnvironmentOptions },
): ReadonlyMap<string, readonly RowView[]> | undefined {
  const ruled = [...logic.rows].filter(([, child]) => hasRules(child.record));
  if (ruled.length === 0) return undefined;
  return new Map(
    ruled.map(([id, child]) => {
      const opened = new Map(rowList(stored?.[id]).map((row) => [row["id"], row]));
      return [
        id,
        rowList(values[id]).map((row): RowView => {
          const was = row["id"] === undefined ? undefined : opened.get(row["id"]);
          const state = stateOfRow(child, row, moment);
          const view = viewOf(state, was && stateOfRow(child, was, moment));
          return { ...view, messages: state.messages };
        }),
      ];
    }),
  );
}

function stateOfRow(child: FormLogic, row: FormValues, moment: RecordEnvironmentOptions) {
  const values = readValues(child, row, moment);
  return settleRecord(child.record, { values, before: values, given: new Set() }, moment).state;
}

function changedFields(row: FormValues, was: FormValues): ReadonlySet<string> {
  const isChanged = (id: string): boolean =>
    JSON.stringify(row[id] ?? null) !== JSON.stringify(was[id] ?? null);
  return new Set(Object.keys(row).filter(isChanged));
}

/** What stands in a new row besides its defaults. */
function typedFields({ entity }: FormLogic, row: FormValues): ReadonlySet<string> {
  const defaults = new Map(entity.fields.map((field) => [field.id, field.default ?? null]));
  const isTyped = (id: string): boolean =>
    (row[id] ?? null) !== null && JSON.stringify(row[id]) !== JSON.stringify(defaults.get(id));
  return new Set(Object.keys(row).filter(isTyped));
}
