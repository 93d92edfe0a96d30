import { defineStrategy } from "../../model/strategy-type.ts";
import { checkSkills, skillSettings } from "../candidates/skills.ts";
import { rotate } from "../candidates/rotation.ts";
import {
  checkTeam,
  chooseTeam,
  noTeam,
  teamFor,
  teamSettings,
  teamSummary,
  workersOf,
} from "../candidates/team-choice.ts";

/** Takes turns among the members of a team, each team with its own turn. */
export const teamRoundRobinStrategy = defineStrategy({
  id: "team-round-robin",
  name: { zh: "团队内轮流", en: "Take turns within a team" },
  settings: [...teamSettings, ...skillSettings],
  pick(context, to, key) {
    const team = chooseTeam(context, to);
    if (!team) return noTeam(context, to);
    const people = workersOf(context, to, team.id);
    return rotate(context, `${key}/${team.id}`, { to, people }, teamFor(to, team.id));
  },
  summary: (to, context) => {
    const team = teamSummary(to, context);
    return { zh: `${team.zh}内轮流`, en: `take turns in ${team.en}` };
  },
  check: (to, context) => [...checkTeam(to, context), ...checkSkills(to, context)],
});
