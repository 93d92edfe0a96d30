import type { Value } from "@mortise/expression";
import { type LocalizedText, sameText, type SettingSpec } from "@mortise/kit";
import { missing } from "../../model/checks.ts";
import type { DecisionDetail } from "../../model/decision.ts";
import type { CheckContext, SettingProblem } from "../../model/node-type.ts";
import type { RosterUser } from "../../model/roster.ts";
import type { Settings } from "../../model/settings.ts";
import type { StepContext } from "../../model/step-context.ts";
import type { Obstacle } from "./obstacle.ts";
import { text } from "./text.ts";

const own = {
  skills: { zh: "要有这些技能标签", en: "Who have these skills" },
  skillsHelp: {
    zh: "在“管理 › 人员”里给人加标签，例如 大客户；几个标签都要有",
    en: "People get them in Administration › People, such as “key accounts”; all of them are asked for",
  },
  skillField: { zh: "和记录里的字段对得上", en: "Who have the skill that a field names" },
  skillFieldHelp: {
    zh: "例如方言：记录里是粤语，就找有“粤语”标签的人；有几个值时会其中一个就行，字段空着就不要求",
    en: "A dialect, say: Cantonese in the record asks for people tagged “Cantonese”. One of several values is enough; an empty field asks for nothing",
  },
  skillRule: { zh: "没有这样的人能接时", en: "When nobody with it can take the record" },
  must: { zh: "不分给别人，用下一条规则", en: "Nobody else gets it; the next rule is tried" },
  prefer: { zh: "分给其他人", en: "Somebody else gets it" },
  fixed: { zh: "要求的技能", en: "Skill asked for" },
  noField: { zh: "请选择文本、选项或标签字段", en: "Choose a field of text, options or tags" },
} as const;

const KINDS = ["text", "option", "options"];

/** Settings of what people must be able to do whom a target chooses among. */
export const skillSettings: readonly SettingSpec[] = [
  { id: "skills", name: own.skills, help: own.skillsHelp, kind: "custom", editor: "skills" },
  { id: "skillField", name: own.skillField, help: own.skillFieldHelp, kind: "field", accepts: KINDS },
  {
    id: "skillRule",
    name: own.skillRule,
    kind: "choice",
    default: "must",
    choices: [
      { value: "must", name: own.must },
      { value: "prefer", name: own.prefer },
    ],
  },
];

/** Something that is asked for: whoever has a skill of one of these names can do it. */
interface Demand {
  readonly field?: string;
  readonly label: LocalizedText;
  readonly name: LocalizedText;
  readonly names: ReadonlySet<string>;
}

/** What a target asks for about a record. */
export interface SkillDemand {
  /** All of them are asked for. */
  readonly demands: readonly Demand[];
  /** Others may be chosen when nobody who can do it is free. */
  readonly isSoft: boolean;
}

/** The one form in which names of skills are compared. */
function folded(name: string): string {
  return name.trim().normalize("NFKC").toLowerCase();
}

/** What the target asks for; undefined when everybody will do. */
export function skillDemand(context: StepContext, to: Settings): SkillDemand | undefined {
  const fixed = to.texts("skills").map((skill): Demand => ({
    label: own.fixed,
    name: sameText(skill),
    names: new Set([folded(skill)]),
  }));
  const demands = [...fixed, ...demandOfField(context, to.text("skillField"))];
  return demands.length > 0 ? { demands, isSoft: to.text("skillRule") === "prefer" } : undefined;
}

/** One of the values of the field is enough. */
function demandOfField(context: StepContext, field: string | undefined): readonly Demand[] {
  const value = field === undefined ? null : context.value(field);
  if (field === undefined || value === null || value === "") return [];
  const { wording, state } = context;
  const items: readonly Value[] = Array.isArray(value) ? value.map((item: string) => [item]) : [value];
  const keys = (Array.isArray(value) ? value : [value]).filter((item) => typeof item === "string");
  const names = [
    ...keys,
    ...items.flatMap((item) => {
      const said = wording.value(state.entity, field, item);
      return [said.zh, said.en];
    }),
  ].map(folded);
  if (names.length === 0) return [];
  const label = wording.field(state.entity, field);
  return [{ field, label, name: context.display(field), names: new Set(names) }];
}

/** What somebody lacks of what is asked for; undefined when nothing. */
export function lackOf({ skills = [] }: RosterUser, { demands }: SkillDemand): Obstacle | undefined {
  const has = new Set(skills.map(folded));
  const lacking = demands.find(({ names }) => [...names].every((name) => !has.has(name)));
  return lacking && { kind: "skill", text: text.lacks(lacking.name), keepsTurn: true };
}

/** Says what was asked for. */
export function demandDetails({ demands }: SkillDemand): readonly DecisionDetail[] {
  return demands.map(({ field, label, name }) => ({
    ...(field === undefined ? {} : { field }),
    label,
    value: { zh: `${name.zh}（要求有这个技能）`, en: `${name.en} (asked for as a skill)` },
    decisive: true,
  }));
}

/** Complaints about what is asked for. */
export function checkSkills(to: Settings, context: CheckContext): readonly SettingProblem[] {
  const field = to.text("skillField");
  const kind = field === undefined ? undefined : context.variable(field)?.kind;
  return field === undefined || (kind !== undefined && KINDS.includes(kind))
    ? []
    : [missing("skillField", own.noField)];
}
