import { defineStrategy } from "../model/strategy-type.ts";
import { checkTeam, chooseTeam, teamFor, teamSettings, teamSummary, workersOf } from "./team-choice.ts";
import { rotate } from "./rotation.ts";

/** Takes turns among the members of a team, each team with its own turn. */
export const teamRoundRobinStrategy = defineStrategy({
  id: "team-round-robin",
  name: { zh: "团队内轮流", en: "Take turns within a team" },
  settings: teamSettings,
  pick(context, to, key) {
    const team = chooseTeam(context, to);
    if (!team) return { kind: "none", reason: { zh: "没有对应的团队", en: "no team fits" }, considered: [] };
    return rotate(context, `${key}/${team.id}`, workersOf(context, to, team.id), teamFor(to, team.id));
  },
  summary: (to, context) => {
    const team = teamSummary(to, context);
    return { zh: `${team.zh}内轮流`, en: `take turns in ${team.en}` };
  },
  check: checkTeam,
});
