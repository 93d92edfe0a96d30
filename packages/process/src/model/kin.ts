import { fieldType, sameDigits, sameWords } from "@mortise/fields";
import { canonicalJson } from "@mortise/kit";
import type { Catalog, OwnerLookup } from "@mortise/metadata";

/** So many records with the same values are looked at, the newest first. */
export const MOST_KIN = 20;

/** A record with the same values, and whose it is. */
export interface Kin {
  readonly id: string;
  readonly owner: string;
}

/** A field in which records are the same; of digits alone when `isDigits`. */
export interface KinField {
  readonly id: string;
  readonly isDigits?: boolean;
}

/** In which fields records of an entity are the same. */
export interface KinShape {
  readonly entity: string;
  readonly fields: readonly KinField[];
}

/** Records of an entity that hold these values in these fields. */
export interface KinLookup extends KinShape {
  /** In the form in which they are compared; none of them empty. */
  readonly values: readonly string[];
}

/** Two lookups with the same key find the same records. */
export function kinKey({ entity, fields, values }: KinLookup): string {
  return canonicalJson([entity, ...fields.map(({ id, isDigits }) => (isDigits ? `#${id}` : id)), values]);
}

/** How a lookup compares: telephone numbers by their digits, also with a text in which somebody wrote one. */
export function kinShape(catalog: Catalog, own: string, { entity, match }: OwnerLookup): KinShape {
  const isNumber = (of: string, id: string): boolean => {
    const field = catalog.field(of, id);
    return field !== undefined && fieldType(field.type).searchedAs === "digits";
  };
  const fields = match.map(({ field, own: ours }): KinField =>
    isNumber(entity, field) || isNumber(own, ours) ? { id: field, isDigits: true } : { id: field },
  );
  return { entity, fields };
}

/** A value in the form in which it is compared with the values of a field; empty when there is nothing to compare. */
export function comparedValue(
  catalog: Catalog,
  entity: string,
  { id, isDigits = false }: KinField,
  value: unknown,
): string {
  if (typeof value !== "string") return "";
  const field = catalog.field(entity, id);
  if (!field || catalog.fieldTypes.kindOf(field) !== "text") return value;
  return isDigits ? sameDigits(value) : sameWords(value);
}

/** The lookup that finds a record; undefined when one of its values is empty. */
export function kinLookupOf(
  catalog: Catalog,
  shape: KinShape,
  record: Readonly<Record<string, unknown>>,
): KinLookup | undefined {
  const { entity, fields } = shape;
  const values = fields.map((field) => comparedValue(catalog, entity, field, record[field.id]));
  return values.includes("") ? undefined : { entity, fields, values };
}

/** The newest first: ids grow with time. */
export function newestFirst(kin: readonly Kin[]): readonly Kin[] {
  return kin.toSorted((one, other) => (one.id < other.id ? 1 : -1));
}
