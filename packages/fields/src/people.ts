import type { Value } from "@mortise/expression";
import { fail, isId, type JsonObject, ok, type Result } from "@mortise/kit";
import type { FieldDefinition } from "@mortise/metadata";
import type { FieldContext } from "./field-type.ts";
import { settingOf, switchSetting } from "./setting-values.ts";
import { isEmptyInput } from "./text-cleaning.ts";

const SEPARATORS = /\s*[,，、;；|\n]\s*/g;

/** What is found by `FieldContext.find`: users, teams or records of an entity, and how a person names it. */
export interface LinkTarget {
  readonly id: string;
  readonly zh: string;
  readonly en: string;
}

/** Whether a field holds a list of ids. */
export function isMultiple(field: FieldDefinition): boolean {
  return switchSetting(field, "multiple");
}

/** The teams that a field of people or teams is limited to. */
export function scopeOf(field: FieldDefinition): readonly string[] {
  const teams = settingOf(field, "within");
  return Array.isArray(teams) ? teams.filter(isId) : [];
}

/** The field as one that holds a list of ids, whatever its settings say. */
export function asMultiple(field: FieldDefinition): FieldDefinition {
  return { ...field, settings: { ...field.settings, multiple: true } };
}

/** Checks one id, or a list of different ids when the field allows several. */
export function parseIds(input: unknown, field: FieldDefinition, target: LinkTarget): Result<Value> {
  if (isEmptyInput(input)) return ok(null);
  if (!isMultiple(field)) return isId(input) ? ok(input.toLowerCase()) : notFound(target, input);
  // Only takes the `any` out of what the array test leaves.
  const given = Array.isArray(input) ? (input as readonly unknown[]) : [input];
  const ids: string[] = [];
  for (const id of given) {
    if (!isId(id)) return notFound(target, id);
    if (!ids.includes(id.toLowerCase())) ids.push(id.toLowerCase());
  }
  return ok(ids);
}

/** Names of the linked; an id without a known name stands for itself. */
export function idsToText(value: Value, context: FieldContext): string {
  const ids = Array.isArray(value) ? value.filter((id) => typeof id === "string") : [value];
  const names = ids.flatMap((id) => (typeof id === "string" ? [context.label(id) ?? id] : []));
  return names.join(context.locale === "zh" ? "，" : ", ");
}

/** Finds the linked by their names, or by their ids. */
export function readIds(
  text: string,
  field: FieldDefinition,
  context: FieldContext,
  target: LinkTarget,
): Result<Value> {
  if (isEmptyInput(text)) return ok(null);
  const whole = lookUp(text, context, target);
  if (whole !== undefined) return ok(isMultiple(field) ? [whole] : whole);
  if (!isMultiple(field)) return notFound(target, text);
  return readList(text, context, target);
}

/** The most pieces that one name is put together from: `Beta, Inc.` has two. */
const MOST_PIECES = 3;

/** Pieces of a list between its separators; the first of them up to the last `count` read as one text. */
function piecesOf(text: string): (first: number, count: number) => string | undefined {
  const places = [0];
  const ends: number[] = [];
  for (const match of text.matchAll(SEPARATORS)) {
    ends.push(match.index);
    places.push(match.index + match[0].length);
  }
  ends.push(text.length);
  return (first, count) => {
    const [start, end] = [places[first], ends[first + count - 1]];
    return start === undefined || end === undefined ? undefined : text.slice(start, end).trim();
  };
}

/** Every text in a list that may be a name: names may hold separators themselves. */
export function possibleNames(text: string): readonly string[] {
  const piece = piecesOf(text);
  const names: string[] = [];
  for (let first = 0; piece(first, 1) !== undefined; first += 1)
    for (let count = 1; count <= MOST_PIECES; count += 1) names.push(piece(first, count) ?? "");
  return names.filter((name) => name !== "");
}

/** Takes the longest known name at each place of the list. */
function readList(text: string, context: FieldContext, target: LinkTarget): Result<Value> {
  const piece = piecesOf(text);
  const ids: string[] = [];
  for (let first = 0; piece(first, 1) !== undefined;) {
    if (piece(first, 1) === "") {
      first += 1;
      continue;
    }
    let taken = 0;
    for (let count = MOST_PIECES; count > 0 && taken === 0; count -= 1) {
      const name = piece(first, count);
      const id = name === undefined ? undefined : lookUp(name, context, target);
      if (id === undefined) continue;
      taken = count;
      if (!ids.includes(id)) ids.push(id);
    }
    if (taken === 0) return notFound(target, piece(first, 1));
    first += taken;
  }
  return ok(ids.length === 0 ? null : ids);
}

function lookUp(text: string, context: FieldContext, target: LinkTarget): string | undefined {
  const name = text.trim();
  const isList = name.search(SEPARATORS) >= 0;
  const marked = isList ? undefined : MARKED.exec(name)?.[1];
  return isId(name) ? name.toLowerCase() : (marked?.toLowerCase() ?? context.find(target.id, name));
}

/** A name with the id behind it: how exports write a name that several have. */
const MARKED = /\[([\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12})\]$/i;

/** Names with their ids, which `readIds` reads whatever else has the same name. */
export function markedNames(ids: readonly string[], context: FieldContext): string {
  return ids
    .map((id) => `${(context.label(id) ?? "").replaceAll(SEPARATORS, " ")} [${id}]`.trim())
    .join(context.locale === "zh" ? "，" : ", ");
}

function notFound(target: LinkTarget, input: unknown): Result<never> {
  const shown = typeof input === "string" ? input.trim().slice(0, 40) : typeof input;
  return fail(`没有找到${target.zh}“${shown}”`, `No ${target.en} "${shown}" was found`);
}

/** JSON Schema of an id, or of a list of ids. */
export function idsSchema(field: FieldDefinition): JsonObject {
  const id = { type: "string", format: "uuid" };
  return isMultiple(field) ? { type: "array", items: id, uniqueItems: true } : id;
}
