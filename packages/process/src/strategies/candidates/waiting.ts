import { dueAfter } from "@mortise/expression";
import type { SettingSpec } from "@mortise/kit";
import { backFromLeave, nextOnDuty, shiftOf } from "../../model/duty.ts";
import type { Settings } from "../../model/settings.ts";
import type { StepContext } from "../../model/step-context.ts";
import type { Candidate } from "./candidate.ts";
import { asksForDuty } from "./duty.ts";
import type { ObstacleKind } from "./obstacle.ts";

const text = {
  onDuty: { zh: "只分给值班的人", en: "Only to people on duty" },
  onDutyHelp: {
    zh: "值班时间取个人的班次，没有就取团队的，再没有就按公司工作日历。请假的人任何时候都不会分到",
    en: "By the person's own hours, else those of the team, else the company's work calendar. Nobody gets anything while on leave, in any case",
  },
  waitFor: { zh: "没有人能接时，等到有人能接", en: "Wait until somebody can take it when they" },
  waitForHelp: {
    zh: "不选就用下一条规则，最后用“其余情况”。“其余情况”不看值班时间，可以指定值班人员",
    en: "Otherwise the next rule is tried, and in the end “Everything else”, which does not look at hours: name who is on call there",
  },
  duty: { zh: "都不在值班或在请假", en: "are off duty or on leave" },
  gap: { zh: "都刚分到，还没到间隔", en: "have all just been given one" },
  day: { zh: "今天都分满了", en: "have all had enough today" },
  waitAtMost: { zh: "最多等多久", en: "Wait at most" },
} as const;

/** Settings of when the step gives, and what it does when nobody can take a record now. */
export const waitingSettings: readonly SettingSpec[] = [
  { id: "onDuty", name: text.onDuty, help: text.onDutyHelp, kind: "switch", default: false },
  {
    id: "waitFor",
    name: text.waitFor,
    help: text.waitForHelp,
    kind: "choices",
    choices: [
      { value: "duty", name: text.duty },
      { value: "gap", name: text.gap },
      { value: "day", name: text.day },
    ],
  },
  { id: "waitAtMost", name: text.waitAtMost, kind: "duration" },
];

/** Which obstacles each choice of the setting `waitFor` stands for. */
const WAITS: Readonly<Record<string, readonly ObstacleKind[]>> = {
  duty: ["off-duty", "leave"],
  gap: ["gap"],
  day: ["cap-day"],
};

/** Whether the step ever waits for somebody. */
export function mayWait(settings: Settings): boolean {
  return settings.texts("waitFor").length > 0;
}

/** Until when a step waits that began to at a moment; undefined when for as long as it takes. */
export function latestWait(context: StepContext, since: string): number | undefined {
  const most = context.settings.text("waitAtMost");
  const { calendar, timeZone } = context.world;
  return most === undefined ? undefined : dueAfter(most, new Date(since), { calendar, timeZone })?.getTime();
}

/** The first moment at which one of some people can take a record, where the step waits for what stands in their way. */
export function waitingFor(
  context: StepContext,
  to: Settings,
  candidates: readonly Candidate[],
): { readonly freeAt?: number } {
  const waitable = new Set(context.settings.texts("waitFor").flatMap((one) => WAITS[one] ?? []));
  const moments = candidates.flatMap((candidate) =>
    candidate.obstacles.length > 0 && candidate.obstacles.every(({ kind }) => waitable.has(kind))
      ? (freeAt(context, to, candidate) ?? [])
      : [],
  );
  return moments.length > 0 ? { freeAt: Math.min(...moments) } : {};
}

/** When all that stands in somebody's way has ended, going by what is known now. */
function freeAt(context: StepContext, to: Settings, { user, obstacles }: Candidate): number | undefined {
  const { world, roster } = context;
  const from = Math.max(world.now.getTime(), ...obstacles.map(({ until }) => until ?? 0));
  return asksForDuty(context, to)
    ? nextOnDuty({ user, shift: shiftOf(roster, user, world) }, from, world)
    : backFromLeave(user, from);
}
