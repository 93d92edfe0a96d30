import type { LocalizedText } from "@mortise/kit";
import { missing, under } from "../model/checks.ts";
import type { CheckContext, SettingProblem, SummaryContext } from "../model/node-type.ts";
import type { Settings } from "../model/settings.ts";
import type { StepContext } from "../model/step-context.ts";
import { managerChainPeople, teamRolePeople } from "./chain-people.ts";
import { rolePeople, teamPeople, usersPeople } from "./named-people.ts";
import { approverPicks, starterPicks } from "./picked-people.ts";
import type { PeopleSource } from "./people-source.ts";
import {
  fieldPeople,
  managerPeople,
  ownerPeople,
  recordTeamPeople,
  relatedPeople,
  starterPeople,
  teamLeaderPeople,
} from "./record-people.ts";

/** All ways of naming people, in the order pickers offer them. */
export const peopleSources = [
  ownerPeople,
  managerPeople,
  managerChainPeople,
  teamLeaderPeople,
  recordTeamPeople,
  starterPeople,
  starterPicks,
  approverPicks,
  fieldPeople,
  relatedPeople,
  usersPeople,
  teamPeople,
  rolePeople,
  teamRolePeople,
] as const satisfies readonly PeopleSource[];

const byId: ReadonlyMap<string, PeopleSource> = new Map(peopleSources.map((source) => [source.id, source]));

/** The source with that id. */
export function findPeople(id: string | undefined): PeopleSource | undefined {
  return id === undefined ? undefined : byId.get(id);
}

/** Everybody a list of sources (`[{ source: "owner" }, …]`) means, each active person once, in order. */
export function resolvePeople(context: StepContext, list: readonly Settings[]): readonly string[] {
  const found = new Set<string>();
  for (const item of list)
    for (const id of findPeople(item.text("source"))?.find(context, item) ?? [])
      if (context.roster.user(id)?.active) found.add(id);
  return [...found];
}

/** Whether any of these sources wants its people asked one after the other. */
export function isInTurn(list: readonly Settings[]): boolean {
  return list.some((item) => findPeople(item.text("source"))?.inTurn === true);
}

/** Who has to choose people first; undefined when nobody chooses. */
export function pickersOf(context: StepContext, list: readonly Settings[]): readonly string[] | undefined {
  const picking = list.flatMap((item) => findPeople(item.text("source"))?.pickers ?? []);
  if (picking.length === 0) return undefined;
  const pickers = picking.flatMap((find) => find(context));
  return [...new Set(pickers)].filter((id) => context.roster.user(id)?.active);
}

/** Says whom a list of sources means. */
export function peopleSummary(list: readonly Settings[], context: SummaryContext): LocalizedText {
  const texts = list.flatMap((item) => findPeople(item.text("source"))?.summary(item, context) ?? []);
  if (texts.length === 0) return { zh: "还没有选人", en: "nobody yet" };
  return { zh: texts.map((text) => text.zh).join("、"), en: texts.map((text) => text.en).join(", ") };
}

const NO_RECORD_PEOPLE = {
  zh: "这个流程没有记录，请直接选人、团队或角色",
  en: "The flow is about no record: choose people, teams or roles",
};

/** Complaints about a list of sources. */
export function checkPeople(
  path: string,
  list: readonly Settings[],
  context: CheckContext,
): readonly SettingProblem[] {
  if (list.length === 0) return [missing(path, { zh: "请选择至少一个人", en: "Choose at least one person" })];
  return list.flatMap((item, index) => {
    const source = findPeople(item.text("source"));
    if (!source) return [missing(`${path}.${index}`, { zh: "请选择人员来源", en: "Choose who is meant" })];
    if (source.ofRecord && !context.hasRecord) return [missing(`${path}.${index}`, NO_RECORD_PEOPLE)];
    return under(`${path}.${index}`, source.check(item, context));
  });
}
