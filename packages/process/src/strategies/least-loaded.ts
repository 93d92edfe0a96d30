import { sameText } from "@mortise/kit";
import { defineStrategy } from "../model/strategy-type.ts";
import { checkTeam, chooseTeam, teamFor, teamSettings, teamSummary, workersOf } from "./team-choice.ts";

/** The member of a team who holds the fewest records; ties go by a stable order. */
export const leastLoadedStrategy = defineStrategy({
  id: "least-loaded",
  name: { zh: "分给手上最少的人", en: "To whoever holds the fewest" },
  settings: [
    ...teamSettings,
    {
      id: "countWhen",
      name: { zh: "只计满足条件的记录", en: "Count only records that meet" },
      kind: "condition",
    },
  ],
  pick(context, to) {
    const team = chooseTeam(context, to);
    if (!team) return { kind: "none", reason: { zh: "没有对应的团队", en: "no team fits" }, considered: [] };
    // The cursor is read for its lock only: two batches must not balance on the same figures.
    context.cursors();
    const people = workersOf(context, to, team.id).filter((user) => user.active);
    const load = context.load(
      to.expression("countWhen"),
      people.map(({ id }) => id),
    );
    const [chosen] = people.toSorted((a, b) => (load[a.id] ?? 0) - (load[b.id] ?? 0));
    const considered = people.slice(0, 20).map((user) => ({
      label: sameText(user.name),
      value: { zh: `手上 ${load[user.id] ?? 0} 条`, en: `holds ${load[user.id] ?? 0}` },
      decisive: user === chosen,
    }));
    if (!chosen)
      return {
        kind: "none",
        reason: { zh: "团队里没有可分配的人", en: "nobody in the team is available" },
        considered,
      };
    return {
      kind: "assigned",
      user: chosen.id,
      team: teamFor(to, team.id) ?? context.roster.mainTeam(chosen.id) ?? null,
      considered,
    };
  },
  summary: (to, context) => {
    const team = teamSummary(to, context);
    return { zh: `${team.zh}内手上最少的人`, en: `whoever holds the fewest in ${team.en}` };
  },
  check: (to, context) => [
    ...checkTeam(to, context),
    ...context.expression("countWhen", to.expression("countWhen"), ["boolean"]),
  ],
});
