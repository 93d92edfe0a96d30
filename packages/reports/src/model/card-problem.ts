import type { LocalizedText } from "@mortise/kit";

/** A complaint about one place of a card: `measures`, `settings.mode`. */
export interface CardProblem {
  readonly path: string;
  readonly message: LocalizedText;
}
