import type { Value } from "@mortise/expression";
import { SECRET_SHOWN } from "@mortise/fields";
import { isId, isPlainObject, type LocalizedText } from "@mortise/kit";
import type { EntityModel } from "../model/entity-model.ts";
import type { ModelField } from "../model/model-field.ts";
import { scalarText, type Values } from "../model/row-values.ts";
import type { EntityPermission } from "../permission/entity-permission.ts";
import { accessTo } from "../permission/field-guard.ts";
import { problemText, type Problems } from "./problems.ts";

/** One row of input, checked field by field. */
export interface ParsedInput {
  /** Normalised values of the fields that were given and are fit. */
  readonly values: Values;
  /** Child rows given for sub-table fields, still as they came. */
  readonly children: ReadonlyMap<string, readonly Readonly<Record<string, unknown>>[]>;
}

/** Under whose eyes the input is read. */
export interface InputReading {
  readonly model: EntityModel;
  readonly permission: EntityPermission;
  /** People may not set read-only, computed and kept fields. */
  readonly person: boolean;
  readonly creating: boolean;
  readonly problems: Problems;
}

/** Nothing is ever put into it. */
const NO_CHILDREN = new Map<string, readonly Readonly<Record<string, unknown>>[]>();

const SYSTEM_GIVEN: ReadonlySet<string> = new Set([
  "id",
  "created_at",
  "created_by",
  "updated_at",
  "updated_by",
]);

/** Checks and normalises one row of input; complaints go to `problems` under `path`. */
export function parseInput(input: unknown, path: string, reading: InputReading): ParsedInput {
  const values: Values = {};
  let children = NO_CHILDREN;
  if (!isPlainObject(input)) {
    reading.problems.add(path.replace(/\.$/, "") || "rows", problemText.notObject);
    return { values, children };
  }
  for (const id of Object.keys(input)) {
    const raw = input[id];
    const field = reading.model.field(id);
    const refusal = field ? refusalOf(field, reading) : unknownText(id, reading);
    if (!field || refusal) {
      reading.problems.add(`${path}${id}`, refusal ?? problemText.unknown);
    } else if (field.kind === "rows") {
      if (children === NO_CHILDREN) children = new Map();
      children.set(id, rowList(raw, field, { path: `${path}${id}`, problems: reading.problems }));
    } else {
      const value = parseValue(raw, field, path, reading.problems);
      if (value !== undefined) values[id] = value;
    }
  }
  return { values, children };
}

/** A field that is not there, or is called otherwise by now. */
function unknownText(id: string, { model, permission, person }: InputReading): LocalizedText {
  const now = model.renamed(id);
  if (now === undefined || (person && accessTo(permission, now) === "hidden")) return problemText.unknown;
  return { zh: `字段的标识已改为“${now}”`, en: `The key of this field is now “${now}”` };
}

function refusalOf(field: ModelField, reading: InputReading) {
  if (field.system) return systemRefusal(field, reading);
  const computed = field.type?.computed;
  if (computed === "on-write") return problemText.readOnly;
  if (!reading.person) return undefined;
  const access = accessTo(reading.permission, field.id);
  // A hidden field answers like one that is not there.
  if (access === "hidden") return problemText.unknown;
  if (access !== "write") return problemText.notAllowed;
  if (reading.creating && isGivenPool(field)) return undefined;
  return computed !== undefined || field.definition?.readOnly === true ? problemText.readOnly : undefined;
}

/** A new record may say into which pool it comes. */
function isGivenPool({ id, definition }: ModelField): boolean {
  return id === "pool" && definition?.supplied === true;
}

function systemRefusal(field: ModelField, reading: InputReading) {
  if (field.id === "owner" || field.id === "team") {
    return reading.person && accessTo(reading.permission, field.id) !== "write"
      ? problemText.notAllowed
      : undefined;
  }
  const isPlace = field.id === "parent" || field.id === "position";
  if (isPlace && reading.creating && reading.model.parent) return undefined;
  return !reading.person && reading.creating && SYSTEM_GIVEN.has(field.id) ? undefined : problemText.readOnly;
}

function rowList(
  raw: unknown,
  { type, definition }: ModelField,
  { path, problems }: { readonly path: string; readonly problems: Problems },
): readonly Readonly<Record<string, unknown>>[] {
  if (raw === null || raw === undefined || raw === "") return [];
  if (!Array.isArray(raw) || !raw.every(isPlainObject)) {
    problems.add(path, problemText.rowList);
    return [];
  }
  // The type knows how few and how many rows there may be; the rows themselves are read by their own entity.
  const result = type && definition ? type.parse(raw, definition) : undefined;
  if (result && !result.ok) problems.add(path, result.error);
  return raw;
}

function parseValue(raw: unknown, field: ModelField, path: string, problems: Problems): Value | undefined {
  if (!isStorable(raw)) {
    problems.add(`${path}${field.id}`, problemText.unstorable);
    return undefined;
  }
  if (!field.type || !field.definition) return parseSystemValue(raw, field, path, problems);
  const result = field.type.parse(raw, field.definition);
  // What everybody sees in place of a sealed value leaves it as it is.
  if (result.ok) return field.seal && result.value === SECRET_SHOWN ? undefined : result.value;
  problems.add(`${path}${field.id}`, result.error);
  return undefined;
}

function parseSystemValue(
  raw: unknown,
  field: ModelField,
  path: string,
  problems: Problems,
): Value | undefined {
  if (raw === null || raw === undefined || raw === "") return null;
  if (field.kind === "datetime") {
    const time = new Date(scalarText(raw));
    if (!Number.isNaN(time.getTime())) return time.toISOString();
  } else if (field.kind === "number") {
    if (Number.isInteger(raw)) return Number(raw);
  } else if (isId(raw)) return raw.toLowerCase();
  problems.add(`${path}${field.id}`, problemText.notId);
  return undefined;
}

/** Text columns can hold neither NUL nor half a surrogate pair; nothing is silently changed. */
function isStorable(raw: unknown): boolean {
  if (typeof raw === "string") return !raw.includes("\u0000") && raw.isWellFormed();
  if (Array.isArray(raw)) return raw.every(isStorable);
  return isPlainObject(raw)
    ? Object.entries(raw).every(([key, value]) => isStorable(key) && isStorable(value))
    : true;
}
