import type { LocalizedText } from "@mortise/kit";

/** Values that somebody is typing. */
export interface UniqueCheck {
  readonly entity: string;
  /** The record that is being changed; absent for a new one. */
  readonly id?: string;
  readonly values: Readonly<Record<string, unknown>>;
}

/** A value that another record has already. */
export interface TakenValue {
  readonly field: string;
  readonly message: LocalizedText;
  /** The other record, for those who may see it. */
  readonly record?: string;
}
