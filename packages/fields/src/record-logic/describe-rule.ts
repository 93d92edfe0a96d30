import { describeExpression, type Expression, type ExpressionNames } from "@mortise/expression";
import { localize, type Locale, type LocalizedText } from "@mortise/kit";
import type {
  EntityDocument,
  FieldDefinition,
  GateAction,
  OfferAction,
  RecordRule,
  RuleAction,
} from "@mortise/metadata";
import { describeFill, describeNarrow, NOT_CHOSEN, type RuleTelling } from "./describe-linkage.ts";
import { findFieldType } from "../registry.ts";

/** Finds the definition of another entity; data linkages name its fields. */
export type FindEntity = (id: string) => EntityDocument | undefined;

/** A rule as a sentence: 当 阶段 是 方案报价，必填 预计金额 / When Stage is Quote, require Amount. */
export function describeRule(
  rule: RecordRule,
  fields: readonly FieldDefinition[],
  entity: FindEntity = () => undefined,
): LocalizedText {
  return { zh: sentence(rule, { fields, entity }, "zh"), en: sentence(rule, { fields, entity }, "en") };
}

interface RulePlaces {
  readonly fields: readonly FieldDefinition[];
  readonly entity: FindEntity;
}

function sentence({ when, actions }: RecordRule, { fields, entity }: RulePlaces, locale: Locale): string {
  const names = ruleNames(fields);
  const condition = when === true ? ALWAYS[locale] : describeExpression(when, names, locale);
  const told = actions.map((action) => describeAction(action, { fields, names, locale, entity }));
  if (locale === "zh") return `当 ${condition}，${told.join("；")}`;
  return when === true ? `${condition}: ${told.join("; ")}` : `When ${condition}, ${told.join("; ")}`;
}

const ALWAYS: Readonly<Record<Locale, string>> = { zh: "任何情况", en: "Always" };

/** What conditions over the fields are told with: their names, and those of options beside them. */
export function ruleNames(fields: readonly FieldDefinition[]): ExpressionNames {
  const find = (path: string) => fields.find(({ id }) => id === path);
  return {
    variable: (path) => find(path)?.name,
    option: (path, key) => optionName(find(path), key),
  };
}

function optionName(field: FieldDefinition | undefined, key: string): LocalizedText | undefined {
  const options = field && findFieldType(field.type)?.options?.(field);
  return options?.find((option) => option.key === key)?.name;
}

const VERBS = {
  hide: { zh: "隐藏", en: "hide" },
  show: { zh: "显示", en: "show" },
  require: { zh: "必填", en: "require" },
  lock: { zh: "锁定", en: "lock" },
} as const satisfies Readonly<Record<string, LocalizedText>>;

function describeAction(action: RuleAction, telling: RuleTelling): string {
  const { fields, locale } = telling;
  const isChinese = locale === "zh";
  const nameOf = (id: string): string => {
    const field = fields.find((one) => one.id === id);
    return field ? localize(field.name, locale) : id || NOT_CHOSEN;
  };
  const list = (texts: readonly string[]): string => texts.join(isChinese ? "、" : ", ") || NOT_CHOSEN;
  switch (action.type) {
    case "hide":
    case "show":
    case "require":
    case "lock":
      return `${VERBS[action.type][locale]} ${list(action.fields.map(nameOf))}`;
    case "set": {
      const value = valueText(action.field, action.value, telling);
      return isChinese ? `${nameOf(action.field)} 设为 ${value}` : `set ${nameOf(action.field)} to ${value}`;
    }
    case "offer": {
      const options = list(optionNames(action, telling));
      return isChinese
        ? `${nameOf(action.field)} 只能选 ${options}`
        : `leave only ${options} for ${nameOf(action.field)}`;
    }
    case "fill":
      return describeFill(action, telling);
    case "narrow":
      return describeNarrow(action, telling);
    case "gate": {
      const options = list(optionNames(action, telling));
      const [verb, leave] = isChinese ? ["进入", "离开"] : ["enter", "leave"];
      const move = `${action.move === "enter" ? verb : leave} ${nameOf(action.field)} ${options}`;
      const needs = list(action.fields.map(nameOf));
      if (action.fields.length > 0)
        return isChinese ? `${move} 前必须填写 ${needs}` : `to ${move}, require ${needs}`;
      const text = action.message ? localize(action.message, locale) : "";
      return isChinese ? `不能${move}：“${text}”` : `do not ${move}: “${text}”`;
    }
    case "refuse":
      return isChinese
        ? `不能保存：“${action.message.zh || action.message.en}”`
        : `refuse to save: “${action.message.en || action.message.zh}”`;
    case "warn":
      return isChinese
        ? `提醒：“${action.message.zh || action.message.en}”`
        : `warn: “${action.message.en || action.message.zh}”`;
  }
}

function optionNames(
  { field: id, options }: OfferAction | GateAction,
  { fields, locale }: RuleTelling,
): readonly string[] {
  const field = fields.find((one) => one.id === id);
  return options.map((key) => localize(optionName(field, key) ?? { zh: key, en: key }, locale));
}

function valueText(id: string, value: Expression, { fields, names, locale }: RuleTelling): string {
  const field = fields.find((one) => one.id === id);
  const type = field && findFieldType(field.type);
  const isPlain = typeof value !== "object" || value === null;
  if (!field || !type || !isPlain) return describeExpression(value, names, locale);
  if (value === null) return locale === "zh" ? "空" : "empty";
  const text = type.toText(value, field, {
    locale,
    timeZone: "UTC",
    label: () => undefined,
    find: () => undefined,
  });
  return text || String(value);
}
