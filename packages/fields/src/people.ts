import type { Value } from "@mortise/expression";
import { fail, isId, type JsonObject, ok, type Result } from "@mortise/kit";
import type { FieldDefinition } from "@mortise/metadata";
import type { FieldContext } from "./field-type.ts";
import { settingOf, switchSetting } from "./setting-values.ts";
import { isEmptyInput } from "./text-cleaning.ts";

const SEPARATOR = /\s*[,，、;；|\n]\s*/;

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
  const ids: string[] = [];
  for (const part of text.split(SEPARATOR).filter((name) => name.trim() !== "")) {
    const id = lookUp(part, context, target);
    if (id === undefined) return notFound(target, part);
    if (!ids.includes(id)) ids.push(id);
  }
  return ok(ids.length === 0 ? null : ids);
}

function lookUp(text: string, context: FieldContext, target: LinkTarget): string | undefined {
  const name = text.trim();
  return isId(name) ? name.toLowerCase() : context.find(target.id, name);
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
