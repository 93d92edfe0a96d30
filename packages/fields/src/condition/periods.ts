import { isCountedPeriod, PERIOD_IDS, periodName } from "@mortise/expression";
import { fillText, type LocalizedText, sameText } from "@mortise/kit";

/** A stretch of days relative to today, as the operator `inPeriod` knows it. */
export interface Period {
  readonly id: string;
  readonly name: LocalizedText;
  /** Takes a number of days. */
  readonly counted: boolean;
}

/** Relative periods in the order in which pickers show them; counted ones say `N` for their days. */
export const PERIODS: readonly Period[] = PERIOD_IDS.map((id) => {
  const name = periodName(id) ?? sameText(id);
  const filled = { zh: fillText(name.zh, { n: "N" }), en: fillText(name.en, { n: "N" }) };
  return { id, name: filled, counted: isCountedPeriod(id) };
});
