/** One of the two sides that are merged. */
export type Side = "ours" | "theirs";

/** The same part in the three states; undefined where it does not exist. */
export interface ThreeStates {
  readonly base: unknown;
  readonly ours: unknown;
  readonly theirs: unknown;
}
