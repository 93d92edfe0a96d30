/** Parts of a document to change; those that are undefined are taken out. */
export type Parts<T> = { readonly [Key in keyof T]?: T[Key] | undefined };

/** The value with some of its parts changed; parts that are undefined are gone, so documents keep no empty places. */
export function withParts<T extends object>(value: T, parts: Parts<T>): T {
  const next = Object.fromEntries(
    Object.entries({ ...value, ...parts }).filter(([, part]) => part !== undefined),
  );
  // Only parts of the type were changed; which ones may be missing the caller's types say.
  return next as T;
}

/** The value, or undefined when all its parts are gone: an object without parts says nothing. */
export function unlessEmpty<T extends object>(value: T): T | undefined {
  return Object.keys(value).length === 0 ? undefined : value;
}

/** A list, or undefined when there is nothing in it. */
export function unlessNone<T>(list: readonly T[]): readonly T[] | undefined {
  return list.length === 0 ? undefined : list;
}
