import {
  gateProblems,
  hasRules,
  type RecordLogic,
  type RowsByField,
  type SettledRecord,
  settleRecord,
} from "@mortise/fields";
import type { Value } from "@mortise/expression";
import { isId, type LocalizedText } from "@mortise/kit";
import type { RuleLookups } from "../linkage/rule-lookups.ts";
import type { EntityModel } from "../model/entity-model.ts";
import type { Values } from "../model/row-values.ts";
import type { EntityPermission } from "../permission/entity-permission.ts";
import { accessTo } from "../permission/field-guard.ts";
import { environmentOptions, type WriteMoment } from "./compute-values.ts";
import { entityRules } from "./entity-rules.ts";
import { problemText, type Problems } from "./problems.ts";
import { sameValue } from "./same-value.ts";

/** A record that rules are to judge; values that rules set are written into `values`. */
export interface RuledRecord {
  /** Prefix of its fields' paths in error details. */
  readonly path: string;
  readonly values: Values;
  /** The stored record; absent for a new one. */
  readonly before?: Readonly<Record<string, Value>>;
  /** Fields that the write names itself. */
  readonly given: ReadonlySet<string>;
  readonly rows?: RowsByField;
  readonly rowsBefore?: RowsByField;
}

/** Under whose eyes the rules are applied. */
export interface RuleReading {
  readonly model: EntityModel;
  readonly permission: EntityPermission;
  /** Locks hold for people only: flows and imports of the system go past them. */
  readonly person: boolean;
  readonly moment: WriteMoment;
  readonly problems: Problems;
  /** What rules have to know from the database. */
  readonly lookups: RuleLookups;
  /** The same record settled with what was looked up, where the caller has it already. */
  readonly settled?: SettledRecord | undefined;
}

/** What rules made of a record. */
export interface RuledOutcome {
  /** Fields that are not on the form or cannot be filled in: they are not asked for. */
  readonly excused: ReadonlySet<string>;
  /** Fields that rules gave another value. */
  readonly set: ReadonlySet<string>;
  /** Child rows that data linkages made, by sub-table field. */
  readonly filled: RowsByField;
}

const FREE: RuledOutcome = { excused: new Set(), set: new Set(), filled: new Map() };

/**
 * Runs the rules of the entity over a record: sets values and complains about what they require, lock, leave to choose
 * from or refuse. What a stored record violated already does not stand in the way of changes elsewhere.
 */
export function applyRules(given: RuledRecord, reading: RuleReading): RuledOutcome {
  const logic = entityRules(reading.model);
  if (!hasRules(logic)) return FREE;
  const { model, lookups } = reading;
  const settled =
    reading.settled ??
    settleRecord(
      logic,
      { ...given, found: lookups.foundFor(model) },
      environmentOptions(model, reading.moment),
    );
  lookups.want(model, settled.wanted);
  const set = new Set([...logic.set].filter((id) => settled.values[id] !== given.values[id]));
  Object.assign(given.values, settled.values);
  const rows = new Map([...(given.rows ?? []), ...settled.filled]);
  const record = rows.size === 0 ? given : { ...given, rows };
  const locked = lockedFields(record, settled);
  const touched = touchedRules(logic, record, settled, model);
  const judged = { record, settled, locked, touched };
  checkLocked(judged, reading);
  checkOffered(judged, reading);
  expectNarrowed(judged, reading);
  checkRequired(judged, reading);
  checkGates(judged, reading);
  for (const { rule, level, message, field } of settled.state.messages) {
    if (level === "refuse" && judged.touched.has(rule))
      reading.problems.add(field === undefined ? wholeRecord(record) : `${record.path}${field}`, message);
  }
  return {
    excused: new Set([...settled.state.hidden, ...locked.keys()]),
    set,
    filled: settled.filled,
  };
}

/** Form-wide complaints stand at the record itself. */
function wholeRecord({ path }: RuledRecord): string {
  return path.replace(/\.$/, "");
}

interface Judged {
  readonly record: RuledRecord;
  readonly settled: SettledRecord;
  /** With the rule that locks each. */
  readonly locked: ReadonlyMap<string, string>;
  /** Rules that have come to hold with this write, or look at something it changes. */
  readonly touched: ReadonlySet<string>;
}

function touchedRules(
  logic: RecordLogic,
  { before, rows, given }: RuledRecord,
  { values, before: was }: SettledRecord,
  model: EntityModel,
): ReadonlySet<string> {
  const isChanged = (id: string): boolean => {
    const field = model.field(id);
    if (field?.kind === "rows") return given.has(id) && rows !== undefined;
    return field === undefined || !sameValue(before?.[id], values[id], field);
  };
  return new Set(
    logic.rules
      .filter(
        ({ rule, looksAt }) =>
          before === undefined || !was.holding.has(rule.id) || [...looksAt].some((id) => isChanged(id)),
      )
      .map(({ rule }) => rule.id),
  );
}

function isEmpty({ values, rows }: RuledRecord, field: string, model: EntityModel): boolean {
  if (model.field(field)?.kind === "rows") return (rows?.get(field)?.length ?? 0) === 0;
  return (values[field] ?? null) === null;
}

/** What is locked now and was before; whoever brings the lock about may still fill the field in the same write. */
function lockedFields({ before }: RuledRecord, settled: SettledRecord): ReadonlyMap<string, string> {
  const now = [...settled.state.locked];
  return new Map(before ? now.filter(([id]) => settled.before.locked.has(id)) : now);
}

/** A new record has nothing to protect yet: its locks only keep people from filling the field in by hand. */
function checkLocked({ record, locked }: Judged, { model, person, problems }: RuleReading): void {
  if (!person || !record.before) return;
  for (const [id, rule] of locked) {
    const field = model.field(id);
    if (!field || !record.given.has(id)) continue;
    const isSame = field.kind !== "rows" && sameValue(record.before[id], record.values[id], field);
    if (!isSame) problems.add(`${record.path}${id}`, lockedText(model, rule));
  }
}

function lockedText({ entity }: EntityModel, id: string): LocalizedText {
  const name = entity.rules?.find((rule) => rule.id === id)?.name;
  if (!name) return { zh: "按表单规则，当前不能修改", en: "A form rule keeps this from being changed now" };
  return {
    zh: `按规则“${name.zh || name.en}”，当前不能修改`,
    en: `The rule “${name.en || name.zh}” keeps this from being changed now`,
  };
}

function checkOffered({ record, settled, locked }: Judged, { model, problems }: RuleReading): void {
  for (const [id, options] of settled.state.offered) {
    const field = model.field(id);
    const value = record.values[id] ?? null;
    if (!field || value === null || settled.state.hidden.has(id) || locked.has(id)) continue;
    const wasOffered = settled.before.offered.get(id);
    const isOld =
      record.before !== undefined &&
      sameValue(record.before[id], value, field) &&
      sameOptions(wasOffered, options);
    // A value of several options is a list of their keys.
    const chosen: readonly Value[] = Array.isArray(value) ? (value as readonly Value[]) : [value];
    if (!isOld && !chosen.every((key) => options.has(String(key))))
      problems.add(`${record.path}${id}`, notOffered);
  }
}

const notOffered: LocalizedText = {
  zh: "按表单规则，当前不能选择该选项，请换一个",
  en: "A form rule leaves this option out now; choose another",
};

/** References that the rules limit; what a stored record held already under the same limit stays. */
function expectNarrowed({ record, settled, locked }: Judged, { model, lookups }: RuleReading): void {
  for (const [id, narrowed] of settled.state.narrowed) {
    const field = model.field(id);
    const value = record.values[id] ?? null;
    if (!field || value === null || settled.state.hidden.has(id) || locked.has(id)) continue;
    const was = settled.before.narrowed.get(id);
    const isOld =
      record.before !== undefined &&
      sameValue(record.before[id], value, field) &&
      JSON.stringify(was) === JSON.stringify(narrowed);
    const ids = isId(value) ? [value] : Array.isArray(value) ? value.filter(isId) : [];
    if (!isOld && ids.length > 0) lookups.expect({ path: `${record.path}${id}`, field, ids, narrowed });
  }
}

/** Entry and exit criteria of stages; what is not asked of the writer is not missing. */
function checkGates(
  { record, settled, locked }: Judged,
  { model, permission, person, problems }: RuleReading,
): void {
  const { gates, hidden } = settled.state;
  if (gates.length === 0) return;
  const closed = model.fields.filter(({ id }) => person && accessTo(permission, id) !== "write");
  const rows = Object.fromEntries(record.rows ?? []);
  for (const { field, message } of gateProblems(gates, {
    fields: model.entity.fields,
    before: record.before,
    values: { ...record.values, ...rows },
    excused: new Set([...hidden, ...locked.keys(), ...closed.map(({ id }) => id)]),
  }))
    if (!problems.has(`${record.path}${field}`)) problems.add(`${record.path}${field}`, message);
}

function sameOptions(a: ReadonlySet<string> | undefined, b: ReadonlySet<string>): boolean {
  return a !== undefined && a.size === b.size && [...b].every((option) => a.has(option));
}

/** What a person may not write is not asked of them. */
function checkRequired({ record, settled, locked }: Judged, reading: RuleReading): void {
  const { model, permission, person, problems } = reading;
  for (const id of settled.state.required) {
    const isDue = !record.before || !settled.before.required.has(id) || record.given.has(id);
    const mayFill =
      !person || (accessTo(permission, id) === "write" && model.field(id)?.definition?.readOnly !== true);
    const path = `${record.path}${id}`;
    if (isDue && mayFill && !locked.has(id) && isEmpty(record, id, model) && !problems.has(path))
      problems.add(path, problemText.required);
  }
}
