import type { Value } from "@mortise/expression";

/** Values of a record as some text quotes them, by field. */
export interface QuoteRequest {
  readonly entity: string;
  readonly record: string;
  readonly values: Readonly<Record<string, Value>>;
}

/** What a reader may be shown of quoted values. */
export interface QuotedValues {
  /** Per request and field; fields that are withheld are absent, as are all of a record that is not seen. */
  readonly items: readonly Readonly<Record<string, QuotedValue>>[];
  /** Names of ids in the values, as far as the reader may know them. */
  readonly labels: Readonly<Record<string, string>>;
}

/** A value, or what its mask leaves of it. */
export interface QuotedValue {
  readonly value: Value;
  readonly masked: boolean;
}
