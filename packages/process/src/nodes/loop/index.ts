import { missing } from "../../model/checks.ts";
import { type CheckContext, defineNode, NEXT, type SettingProblem } from "../../model/node-type.ts";
import type { Settings } from "../../model/settings.ts";
import { checkJoin, joinSettings } from "../join.ts";
import { LEADS_TO_RECORDS } from "../target-records.ts";
import { joinLoop, stepLoop } from "./step.ts";
import { text } from "./text.ts";

/** Rounds a loop makes at most, whatever its settings say. */
export const MOST_ROUNDS = 1000;

const [goOnSetting, ...otherJoinSettings] = joinSettings;

/** Repeats the steps inside: for each of some records, a number of times, or while a condition holds. */
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
        { value: "each", name: text.each },
        { value: "times", name: text.times },
        { value: "while", name: text.while },
      ],
    },
    {
      id: "list",
      name: text.list,
      help: text.listHelp,
      kind: "field",
      accepts: LEADS_TO_RECORDS,
      visibleWhen: { setting: "kind", in: ["each"] },
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
    {
      id: "order",
      name: text.order,
      kind: "choice",
      default: "sequence",
      choices: [
        { value: "sequence", name: text.sequence },
        { value: "together", name: text.together },
      ],
      visibleWhen: { setting: "kind", in: ["each", "times"] },
    },
    { ...goOnSetting, visibleWhen: { setting: "order", in: ["together"] } },
    { ...otherJoinSettings[0], id: "enough" },
    otherJoinSettings[1],
  ],
  initial: { kind: "each" },
  exits: () => [
    { id: "body", name: text.body, isInner: true },
    { ...NEXT, name: text.after },
  ],
  outputs(settings, { catalog, entity, variables }) {
    if (!hasRounds(settings)) return [];
    const index = { field: { id: "index", type: "number", name: text.index } };
    if (settings.text("kind") !== "each") return [index];
    const list = settings.text("list") ?? "";
    const known = variables.find(list)?.field;
    const target = known ? catalog.fieldTypes.targetEntity(known) : catalog.targetOf(entity, list);
    if (target === undefined) return [index];
    const item = { id: "item", type: "reference", name: text.item, settings: { entity: target } };
    return [{ field: item }, index];
  },
  hasRounds,
  summary(settings, context) {
    const how = settings.text("order") === "together" ? text.togetherShort : { zh: "", en: "" };
    if (settings.text("kind") === "each") {
      const list = context.wording.field(context.entity, settings.text("list") ?? "");
      return { zh: `逐条处理“${list.zh}”${how.zh}`, en: `For each of “${list.en}”${how.en}` };
    }
    if (settings.text("kind") !== "while") {
      const n = settings.number("count") ?? 0;
      return { zh: `重复 ${n} 次${how.zh}`, en: `${n === 1 ? "Once" : `${n} times`}${how.en}` };
    }
    const when = context.condition(settings.expression("when"));
    return { zh: `当${when.zh}时重复`, en: `While ${when.en}` };
  },
  check: checkLoop,
  step: stepLoop,
  join: joinLoop,
});

/** Rounds know their item and number, and keep what their steps leave. */
function hasRounds(settings: Settings): boolean {
  return settings.text("kind") === "each" || settings.text("order") === "together";
}

function checkLoop(settings: Settings, context: CheckContext): readonly SettingProblem[] {
  const kind = settings.text("kind") ?? "times";
  if (kind === "while") {
    const when = settings.expression("when");
    if (when === undefined) return [missing("when", text.noCondition)];
    return context.expression("when", when, ["boolean"]);
  }
  const join = settings.text("order") === "together" ? checkJoin(settings, MOST_ROUNDS, "enough") : [];
  if (kind === "times") return (settings.number("count") ?? 0) >= 1 ? join : [missing("count", text.noCount)];
  const found = context.variable(settings.text("list") ?? "")?.kind;
  return found !== undefined && LEADS_TO_RECORDS.includes(found) ? join : [missing("list", text.noList)];
}
