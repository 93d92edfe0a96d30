import { people } from "../people.ts";
import { type Row, sampleId } from "./dice.ts";

const MONTHS = 6;
const GOALS = ["180000", "240000", "300000"] as const;

/** What each salesperson is to sell: five months back to this one. */
export function targets(): readonly Row[] {
  const reps = people.filter(({ role }) => role === "rep");
  const now = new Date();
  return Array.from({ length: MONTHS }, (_, back) => MONTHS - 1 - back).flatMap((back) => {
    const first = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - back, 1));
    const month = first.toISOString().slice(0, 10);
    return reps.map(({ id, name, team }, index) => ({
      daysAgo: 30 * back + 1,
      values: {
        id: sampleId("82", (MONTHS - back) * 100 + index),
        name: `${name.zh} ${month.slice(0, 7)}`,
        person: id,
        department: team,
        month,
        metric: "won_amount",
        value: GOALS[index % GOALS.length],
        owner: id,
        team,
      },
    }));
  });
}
