/** The searched fields of an entity by the way their text is taken apart. */
export interface SearchFields {
  /** Text as it stands. */
  readonly words: readonly string[];
  /** Those of them that are also found by the first letters of their reading. */
  readonly names: readonly string[];
  /** Numbers of which only the digits count. */
  readonly digits: readonly string[];
}

/** A field as search sees it. */
export interface SearchedField {
  readonly id: string;
  readonly searchedAs?: "names" | "digits" | undefined;
}

/** Sorts searched fields by the way their text is taken apart. */
export function searchFields(fields: readonly SearchedField[]): SearchFields {
  const ids = (fits: (field: SearchedField) => boolean) => fields.filter(fits).map(({ id }) => id);
  return {
    words: ids(({ searchedAs }) => searchedAs !== "digits"),
    names: ids(({ searchedAs }) => searchedAs === "names"),
    digits: ids(({ searchedAs }) => searchedAs === "digits"),
  };
}
