import { missing } from "../../model/checks.ts";
import { defineNode, NEXT } from "../../model/node-type.ts";
import { joinLoop, stepLoop } from "./step.ts";
import { text } from "./text.ts";

/** Rounds a loop makes at most, whatever its settings say. */
export const MOST_ROUNDS = 1000;

/** Repeats the steps inside: a number of times, or while a condition holds. */
export const loopNode = defineNode({
  id: "loop",
  name: text.name,
  description: text.description,
  group: "logic",
  icon: "loop",
  color: "gold",
  settings: [
    {
      id: "kind",
      name: text.kind,
      kind: "choice",
      default: "times",
      choices: [
        { value: "times", name: text.times },
        { value: "while", name: text.while },
      ],
    },
    {
      id: "count",
      name: text.count,
      kind: "number",
      min: 1,
      max: MOST_ROUNDS,
      visibleWhen: { setting: "kind", in: ["times"] },
    },
    {
      id: "when",
      name: text.when,
      kind: "condition",
      visibleWhen: { setting: "kind", in: ["while"] },
    },
    {
      id: "most",
      name: text.most,
      kind: "number",
      min: 1,
      max: MOST_ROUNDS,
      default: 100,
      visibleWhen: { setting: "kind", in: ["while"] },
    },
  ],
  initial: { kind: "times", count: 3 },
  exits: () => [
    { id: "body", name: text.body, isInner: true },
    { ...NEXT, name: text.after },
  ],
  summary(settings, context) {
    if (settings.text("kind") !== "while") {
      const n = settings.number("count") ?? 0;
      return { zh: `重复 ${n} 次`, en: n === 1 ? "Once" : `${n} times` };
    }
    const when = context.condition(settings.expression("when"));
    return { zh: `当${when.zh}时重复`, en: `While ${when.en}` };
  },
  check(settings, context) {
    if (settings.text("kind") !== "while")
      return (settings.number("count") ?? 0) >= 1 ? [] : [missing("count", text.noCount)];
    const when = settings.expression("when");
    if (when === undefined) return [missing("when", text.noCondition)];
    return context.expression("when", when, ["boolean"]);
  },
  step: stepLoop,
  join: joinLoop,
});
