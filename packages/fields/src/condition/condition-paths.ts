import type { LocalizedText } from "@mortise/kit";
import type { FieldDefinition } from "@mortise/metadata";
import { fieldCatalog } from "../field-catalog.ts";
import { fieldOperators } from "./operators.ts";

/** The fields of an entity's records at which a condition may look; none of an entity that is not to be seen. */
export type FieldsOf = (entity: string) => readonly FieldDefinition[];

/** References that one path may lead through, as the language has it. */
export const MOST_STEPS = 5;

/** What may be asked of a person: the main team. */
const OF_PERSON: readonly FieldDefinition[] = [
  { id: "team", type: "team", name: { zh: "团队", en: "Team" } },
];

/** A field behind a reference, as pickers offer it. */
export interface FieldOnPath {
  /** The field under its path, named by all its steps: 客户 › 地区. */
  readonly field: FieldDefinition;
  /** What the field is called where it stands: 地区. */
  readonly name: LocalizedText;
  /** What leads there: 客户. */
  readonly way: LocalizedText;
}

/** The field at a path through references, under its path; undefined when the path leads nowhere. */
export function fieldAtPath(
  path: string,
  fields: readonly FieldDefinition[],
  fieldsOf: FieldsOf | undefined,
): FieldDefinition | undefined {
  const own = fields.find(({ id }) => id === path);
  if (own || !fieldsOf) return own;
  const steps = stepsTo(path, fields, fieldsOf);
  const last = steps?.at(-1);
  return steps && last ? onPath(steps.slice(0, -1), last) : undefined;
}

/**
 * The fields behind references that are offered beside an entity's own: those one step away, and those behind a
 * reference on the path that is chosen, so that any path is reached step by step. Only what can be compared is offered.
 */
export function fieldsBehindReferences(
  fields: readonly FieldDefinition[],
  chosen: string,
  fieldsOf: FieldsOf,
): readonly FieldOnPath[] {
  const steps = stepsTo(chosen, fields, fieldsOf) ?? [];
  const deeper = steps.slice(1).map((_step, index) => steps.slice(0, index + 2));
  return [...fields.map((field) => [field]), ...deeper].flatMap((way) => behind(way, fieldsOf));
}

function wayName(way: readonly FieldDefinition[]): LocalizedText {
  const join = (text: (field: FieldDefinition) => string): string => way.map(text).join(" › ");
  return { zh: join(({ name }) => name.zh || name.en), en: join(({ name }) => name.en || name.zh) };
}

function behind(way: readonly FieldDefinition[], fieldsOf: FieldsOf): readonly FieldOnPath[] {
  const last = way.at(-1);
  if (!last || way.length > MOST_STEPS) return [];
  return fieldsBehind(last, fieldsOf)
    .filter((field) => fieldOperators(fieldCatalog.kindOf(field)).length > 0)
    .map((field) => ({ field: onPath(way, field), name: field.name, way: wayName(way) }));
}

function onPath(way: readonly FieldDefinition[], field: FieldDefinition): FieldDefinition {
  const steps = [...way, field];
  return { ...field, id: steps.map(({ id }) => id).join("."), name: wayName(steps) };
}

function stepsTo(
  path: string,
  fields: readonly FieldDefinition[],
  fieldsOf: FieldsOf,
): readonly FieldDefinition[] | undefined {
  const found: FieldDefinition[] = [];
  let known = fields;
  for (const step of path.split(".")) {
    const field = known.find(({ id }) => id === step);
    if (!field || found.length > MOST_STEPS) return undefined;
    found.push(field);
    known = fieldsBehind(field, fieldsOf);
  }
  return found;
}

/** The fields of what a reference or a person field points at; none for others. */
export function fieldsBehind(field: FieldDefinition, fieldsOf: FieldsOf): readonly FieldDefinition[] {
  const kind = fieldCatalog.kindOf(field);
  if (kind === "user") return OF_PERSON;
  const target = kind === "reference" ? fieldCatalog.targetEntity(field) : undefined;
  return target === undefined ? [] : fieldsOf(target);
}
