import { isPlainObject, type Json, type JsonObject } from "@mortise/kit";

/** A stored list of objects, whatever was stored. */
export function objectsIn(value: Json | undefined): readonly JsonObject[] {
  return Array.isArray(value) ? value.filter((item): item is JsonObject => isPlainObject(item)) : [];
}

/** The list with one element replaced. */
export function replaceAt<Item>(list: readonly Item[], index: number, item: Item): readonly Item[] {
  return list.map((current, at) => (at === index ? item : current));
}

/** The list without one element. */
export function removeAt<Item>(list: readonly Item[], index: number): readonly Item[] {
  return list.filter((_item, at) => at !== index);
}

/** The list with one element moved by some places. */
export function moveBy<Item>(list: readonly Item[], index: number, by: number): readonly Item[] {
  const item = list[index];
  const place = index + by;
  if (item === undefined || place < 0 || place >= list.length) return list;
  return removeAt(list, index).toSpliced(place, 0, item);
}

/** The object without one of its members. */
export function without(object: JsonObject, key: string): JsonObject {
  return Object.fromEntries(Object.entries(object).filter(([name]) => name !== key));
}
