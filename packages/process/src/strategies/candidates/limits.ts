import type { LocalizedText, SettingSpec } from "@mortise/kit";
import { missing } from "../../model/checks.ts";
import { durationMilliseconds, durationText } from "@mortise/expression";
import type { CheckContext, SettingProblem } from "../../model/node-type.ts";
import type { Settings } from "../../model/settings.ts";
import type { StepContext } from "../../model/step-context.ts";
import { dayOf, givenOn } from "../../model/tally.ts";
import type { Obstacle } from "./obstacle.ts";

const text = {
  limited: { zh: "限制每个人分到多少", en: "Limit what each person is given" },
  limitedHelp: {
    zh: "只管自动分配；手动分配和领取不受影响。到了上限的人跳过，轮次保留",
    en: "For what flows give only, not for what people take or hand on. Whoever is at a limit is passed over and keeps the turn",
  },
  capOpen: { zh: "手上最多多少条", en: "Most records in hand" },
  countWhen: { zh: "哪些记录算在手上", en: "Which records count as in hand" },
  countWhenHelp: {
    zh: "不填就是本人负责的全部记录；例如“状态不是已转化、无效”",
    en: "Without a condition all that they own; for example “status is neither converted nor invalid”",
  },
  capDay: { zh: "每天最多分到多少条", en: "Most a day" },
  capDayHelp: { zh: "按公司时区的零点重新计算", en: "Counted anew from midnight in the company's time zone" },
  gap: { zh: "同一个人两次分配至少间隔", en: "At least so long between two for the same person" },
  atOpen: (n: number): LocalizedText => ({
    zh: `手上已有 ${n} 条，到了上限，跳过`,
    en: `holds ${n}, which is the limit, skipped`,
  }),
  atDay: (n: number): LocalizedText => ({
    zh: `今天已分到 ${n} 条，到了上限，跳过`,
    en: `was given ${n} today, which is the limit, skipped`,
  }),
  tooSoon: (gap: LocalizedText): LocalizedText => ({
    zh: `上一条分到还不到 ${gap.zh}，跳过`,
    en: `was given the last one less than ${gap.en} ago, skipped`,
  }),
  noLimit: { zh: "请至少填写一个上限或间隔", en: "Give at least one limit or the time between two" },
} as const;

const whenLimited = { setting: "limited", in: [true] };

/** Settings of how much the step gives each person at most. */
export const limitSettings: readonly SettingSpec[] = [
  { id: "limited", name: text.limited, help: text.limitedHelp, kind: "switch", default: false },
  { id: "capOpen", name: text.capOpen, kind: "number", min: 1, visibleWhen: whenLimited },
  {
    id: "countWhen",
    name: text.countWhen,
    help: text.countWhenHelp,
    kind: "condition",
    visibleWhen: whenLimited,
  },
  {
    id: "capDay",
    name: text.capDay,
    help: text.capDayHelp,
    kind: "number",
    min: 1,
    visibleWhen: whenLimited,
  },
  { id: "gap", name: text.gap, kind: "duration", visibleWhen: whenLimited },
];

/** How much a step gives each person at most; what is left out is not limited. */
export interface Limits {
  readonly open?: number;
  readonly day?: number;
  /** A duration such as `10m`. */
  readonly gap?: string;
}

/** The limits of a step; undefined when it has none. */
export function limitsOf(settings: Settings): Limits | undefined {
  if (!settings.flag("limited")) return undefined;
  const [open, day, gap] = [settings.number("capOpen"), settings.number("capDay"), settings.text("gap")];
  return {
    ...(open === undefined ? {} : { open }),
    ...(day === undefined ? {} : { day }),
    ...(gap === undefined || !durationMilliseconds(gap) ? {} : { gap }),
  };
}

/** Complaints about the limits of a step. */
export function checkLimits(settings: Settings, context: CheckContext): readonly SettingProblem[] {
  const limits = limitsOf(settings);
  if (!limits) return [];
  return [
    ...(Object.keys(limits).length === 0 ? [missing("limited", text.noLimit)] : []),
    ...context.expression("countWhen", settings.expression("countWhen"), ["boolean"]),
  ];
}

/** What limits stand in the way of each of some people, as things are now; asks only for what the limits need. */
export function limitObstacles(
  context: StepContext,
  people: readonly string[],
): ReadonlyMap<string, Obstacle> {
  const limits = limitsOf(context.settings);
  if (!limits) return new Map();
  const { open, day, gap } = limits;
  const tallies = context.tallies(people);
  const held =
    open === undefined ? {} : context.load({ when: context.settings.expression("countWhen") }, people);
  const { now } = context.world;
  const today = dayOf(context.world);
  const obstacleOf = (id: string): Obstacle | undefined => {
    const holds = held[id] ?? 0;
    if (open !== undefined && holds >= open)
      return { kind: "cap-open", text: text.atOpen(holds), keepsTurn: true };
    const given = givenOn(tallies[id], today);
    if (day !== undefined && given >= day)
      return { kind: "cap-day", text: text.atDay(given), keepsTurn: true };
    const last = tallies[id]?.last;
    const until = gap === undefined || !last ? 0 : Date.parse(last) + (durationMilliseconds(gap) ?? 0);
    if (until > now.getTime())
      return { kind: "gap", text: text.tooSoon(durationText(gap ?? "")), keepsTurn: true };
    return undefined;
  };
  return new Map(
    people.flatMap((id) => {
      const obstacle = obstacleOf(id);
      return obstacle ? [[id, obstacle] as const] : [];
    }),
  );
}
