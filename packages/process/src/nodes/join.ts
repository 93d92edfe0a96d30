import type { SettingSpec } from "@mortise/kit";
import type { SettingProblem, BlockView, JoinOutcome } from "../model/node-type.ts";
import { missing } from "../model/checks.ts";
import type { Settings } from "../model/settings.ts";

const text = {
  goOn: { zh: "什么时候继续", en: "Go on when" },
  all: { zh: "所有分支都完成", en: "All branches have ended" },
  first: { zh: "第一个分支完成", en: "The first branch has ended" },
  some: { zh: "指定数量的分支完成", en: "A number of branches have ended" },
  count: { zh: "完成几个分支后继续", en: "How many branches" },
  others: { zh: "还没完成的分支", en: "The branches still under way" },
  carryOn: { zh: "继续走完", en: "Carry on to their end" },
  cancel: { zh: "取消（待办和计时一并收回）", en: "Are cancelled with their to-dos and timers" },
  noCount: { zh: "请填写要完成几个分支", en: "Say how many branches must have ended" },
  tooMany: {
    zh: "要完成的分支比分支总数还多，流程会一直等下去",
    en: "More branches must end than there are",
  },
  allEnded: { zh: "各分支都已完成", en: "All branches have ended" },
} as const;

/** Settings of steps that open several ways: when the run goes on after them, and what becomes of the rest. */
export const joinSettings = [
  {
    id: "goOn",
    name: text.goOn,
    kind: "choice",
    default: "all",
    choices: [
      { value: "all", name: text.all },
      { value: "first", name: text.first },
      { value: "some", name: text.some },
    ],
  },
  {
    id: "count",
    name: text.count,
    kind: "number",
    min: 1,
    max: 50,
    visibleWhen: { setting: "goOn", in: ["some"] },
  },
  {
    id: "others",
    name: text.others,
    kind: "choice",
    default: "go-on",
    choices: [
      { value: "go-on", name: text.carryOn },
      { value: "cancel", name: text.cancel },
    ],
    visibleWhen: { setting: "goOn", in: ["first", "some"] },
  },
] as const satisfies readonly SettingSpec[];

/** Complaints about the settings of the join, given how many ways there may be; `setting` holds how many must have ended. */
export function checkJoin(settings: Settings, ways: number, setting = "count"): readonly SettingProblem[] {
  if (settings.text("goOn") !== "some") return [];
  const count = settings.number(setting);
  if (count === undefined || count < 1) return [missing(setting, text.noCount)];
  return count > ways ? [missing(setting, text.tooMany)] : [];
}

/** Goes on once enough ways have ended, at the latest after the last one. */
export function joinWays(settings: Settings, { ended, open }: BlockView, setting = "count"): JoinOutcome {
  const goOn = settings.text("goOn") ?? "all";
  const wanted =
    goOn === "first" ? 1 : goOn === "some" ? (settings.number(setting) ?? 1) : ended.length + open;
  if (open > 0 && ended.length < wanted) return { type: "stay" };
  const others = settings.text("others") === "cancel" ? "cancel" : "go-on";
  if (open === 0) return { type: "exit", exit: "next", others, text: text.allEnded };
  const n = ended.length;
  return {
    type: "exit",
    exit: "next",
    others,
    text: {
      zh: `已完成 ${n} 个分支，继续`,
      en: n === 1 ? "One branch has ended; going on" : `${n} branches have ended; going on`,
    },
  };
}
