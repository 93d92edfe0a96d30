import { PERIOD_IDS, periodName, periodUnit, type PeriodUnit } from "@mortise/expression";
import { fillText, type LocalizedText, sameText } from "@mortise/kit";

/** A stretch of days relative to today, as the operator `inPeriod` knows it. */
export interface Period {
  readonly id: string;
  readonly name: LocalizedText;
  /** What it counts, for periods that take a number. */
  readonly unit?: PeriodUnit;
}

/** Relative periods in the order in which pickers show them; counted ones say `N` for their number. */
export const PERIODS: readonly Period[] = PERIOD_IDS.map((id) => {
  const name = periodName(id) ?? sameText(id);
  const filled = { zh: fillText(name.zh, { n: "N" }), en: fillText(name.en, { n: "N" }) };
  const unit = periodUnit(id);
  return { id, name: filled, ...(unit ? { unit } : {}) };
});
