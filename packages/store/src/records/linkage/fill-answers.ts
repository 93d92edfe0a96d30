import type { FillAsk, FoundFill } from "@mortise/fields";

/** Questions of a form's data linkages, and the rules whose linkages are answered: all of the entity when absent. */
export interface FillRequest {
  readonly entity: string;
  readonly asks: readonly FillAsk[];
  readonly rules?: ReadonlySet<string>;
}

/** Answers in the order of the questions, and the names of the ids in them. */
export interface FillAnswers {
  readonly found: readonly FoundFill[];
  readonly labels: Readonly<Record<string, string>>;
}
