import type { LocalizedText, SettingSpec } from "@mortise/kit";
import { missing } from "../../model/checks.ts";
import type { CheckContext, SettingProblem, SummaryContext } from "../../model/node-type.ts";
import type { RosterUser } from "../../model/roster.ts";
import type { Settings } from "../../model/settings.ts";
import type { StepContext } from "../../model/step-context.ts";
import { namedPeople } from "./candidate.ts";
import { checkTeam, chooseTeam, teamFor, teamSettings, teamSummary, workersOf } from "./team-choice.ts";

export { noTeam } from "./team-choice.ts";

/** Settings of `teamSettings`, which also let people be listed one by one. */
export const groupSettings: readonly SettingSpec[] = teamSettings.flatMap((spec): readonly SettingSpec[] => {
  if (spec.id !== "teamBy") return [{ visibleWhen: { setting: "teamBy", in: ["fixed", "region"] }, ...spec }];
  return [
    {
      ...spec,
      name: { zh: "在哪些人里选", en: "Among whom" },
      choices: [
        ...(spec.choices ?? []),
        { value: "people", name: { zh: "指定的人员", en: "Listed people" } },
      ],
    },
    {
      id: "users",
      name: { zh: "人员", en: "People" },
      kind: "users",
      required: true,
      visibleWhen: { setting: "teamBy", in: ["people"] },
    },
  ];
});

/** People among whom one is chosen, and the team that goes on the record with them; null is the person's own. */
export interface Group {
  readonly people: readonly RosterUser[];
  readonly team: string | null;
}

function isListed(to: Settings): boolean {
  return to.text("teamBy") === "people";
}

/** The people that these settings mean for the record; undefined when the table has no team for it. */
export function chooseGroup(context: StepContext, to: Settings): Group | undefined {
  if (isListed(to)) return { people: namedPeople(context.roster, to.texts("users")), team: null };
  const team = chooseTeam(context, to);
  return team && { people: workersOf(context, to, team.id), team: teamFor(to, team.id) };
}

/** Says who is meant. */
export function groupSummary(to: Settings, context: SummaryContext): LocalizedText {
  if (!isListed(to)) return teamSummary(to, context);
  const names = to.texts("users").map((user) => context.wording.name(user));
  return { zh: names.join("、"), en: names.join(", ") };
}

/** Complaints about the choice. */
export function checkGroup(to: Settings, context: CheckContext): readonly SettingProblem[] {
  if (!isListed(to)) return checkTeam(to, context);
  return to.texts("users").length > 0
    ? []
    : [missing("users", { zh: "请选择人员", en: "Choose the people" })];
}
