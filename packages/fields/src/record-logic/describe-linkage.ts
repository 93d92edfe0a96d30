import { describeExpression, type ExpressionNames } from "@mortise/expression";
import { localize, type Locale, type LocalizedText } from "@mortise/kit";
import {
  type EntityDocument,
  type FieldDefinition,
  type FillAction,
  type FillTotal,
  type FillValue,
  type NarrowAction,
  type RecordMatch,
  systemFieldName,
} from "@mortise/metadata";
import { findFieldType } from "../registry.ts";

/** Stands in a sentence for what has not been chosen yet. */
export const NOT_CHOSEN = "…";

/** What the sentences of rules are made with. */
export interface RuleTelling {
  readonly fields: readonly FieldDefinition[];
  readonly names: ExpressionNames;
  readonly locale: Locale;
  readonly entity: (id: string) => EntityDocument | undefined;
}

/** 从 客户（编号 = 客户）取 电话 → 联系电话 / from Customer (Id = Customer) fill Phone with Mobile. */
export function describeFill(action: FillAction, telling: RuleTelling): string {
  const { locale, entity, fields } = telling;
  const other = entity(action.entity);
  const rows = action.rows === undefined ? undefined : fields.find(({ id }) => id === action.rows);
  const home = rows ? (entity(findFieldType(rows.type)?.targetEntity?.(rows) ?? "")?.fields ?? []) : fields;
  const from = nameIn(other?.name, action.entity, locale);
  const matched = matches(action.match, other, telling);
  const values = action.values.map((value) => fillText(value, { home, other, locale }));
  const into = rows ? localize(rows.name, locale) : "";
  const isTotals = action.values.every(({ total }) => total);
  if (locale === "zh") {
    const list = values.join("、");
    if (rows) return `从 ${from}（${matched}）把每条记录填成 ${into} 的一行：${list}`;
    const which = isTotals ? "" : action.take === "last" ? "的最后一条" : "的第一条";
    return `从 ${from}（${matched}）${which}取 ${list}`;
  }
  const list = values.join(", ");
  if (rows) return `make each record of ${from} (${matched}) a row of ${into}: ${list}`;
  const which = isTotals ? "" : `the ${action.take} record of `;
  return `from ${which}${from} (${matched}) fill ${list}`;
}

/** 联系人 只能选 客户 = 客户 的记录 / leave only records with Company = Company for Contact. */
export function describeNarrow({ field: id, match }: NarrowAction, telling: RuleTelling): string {
  const { fields, entity, locale } = telling;
  const field = fields.find((one) => one.id === id);
  const other = entity((field && findFieldType(field.type)?.targetEntity?.(field)) ?? "");
  const name = nameIn(field?.name, id, locale);
  const matched = matches(match, other, telling);
  return locale === "zh"
    ? `${name} 只能选 ${matched} 的记录`
    : `leave only records with ${matched} for ${name}`;
}

function nameIn(name: LocalizedText | undefined, id: string, locale: Locale): string {
  return name ? localize(name, locale) : id || NOT_CHOSEN;
}

function fieldIn(entity: EntityDocument | undefined, id: string, locale: Locale): string {
  return nameIn(entity?.fields.find((field) => field.id === id)?.name ?? systemFieldName(id), id, locale);
}

function matches(
  match: readonly RecordMatch[],
  other: EntityDocument | undefined,
  { names, locale }: RuleTelling,
): string {
  return match
    .map(
      ({ field, value }) =>
        `${fieldIn(other, field, locale)} = ${value === null ? NOT_CHOSEN : describeExpression(value, names, locale)}`,
    )
    .join(locale === "zh" ? "，" : ", ");
}

const TOTALS = {
  count: { zh: "条数", en: "number of records" },
  sum: { zh: "合计", en: "sum" },
  avg: { zh: "平均", en: "average" },
  min: { zh: "最小", en: "least" },
  max: { zh: "最大", en: "greatest" },
} as const satisfies Readonly<Record<string, LocalizedText>>;

interface FillPlaces {
  readonly home: readonly FieldDefinition[];
  readonly other: EntityDocument | undefined;
  readonly locale: Locale;
}

function fillText({ field, from = "", total }: FillValue, { home, other, locale }: FillPlaces): string {
  const target = nameIn(home.find(({ id }) => id === field)?.name, field, locale);
  const name = fieldIn(other, from, locale);
  const source = total === undefined ? name : totalText(total, name, locale);
  return locale === "zh" ? `${source} → ${target}` : `${target} with ${source}`;
}

function totalText(total: FillTotal, name: string, locale: Locale): string {
  if (total === "count") return TOTALS.count[locale];
  return locale === "zh" ? `${name}的${TOTALS[total].zh}` : `${TOTALS[total].en} of ${name}`;
}
