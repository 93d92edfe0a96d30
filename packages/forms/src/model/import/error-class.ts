import type { ValueKind } from "@mortise/expression";

/** Kinds of trouble with single cells, each of which may cost the row or only the cell. */
export const ERROR_CLASSES = ["value", "option", "person", "reference", "file"] as const;

/** One kind of trouble with a cell: no such value, no such option or region, nobody of that name, no such record, no such file or one that does not fit. */
export type ErrorClass = (typeof ERROR_CLASSES)[number];

/** What becomes of a row with such a cell. */
export type ErrorPolicy = Readonly<Partial<Record<ErrorClass, "row" | "cell">>>;

const CLASSES: Readonly<Partial<Record<ValueKind, ErrorClass>>> = {
  option: "option",
  options: "option",
  region: "option",
  user: "person",
  users: "person",
  team: "person",
  teams: "person",
  reference: "reference",
  references: "reference",
  files: "file",
};

/** What it means when a cell cannot be read as a value of the kind. */
export function errorClass(kind: ValueKind): ErrorClass {
  return CLASSES[kind] ?? "value";
}
