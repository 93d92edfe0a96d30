import { Dice, type Row } from "./dice.ts";

/** The stages in which deals are open, in their order. */
export const OPEN_STAGES = ["first_contact", "needs", "proposal", "negotiation", "contract"] as const;

/** Deals are won so many days after they began, at the earliest today. */
export const DAYS_TO_WIN = 30;

/** Deals with the stages that they went through, each on a day of its own, up to the one in which they are. */
export function withPast(deals: readonly Row[]): readonly Row[] {
  const dice = new Dice(20_261_201);
  return deals.map((deal) => ({ ...deal, before: pastOf(deal, dice) }));
}

function pastOf({ daysAgo, values }: Row, dice: Dice): NonNullable<Row["before"]> {
  const passed = passedBefore(String(values["stage"]), dice);
  // Nobody reads how many days a stage takes from a sample; it is long enough that each has some.
  const last =
    values["stage"] === "won" ? Math.max(0, daysAgo - DAYS_TO_WIN) : dice.below(Math.ceil(daysAgo / 2));
  const days = [last];
  while (days.length < Math.min(passed.length, daysAgo - last)) {
    const day = last + dice.below(daysAgo - last);
    if (!days.includes(day)) days.push(day);
  }
  days.sort((one, other) => other - one);
  // A deal younger than its way is long skipped stages, never the first.
  const kept = passed.filter((_, index) => index === 0 || index > passed.length - days.length);
  const isWon = values["won_at"] !== undefined;
  return kept.map((stage, index) => ({
    untilDaysAgo: days[index] ?? last,
    values: { stage, ...(isWon ? { won_at: null } : {}) },
  }));
}

function passedBefore(stage: string, dice: Dice): readonly string[] {
  if (stage === "won") return OPEN_STAGES;
  const place = OPEN_STAGES.findIndex((open) => open === stage);
  return OPEN_STAGES.slice(0, place < 0 ? 1 + dice.below(OPEN_STAGES.length) : place);
}
