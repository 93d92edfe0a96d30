import { missing } from "../model/checks.ts";
import type { RosterUser } from "../model/roster.ts";
import type { StepContext } from "../model/step-context.ts";
import { definePeople } from "./people-source.ts";
import { aboutWhom, checkWhom, sayWhom, whomSettings } from "./whom.ts";

/** Levels that a chain goes up at most, and unless another number is set. */
const MOST_LEVELS = 20;
const LEVELS = 2;

/** 连续多级主管: the manager of a person, that one's manager, and so on, one after the other. */
export const managerChainPeople = definePeople({
  id: "manager-chain",
  name: { zh: "连续多级主管（逐级审批）", en: "Managers level by level" },
  inTurn: true,
  settings: [
    ...whomSettings({ zh: "从谁开始往上", en: "Up from" }),
    {
      id: "levels",
      name: { zh: "最多几级", en: "Levels at most" },
      kind: "number",
      min: 1,
      max: MOST_LEVELS,
      default: LEVELS,
    },
    {
      id: "until",
      name: { zh: "到哪个团队的主管为止（可选）", en: "Until the leader of this team (optional)" },
      kind: "team",
    },
  ],
  find(context, settings) {
    const levels = Math.min(settings.number("levels") ?? LEVELS, MOST_LEVELS);
    const until = context.roster.team(settings.text("until") ?? "")?.id;
    return aboutWhom(context, settings).flatMap((person) => chainFrom(context, person, { levels, until }));
  },
  summary(settings, context) {
    const whom = sayWhom(settings, context);
    const levels = settings.number("levels") ?? LEVELS;
    return { zh: `${whom.zh}的 ${levels} 级主管`, en: `${levels} levels of managers of ${whom.en}` };
  },
  check(settings, context) {
    const levels = settings.number("levels") ?? LEVELS;
    const isFitting = Number.isInteger(levels) && levels >= 1 && levels <= MOST_LEVELS;
    const message = { zh: "请填写 1 到 20 级", en: "Give 1 to 20 levels" };
    return [...checkWhom(settings, context), ...(isFitting ? [] : [missing("levels", message)])];
  },
});

/** Each level's leaders in turn, nobody twice; it ends at the top, or with the leaders of the team `until`. */
function chainFrom(
  { roster }: StepContext,
  person: string,
  { levels, until }: { readonly levels: number; readonly until: string | undefined },
): readonly string[] {
  const found: string[] = [];
  let current = person;
  for (let level = 0; level < levels; level += 1) {
    const leaders = roster.managersOf(current).filter(({ id }) => id !== person && !found.includes(id));
    const [first] = leaders;
    if (!first) break;
    found.push(...leaders.map(({ id }) => id));
    if (until !== undefined && leaders.some((leader) => leads(leader, until))) break;
    current = first.id;
  }
  return found;
}

function leads(user: RosterUser, team: string): boolean {
  return user.teams.some((membership) => membership.team === team && membership.leader);
}

/** Holders of a role in somebody's team, or in the nearest team above that has some. */
export const teamRolePeople = definePeople({
  id: "team-role",
  name: { zh: "某人团队里的某个角色", en: "A role within somebody's team" },
  settings: [
    ...whomSettings({ zh: "谁的团队", en: "Whose team" }),
    { id: "role", name: { zh: "角色", en: "Role" }, kind: "role", required: true },
  ],
  find(context, settings) {
    const { roster } = context;
    const holders = roster.withRole(settings.text("role") ?? "");
    return aboutWhom(context, settings).flatMap((person) => {
      const team = roster.mainTeam(person);
      const teams = team === undefined ? [] : [team, ...roster.above(team)];
      const among = (id: string): readonly RosterUser[] =>
        holders.filter(
          (user) => user.id !== person && user.teams.some((membership) => membership.team === id),
        );
      const nearest = teams.find((id) => among(id).length > 0);
      return nearest === undefined ? [] : among(nearest).map(({ id }) => id);
    });
  },
  summary(settings, context) {
    const whom = sayWhom(settings, context);
    const role = context.wording.catalog.find("role", settings.text("role") ?? "")?.name;
    const name = role ?? { zh: "未选择的角色", en: "a role" };
    return { zh: `${whom.zh}团队的${name.zh}`, en: `${name.en} in the team of ${whom.en}` };
  },
  check: (settings, context) => [
    ...checkWhom(settings, context),
    ...(context.catalog.find("role", settings.text("role") ?? "")
      ? []
      : [missing("role", { zh: "请选择角色", en: "Choose a role" })]),
  ],
});
