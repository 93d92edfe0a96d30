import { defineStrategy } from "../../model/strategy-type.ts";
import { candidatesAmong, isFree } from "../candidates/candidate.ts";
import { settleChoice } from "../candidates/choice.ts";
import {
  checkTeam,
  chooseTeam,
  NO_TEAM,
  teamFor,
  teamSettings,
  teamSummary,
  workersOf,
} from "../candidates/team-choice.ts";

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
    if (!team) return NO_TEAM;
    // The cursor is read for its lock only: two batches must not balance on the same figures.
    context.cursors();
    const candidates = candidatesAmong(workersOf(context, to, team.id));
    const load = context.load(
      to.expression("countWhen"),
      candidates.filter(isFree).map(({ user }) => user.id),
    );
    const held = (id: string): number => load[id] ?? 0;
    const [chosen] = candidates.filter(isFree).toSorted((a, b) => held(a.user.id) - held(b.user.id));
    return settleChoice({
      context,
      candidates,
      chosen,
      team: teamFor(to, team.id),
      say: ({ user }) => ({ zh: `手上 ${held(user.id)} 条`, en: `holds ${held(user.id)}` }),
    });
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
