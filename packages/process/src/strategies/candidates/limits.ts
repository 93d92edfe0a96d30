import { durationMilliseconds, durationText, startOfDay } from "@mortise/expression";
import { nextDay, type SettingSpec } from "@mortise/kit";
import type { CheckContext, SettingProblem } from "../../model/node-type.ts";
import type { Settings } from "../../model/settings.ts";
import type { RosterUser } from "../../model/roster.ts";
import type { StepContext } from "../../model/step-context.ts";
import { dayOf, givenOn } from "../../model/tally.ts";
import type { Obstacle } from "./obstacle.ts";
import { text } from "./text.ts";

const own = {
  limited: { zh: "限制每个人分到多少", en: "Limit what each person is given" },
  limitedHelp: {
    zh: "只管自动分配，手动分配和领取不受影响。到了上限的人跳过，轮次保留。个人另有上限的，取较低的一个",
    en: "For what flows give only, not for what people take or hand on. Whoever is at a limit is passed over and keeps the turn. Where a person has limits of their own, the lower one holds",
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
} as const;

const whenLimited = { setting: "limited", in: [true] };

/** Settings of how much the step gives each person at most. */
export const limitSettings: readonly SettingSpec[] = [
  { id: "limited", name: own.limited, help: own.limitedHelp, kind: "switch", default: false },
  { id: "capOpen", name: own.capOpen, kind: "number", min: 1, visibleWhen: whenLimited },
  {
    id: "countWhen",
    name: own.countWhen,
    help: own.countWhenHelp,
    kind: "condition",
    visibleWhen: whenLimited,
  },
  { id: "capDay", name: own.capDay, help: own.capDayHelp, kind: "number", min: 1, visibleWhen: whenLimited },
  { id: "gap", name: own.gap, kind: "duration", visibleWhen: whenLimited },
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
  if (!limitsOf(settings)) return [];
  return context.expression("countWhen", settings.expression("countWhen"), ["boolean"]);
}

/** What limits stand in the way of each of some people, as things are now; asks only for what the limits need. */
export function limitObstacles(
  context: StepContext,
  people: readonly RosterUser[],
): (user: RosterUser) => readonly Obstacle[] {
  const limits = limitsOf(context.settings);
  if (!limits) return () => [];
  const { gap } = limits;
  const ids = people.map(({ id }) => id);
  const tallies = context.tallies(ids);
  const caps = new Map(people.map((user) => [user.id, capsOf(limits, user)]));
  const isCounted = [...caps.values()].some(({ open }) => open !== undefined);
  const held = isCounted ? context.load({ when: context.settings.expression("countWhen") }, ids) : {};
  const { timeZone, now } = context.world;
  const today = dayOf(context.world);
  return ({ id }) => {
    const { open, day } = caps.get(id) ?? {};
    const holds = held[id] ?? 0;
    const given = givenOn(tallies[id], today);
    const last = tallies[id]?.last;
    const until = gap === undefined || !last ? 0 : Date.parse(last) + (durationMilliseconds(gap) ?? 0);
    const found: Obstacle[] = [];
    if (open !== undefined && holds >= open)
      found.push({ kind: "cap-open", text: text.atOpen(holds), keepsTurn: true });
    if (day !== undefined && given >= day)
      found.push({
        kind: "cap-day",
        text: text.atDay(given),
        keepsTurn: true,
        until: startOfDay(nextDay(today), timeZone) ?? 0,
      });
    if (until > now.getTime())
      found.push({ kind: "gap", text: text.tooSoon(durationText(gap ?? "")), keepsTurn: true, until });
    return found;
  };
}

/** The limits of the step and those of the person: the lower one holds. */
function capsOf({ open, day }: Limits, { caps = {} }: RosterUser): Pick<Limits, "open" | "day"> {
  const least = (one: number | undefined, other: number | undefined): number | undefined =>
    one === undefined || other === undefined ? (one ?? other) : Math.min(one, other);
  const [lowest, most] = [least(open, caps.open), least(day, caps.day)];
  return {
    ...(lowest === undefined ? {} : { open: lowest }),
    ...(most === undefined ? {} : { day: most }),
  };
}
