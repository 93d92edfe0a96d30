import type { LocalizedText } from "@mortise/kit";
import { missing } from "../../model/checks.ts";
import type { CheckContext, SettingProblem, SummaryContext } from "../../model/node-type.ts";
import type { Settings } from "../../model/settings.ts";
import type { StepContext } from "../../model/step-context.ts";
import { defineStrategy } from "../../model/strategy-type.ts";
import { dayOf, givenOn, type Tallies } from "../../model/tally.ts";
import { type Candidate, candidatesAmong, isFree } from "../candidates/candidate.ts";
import { checkSkills, skillSettings } from "../candidates/skills.ts";
import { settleChoice } from "../candidates/choice.ts";
import { checkGroup, chooseGroup, groupSettings, groupSummary, noTeam } from "../candidates/group-choice.ts";
import { text } from "./text.ts";

/** What is compared: how many records people hold, how many they were given today, or a total over what they hold. */
type Comparison = "open" | "today" | "value";

function comparisonOf(to: Settings): Comparison {
  const by = to.text("by");
  return by === "today" || by === "value" ? by : "open";
}

/** Whoever has the least among listed people or in a team; of equals, whoever was given the last one the longest ago. */
export const leastLoadedStrategy = defineStrategy({
  id: "least-loaded",
  name: text.name,
  compares: true,
  settings: [
    {
      id: "by",
      name: text.by,
      kind: "choice",
      default: "open",
      choices: [
        { value: "open", name: text.byOpen },
        { value: "today", name: text.byToday },
        { value: "value", name: text.byValue },
      ],
    },
    {
      id: "sum",
      name: text.sum,
      kind: "field",
      accepts: ["number"],
      required: true,
      visibleWhen: { setting: "by", in: ["value"] },
    },
    {
      id: "countWhen",
      name: text.countWhen,
      kind: "condition",
      visibleWhen: { setting: "by", in: ["open", "value"] },
    },
    ...groupSettings,
    ...skillSettings,
  ],
  pick(context, to) {
    const group = chooseGroup(context, to);
    if (!group) return noTeam(context, to);
    const candidates = candidatesAmong(context, { to, people: group.people });
    const free = candidates.filter(isFree);
    const ids = free.map(({ user }) => user.id);
    const tallies = context.tallies(ids);
    const figures = figuresOf(context, to, { ids, tallies });
    const figure = ({ user }: Candidate): number => figures[user.id] ?? 0;
    const turn = ({ user }: Candidate): number => tallies[user.id]?.turn ?? 0;
    const order = free.toSorted((a, b) => figure(a) - figure(b) || turn(a) - turn(b));
    const [chosen, second] = order;
    const isTie = chosen !== undefined && second !== undefined && figure(chosen) === figure(second);
    const say = text[comparisonOf(to)];
    return settleChoice({
      context,
      to,
      candidates: [...order, ...candidates.filter((candidate) => !isFree(candidate))],
      chosen,
      team: group.team,
      say: (candidate, isChosen) => {
        const said = say(figure(candidate));
        return isChosen && isTie ? { zh: said.zh + text.longest.zh, en: said.en + text.longest.en } : said;
      },
    });
  },
  summary: (to, context) => {
    const group = groupSummary(to, context);
    const what = comparedText(to, context);
    return { zh: `${group.zh}里${what.zh}最少的人`, en: `whoever has the least ${what.en} in ${group.en}` };
  },
  check: (to, context) => [
    ...checkComparison(to, context),
    ...checkGroup(to, context),
    ...checkSkills(to, context),
  ],
});

/** How much each of some people has. */
function figuresOf(
  context: StepContext,
  to: Settings,
  { ids, tallies }: { readonly ids: readonly string[]; readonly tallies: Tallies },
): Readonly<Record<string, number>> {
  const by = comparisonOf(to);
  if (by === "today") {
    const day = dayOf(context.world);
    return Object.fromEntries(ids.map((id) => [id, givenOn(tallies[id], day)]));
  }
  const when = to.expression("countWhen");
  return context.load(by === "value" ? { when, sum: to.text("sum") } : { when }, ids);
}

function comparedText(to: Settings, { wording, entity }: SummaryContext): LocalizedText {
  const by = comparisonOf(to);
  if (by === "today") return { zh: "今天分到", en: "today" };
  if (by === "open") return { zh: "手上", en: "in hand" };
  const field = wording.field(entity, to.text("sum") ?? "");
  return { zh: `手上${field.zh}合计`, en: `${field.en} in hand` };
}

function checkComparison(to: Settings, context: CheckContext): readonly SettingProblem[] {
  const by = comparisonOf(to);
  if (by === "today") return [];
  const sum = to.text("sum") ?? "";
  const isNumber = context.catalog.scope(context.entity).variable(sum)?.kind === "number";
  return [
    ...(by === "value" && !isNumber ? [missing("sum", text.noSum)] : []),
    ...context.expression("countWhen", to.expression("countWhen"), ["boolean"]),
  ];
}
