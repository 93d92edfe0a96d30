import type { LocalizedText, SettingSpec } from "@mortise/kit";
import { missing } from "../../model/checks.ts";
import type { DecisionDetail } from "../../model/decision.ts";
import type { CheckContext, SettingProblem, SummaryContext } from "../../model/node-type.ts";
import type { RosterTeam, RosterUser } from "../../model/roster.ts";
import type { Settings } from "../../model/settings.ts";
import type { StepContext } from "../../model/step-context.ts";
import type { Pick } from "../../model/strategy-type.ts";

const NO_TEAM: LocalizedText = { zh: "没有对应的团队", en: "no team fits" };
const UNKNOWN: LocalizedText = { zh: "地区未知", en: "its region is not known" };

/** The answer when the table has no team for a record. */
export function noTeam(context: StepContext, to: Settings): Pick {
  const isUnknown = byRegion(to) && regionOf(context, to) === undefined;
  return { kind: "none", reason: isUnknown ? UNKNOWN : NO_TEAM, considered: regionDetails(context, to) };
}

/** Settings that choose a team: a fixed one, or one looked up in a table by the record's region. */
export const teamSettings: readonly SettingSpec[] = [
  {
    id: "teamBy",
    name: { zh: "怎样确定团队", en: "How the team is found" },
    kind: "choice",
    default: "fixed",
    choices: [
      { value: "fixed", name: { zh: "固定团队", en: "A fixed team" } },
      { value: "region", name: { zh: "按地区查表", en: "Looked up by region" } },
    ],
  },
  {
    id: "team",
    name: { zh: "团队", en: "Team" },
    kind: "team",
    visibleWhen: { setting: "teamBy", in: ["fixed"] },
  },
  {
    id: "below",
    name: { zh: "包括下级团队的成员", en: "Include members of the teams below" },
    kind: "switch",
    default: false,
  },
  { id: "role", name: { zh: "只分给某个角色的人", en: "Only holders of a role" }, kind: "role" },
  {
    id: "field",
    name: { zh: "地区字段", en: "Region field" },
    kind: "field",
    accepts: ["region"],
    visibleWhen: { setting: "teamBy", in: ["region"] },
  },
  {
    id: "thenFields",
    name: { zh: "它空着时，依次看", en: "Where it is empty, look in turn at" },
    help: {
      zh: "例如先看表单里的地区，再看手机归属地，再看 IP 归属地；第一个不空的算数",
      en: "The region of the form, then that of the number, then that of the IP address, for example; the first that is not empty counts",
    },
    kind: "fields",
    accepts: ["region"],
    visibleWhen: { setting: "teamBy", in: ["region"] },
  },
  {
    id: "regions",
    name: { zh: "地区对应的团队", en: "Team of each region" },
    kind: "custom",
    editor: "region-teams",
    visibleWhen: { setting: "teamBy", in: ["region"] },
  },
];

function byRegion(to: Settings): boolean {
  return to.text("teamBy") === "region";
}

/** The row with the longest region code that the record's region begins with: county before city before province. */
function regionRow(to: Settings, region: string): Settings | undefined {
  return to
    .items("regions")
    .filter((row) => region.startsWith(row.text("region") ?? "?"))
    .toSorted((a, b) => (b.text("region") ?? "").length - (a.text("region") ?? "").length)[0];
}

/** The fields that say where a record belongs, in the order in which they are asked. */
function regionFields(to: Settings): readonly string[] {
  return [...new Set([to.text("field") ?? "", ...to.texts("thenFields")])].filter((field) => field !== "");
}

/** The first of them that is not empty. */
function regionOf(
  context: StepContext,
  to: Settings,
): { readonly field: string; readonly region: string } | undefined {
  for (const field of regionFields(to)) {
    const region = context.value(field);
    if (typeof region === "string" && region !== "") return { field, region };
  }
  return undefined;
}

/** Says which field told the region, where several are asked. */
export function regionDetails(context: StepContext, to: Settings): readonly DecisionDetail[] {
  if (!byRegion(to) || regionFields(to).length < 2) return [];
  const { entity } = context.state;
  const found = regionOf(context, to);
  const asked = regionFields(to);
  const shown = found ? asked.slice(0, asked.indexOf(found.field) + 1) : asked;
  return shown.map((field) => ({
    field,
    label: context.wording.field(entity, field),
    value: context.display(field),
    decisive: field === found?.field,
  }));
}

/** The team these settings mean for the record; undefined when the table has no row for its region. */
export function chooseTeam(context: StepContext, to: Settings): RosterTeam | undefined {
  if (!byRegion(to)) return context.roster.team(to.text("team") ?? "");
  const found = regionOf(context, to);
  const row = found && regionRow(to, found.region);
  return row && context.roster.team(row.text("team") ?? "");
}

function isLeader(user: RosterUser, team: string): boolean {
  return user.teams.some((membership) => membership.team === team && membership.leader);
}

/**
 * Who takes turns in a team: its members without the leaders (with `below` also those of the teams below), or the
 * leaders when there is nobody else; narrowed to holders of a role when one is set.
 */
export function workersOf(context: StepContext, to: Settings, team: string): readonly RosterUser[] {
  const role = to.text("role");
  const everybody = to.flag("below") ? context.roster.membersBelow(team) : context.roster.members(team);
  const members = everybody.filter((user) => role === undefined || user.roles.includes(role));
  const workers = members.filter(
    (user) => !user.teams.every((membership) => isLeader(user, membership.team)),
  );
  return workers.some((user) => user.active) ? workers : members;
}

/** The team written on the record: the one chosen, or the person's own when teams below take part. */
export function teamFor(to: Settings, team: string): string | null {
  return to.flag("below") ? null : team;
}

/** Says which team is meant. */
export function teamSummary(to: Settings, { wording, entity }: SummaryContext): LocalizedText {
  if (!byRegion(to)) {
    const name = wording.name(to.text("team")) || "?";
    return { zh: name, en: name };
  }
  const fields = regionFields(to).map((field) => wording.field(entity, field));
  const [zh, en] = [fields.map((field) => field.zh).join("→"), fields.map((field) => field.en).join(" → ")];
  return { zh: `按${zh}对应的团队`, en: `the team of the ${en}` };
}

/** Complaints about the choice of team. */
export function checkTeam(to: Settings, context: CheckContext): readonly SettingProblem[] {
  if (!byRegion(to))
    return to.text("team") ? [] : [missing("team", { zh: "请选择团队", en: "Choose a team" })];
  const problems: SettingProblem[] = [];
  const field = to.text("field");
  if (!field || context.catalog.scope(context.entity).variable(field)?.kind !== "region")
    problems.push(missing("field", { zh: "请选择地区字段", en: "Choose a region field" }));
  for (const next of to.texts("thenFields"))
    if (context.catalog.scope(context.entity).variable(next)?.kind !== "region")
      problems.push(missing("thenFields", { zh: "请选择地区字段", en: "Choose region fields" }));
  if (to.items("regions").length === 0)
    problems.push(
      missing("regions", {
        zh: "请至少填写一行地区对应的团队",
        en: "Add at least one row of region and team",
      }),
    );
  for (const [index, row] of to.items("regions").entries())
    if (!row.text("region") || !row.text("team"))
      problems.push(
        missing(`regions.${index}`, {
          zh: `第 ${index + 1} 行要同时选择地区和团队`,
          en: `Row ${index + 1} needs a region and a team`,
        }),
      );
  return problems;
}
