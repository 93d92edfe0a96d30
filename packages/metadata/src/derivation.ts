import type { Expression } from "@mortise/expression";

/** Figures a rollup gives over the records of a list. */
export type RollupFunction = "count" | "countDistinct" | "sum" | "avg" | "min" | "max";

/** A field of the record that a reference of this record points at. */
export interface LookupDerivation {
  readonly kind: "lookup";
  /** The reference field of the same entity. */
  readonly reference: string;
  /** The field of the entity it points at. */
  readonly field: string;
  /** Kept in a column and brought up to date in the transaction that changes it; read on demand otherwise. */
  readonly stored: boolean;
}

/** One figure over the records of a list field: child rows, several references, a reverse list. */
export interface RollupDerivation {
  readonly kind: "rollup";
  /** The list field of the same entity. */
  readonly list: string;
  readonly function: RollupFunction;
  /** The field of the listed records; counting records needs none. */
  readonly field?: string;
  /** Which of the listed records take part. */
  readonly filter?: Expression;
  readonly stored: boolean;
}

/** The records of another entity whose reference field points at this record. */
export interface ReverseDerivation {
  readonly kind: "reverse";
  readonly entity: string;
  readonly field: string;
}

/** Where the value of a field comes from that other records hold. */
export type Derivation = LookupDerivation | RollupDerivation | ReverseDerivation;

/** What becomes of a record that points at another one when that one is deleted. */
export type DeleteRule = "clear" | "restrict" | "cascade";

/**
 * Where values are: `column` of the entity's table, `links` in a table of their own, `rows` of a child entity,
 * `computed` nowhere but in queries.
 */
export type FieldStorage = "column" | "links" | "rows" | "computed";
