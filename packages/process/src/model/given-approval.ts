/** Who approved at a step. */
export interface GivenApproval {
  readonly node: string;
  readonly users: readonly string[];
}
