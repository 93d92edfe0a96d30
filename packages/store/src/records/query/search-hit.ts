import type { Marks } from "../../search/match-marks.ts";

/** A record found by the global search box. */
export interface SearchHit {
  readonly entity: string;
  readonly id: string;
  readonly title: string;
  /** The pieces of the title that match. */
  readonly marks: Marks;
  /** What else is known of it: where it matches first, then what tells it from its namesakes. */
  readonly hints: readonly SearchHint[];
}

/** A value of a found record. */
export interface SearchHint {
  readonly field: string;
  readonly text: string;
  readonly marks: Marks;
}

/** What was found of one entity: the best hits, and how many there are. */
export interface SearchGroup {
  readonly entity: string;
  readonly hits: readonly SearchHit[];
  /** `capped`: there are more. */
  readonly count: { readonly value: number; readonly capped: boolean };
}
