import type { LocalizedText } from "@mortise/kit";

/** What people may do with a field of the record when they decide: see it, change it, or they must fill it in. */
export type FieldRight = "read" | "edit" | "required";

/** A field that a step shows to whom it asks. */
export interface ShownField {
  readonly field: string;
  readonly right: FieldRight;
}

/** Stands for whoever started the run, among the places to return to. */
export const STARTER = "$starter";

/** A place that an approval may be returned to: a step that was passed, or {@link STARTER}. */
export interface ReturnTarget {
  readonly node: string;
  readonly name: LocalizedText;
}

/** What a step lets people do and demands of them when they decide; kept with each part, so that it holds for that run. */
export interface AskTerms {
  /** It was returned: whoever started it changes it and hands it in again. */
  readonly resubmit?: true;
  /** A comment is wanted also when it is approved. */
  readonly comment?: true;
  /** Whoever approves signs by hand. */
  readonly signature?: true;
  /** They choose whom the step asks. */
  readonly pick?: true;
  /** Where it may be returned to, where the choice is the approver's. */
  readonly returns?: readonly ReturnTarget[];
  /** In their order; other fields are not shown. */
  readonly fields?: readonly ShownField[];
}

/** Fields whose values may come with a decision. */
export function editableFields({ fields = [] }: AskTerms): readonly string[] {
  return fields.filter(({ right }) => right !== "read").map(({ field }) => field);
}

/** Fields that must not be empty once somebody has approved or finished. */
export function requiredFields({ fields = [] }: AskTerms): readonly string[] {
  return fields.filter(({ right }) => right === "required").map(({ field }) => field);
}

/** Whether a decision takes more than a word: then it is not made for many at once. */
export function needsForm(terms: AskTerms): boolean {
  return terms.signature === true || requiredFields(terms).length > 0;
}
