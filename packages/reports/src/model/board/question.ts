import { type LocalizedText, sameText } from "@mortise/kit";
import type { Catalog, DashboardCard, Dimension, Measure } from "@mortise/metadata";
import { chartTypes, findChart } from "../../charts/index.ts";
import { findMetric, metricTypes } from "../../metrics/index.ts";
import { stageOf } from "../../metrics/stage-parts.ts";
import type { ChartType } from "../chart-type.ts";
import { joinFilters } from "../drill.ts";
import { COUNT, measureName } from "../measure.ts";
import { type ReportField, reportField, reportFields } from "../report-field.ts";
import type { CardDraft } from "../suggest-cards.ts";
import { amountFields, dimensionOf } from "../suggestion-parts.ts";
import { validateCard } from "../validate-card.ts";

/** A question in parts: of what, what, by what, since when, drawn how. */
export interface Question {
  readonly entity: string;
  readonly measure: string;
  /** A field or a path; undefined asks for one figure of all. */
  readonly by?: string | undefined;
  readonly period?: string | undefined;
  /** The chart of choice; the usual one for what is asked when undefined. */
  readonly chart?: string | undefined;
}

/** Something that can be asked, and what it is called. */
export interface MeasureOffer {
  readonly id: string;
  readonly name: LocalizedText;
  readonly measure: Measure;
  /** What exactly is counted, for ready-made metrics. */
  readonly definition?: LocalizedText;
}

const MOST_AMOUNTS = 4;

/** What can be asked of the records of an entity: how many, the ready-made metrics that it has, totals and means. */
export function measureOffers(catalog: Catalog, entity: string): readonly MeasureOffer[] {
  const fields = reportFields(catalog, entity);
  const metrics = metricTypes.flatMap((metric): readonly MeasureOffer[] => {
    const measure: Measure = { id: metric.id, function: "metric", metric: metric.id, name: metric.name };
    const { id, name, definition } = metric;
    return metric.plan(measure, fields) ? [{ id, name, definition, measure }] : [];
  });
  const amounts = amountFields(fields)
    .slice(0, MOST_AMOUNTS)
    .flatMap((field) =>
      (["sum", "avg"] as const).map((name): MeasureOffer => {
        const measure: Measure = { id: `${name}_${field.id}`.slice(0, 48), function: name, field: field.id };
        return { id: measure.id, name: measureName(measure, fields), measure };
      }),
    );
  return [{ id: COUNT.id, name: COUNT.name ?? sameText(COUNT.id), measure: COUNT }, ...metrics, ...amounts];
}

const PATH_KINDS: readonly ReportField["kind"][] = ["option", "options", "region"];

/** By what a question can be split: fields of the entity, then choices and regions of what its records refer to. */
export function splitOffers(catalog: Catalog, entity: string): readonly ReportField[] {
  const fields = reportFields(catalog, entity);
  const own = fields.filter(({ groupable, kind }) => groupable && kind !== "number" && kind !== "text");
  const paths = fields.flatMap(({ id, kind }) => {
    const target = kind === "reference" ? catalog.targetOf(entity, id) : undefined;
    if (target === undefined) return [];
    return reportFields(catalog, target)
      .filter((field) => field.groupable && PATH_KINDS.includes(field.kind))
      .flatMap((field) => reportField(catalog, entity, `${id}.${field.id}`) ?? []);
  });
  return [...own, ...paths];
}

/** The stretches of time that are offered, as conditions on when records were made. */
export const QUESTION_PERIODS: readonly {
  readonly id: string;
  readonly name: LocalizedText;
  readonly period: readonly [string, number?];
}[] = [
  { id: "month", name: { zh: "本月", en: "this month" }, period: ["this-month"] },
  { id: "3-months", name: { zh: "近三个月", en: "last 3 months" }, period: ["last-n-months", 3] },
  { id: "6-months", name: { zh: "近半年", en: "last 6 months" }, period: ["last-n-months", 6] },
  { id: "12-months", name: { zh: "近一年", en: "last 12 months" }, period: ["last-n-months", 12] },
  { id: "year", name: { zh: "今年", en: "this year" }, period: ["this-year"] },
];

/** The chart that usually answers: one figure, a line along time, columns for all else. */
function usualChart(field: ReportField | undefined): string {
  return field?.kind === "date" || field?.kind === "datetime" ? "line" : "bar";
}

/** What an offer is split by: metrics about stages passed go through these first. */
function splitOf(
  { measure }: MeasureOffer,
  field: ReportField | undefined,
  fields: readonly ReportField[],
): readonly Dimension[] {
  const by = field ? [dimensionOf(field)] : [];
  const stage = findMetric(measure.metric)?.passed === true ? stageOf(fields)?.field : undefined;
  if (!stage) return by;
  return [{ field: stage.id, passed: true }, ...(field && field.id !== stage.id ? by : [])];
}

/** The charts that can answer a question. */
export function chartsFor(question: Question, catalog: Catalog): readonly ChartType[] {
  return chartTypes.filter((chart) => {
    const draft = draftOfQuestion({ ...question, chart: chart.id }, catalog);
    return (
      draft !== undefined &&
      validateCard({ ...draft, id: "question", layout: { x: 0, y: 0, ...chart.size } }, catalog).length === 0
    );
  });
}

/** The card that answers a question; undefined while the question names something that is not there. */
export function draftOfQuestion(question: Question, catalog: Catalog): CardDraft | undefined {
  const { entity, by } = question;
  const offer = measureOffers(catalog, entity).find(({ id }) => id === question.measure);
  const field = by === undefined ? undefined : reportField(catalog, entity, by);
  if (!offer || (by !== undefined && !field)) return undefined;
  const dimensions = splitOf(offer, field, reportFields(catalog, entity));
  const chart = findChart(question.chart ?? (dimensions.length > 0 ? usualChart(field) : "number"));
  if (!chart) return undefined;
  const period = QUESTION_PERIODS.find(({ id }) => id === question.period);
  const [dimension] = dimensions;
  const filter = joinFilters(
    period && { inPeriod: [{ var: "created_at" }, ...period.period.filter((part) => part !== undefined)] },
  );
  const runs = dimension?.grain !== undefined || dimension?.passed === true;
  const sorts = dimension !== undefined && !runs && chart.keepsOptionOrder !== true;
  return {
    chart: chart.id,
    title: titleOf({ catalog, entity, field, offer, period: period?.name }),
    entity,
    dimensions,
    measures: [offer.measure],
    ...(filter === undefined ? {} : { filter }),
    ...(sorts ? { sort: [{ field: offer.measure.id, descending: true }] } : {}),
    size: chart.size,
  };
}

function titleOf({
  catalog,
  entity,
  field,
  offer,
  period,
}: {
  readonly catalog: Catalog;
  readonly entity: string;
  readonly field: ReportField | undefined;
  readonly offer: MeasureOffer;
  readonly period: LocalizedText | undefined;
}): LocalizedText {
  const what = catalog.find("entity", entity)?.name ?? sameText(entity);
  const isTime = field?.kind === "date" || field?.kind === "datetime";
  const split = field ? (isTime ? "每月" : `各${field.name.zh}`) : "";
  const by = field ? ` by ${isTime ? "month" : field.name.en.toLowerCase()}` : "";
  const since = period ? `, ${period.en}` : "";
  return {
    zh: `${period?.zh ?? ""}${split}${what.zh}${offer.name.zh}`,
    en: `${what.en} ${offer.name.en.toLowerCase()}${by}${since}`,
  };
}

/** A card from a draft as it is shown before it is added. */
export function previewCard({ size, ...rest }: CardDraft): DashboardCard {
  return { ...rest, id: "question", layout: { x: 0, y: 0, ...size } };
}
