import type { FieldType } from "./field-type.ts";

/** The form in which texts count as the same; empty when a text counts as none. */
export type SameForm = (text: string) => string;

/** Words are the same whatever their case, width and spaces; as `mortise.unique_text` has it. */
export const sameWords: SameForm = (text) =>
  text
    .normalize("NFKC")
    .replace(/[\t-\r \u0085\u1680\u2028\u2029]+/g, "")
    .toLowerCase();

/** Telephone numbers are the same whatever stands between their digits; as `mortise.unique_digits` has it. */
export const sameDigits: SameForm = (text) => text.replace(/^(?:\+|00)86(?=1\d{10})/, "").replace(/\D/g, "");

/** How texts of a field of this type are told apart. */
export function sameForm({ searchedAs }: Pick<FieldType, "searchedAs">): SameForm {
  return searchedAs === "digits" ? sameDigits : sameWords;
}
