import type { ChartPoint } from "@mortise/contract";
import { type Expression, variablesOf } from "@mortise/expression";
import type { LocalizedText } from "@mortise/kit";
import type { DashboardCard, Measure, RecordMeasure } from "@mortise/metadata";
import { findMetric } from "../metrics/index.ts";
import { isRecordMeasure, measureName } from "./measure.ts";
import type { ReportField } from "./report-field.ts";

/** Rows that ever came to a stage, or beyond it: what a funnel of everybody who got so far counts. */
export interface ReachedStage {
  readonly field: string;
  readonly option: string;
  /** Not beyond it: who ever was in this very stage. */
  readonly only?: boolean;
  /** With `only`: those of them who got on, or were lost from it. */
  readonly way?: "onward" | "lost";
}

/** The rows behind a figure: what a drill panel lists. */
export interface DrillTarget {
  readonly entity: string;
  readonly filter?: Expression;
  readonly reached?: ReachedStage;
  /** Names the figure: the card and its groups. */
  readonly title: string;
}

/** Joins conditions with "and"; undefined when there is none. */
export function joinFilters(...parts: readonly (Expression | undefined)[]): Expression | undefined {
  const given = parts.filter(
    (part): part is Expression => part !== undefined && part !== null && part !== true,
  );
  return given.length > 1 ? { and: given } : given[0];
}

/** Records that a figure is about; several where it is made of several: the numerator and the denominator of a rate. */
export interface RowsBehind {
  /** Says which, where there are several. */
  readonly name: LocalizedText;
  readonly filter?: Expression;
  readonly reached?: Partial<ReachedStage>;
}

/** What is averaged leaves out records without a value. */
const LEAVING_OUT: readonly string[] = ["count", "avg", "median", "percentile"];

/** The records behind a measure, by each of the figures over records that it is made of; metrics and formulas need the fields. */
export function rowsBehind(
  card: DashboardCard,
  measure: Measure,
  fields: readonly ReportField[],
): readonly RowsBehind[] {
  if (isRecordMeasure(measure)) return [behindFigure(measure, measureName(measure, fields))];
  if (measure.metric !== undefined) {
    const { figures = [] } = findMetric(measure.metric)?.plan(measure, fields) ?? {};
    return figures.map((figure) =>
      behindFigure(
        { ...figure, ...maybe("filter", joinFilters(measure.filter, figure.filter)) },
        figure.name,
      ),
    );
  }
  const place = card.measures.indexOf(measure);
  const above = card.measures.slice(0, place < 0 ? undefined : place);
  return [...new Set(measure.formula === undefined ? [] : variablesOf(measure.formula))].flatMap((id) => {
    const part = above.find((one) => one.id === id);
    if (!part) return [];
    const parts = rowsBehind(card, part, fields);
    const name = findMetric(part.metric)?.name ?? measureName(part, fields);
    return parts.map((one) => (parts.length === 1 ? { ...one, name } : one));
  });
}

function behindFigure(figure: RecordMeasure, name: LocalizedText): RowsBehind {
  const { field, stageTime, passage } = figure;
  const valued =
    field !== undefined && LEAVING_OUT.includes(figure.function) ? { notEmpty: [{ var: field }] } : undefined;
  const [option, ...others] = stageTime?.reached ?? [];
  const reached =
    option !== undefined && others.length === 0 && stageTime ? { field: stageTime.field, option } : undefined;
  const way = passage === "onward" || passage === "lost" ? { way: passage } : undefined;
  return {
    name,
    ...maybe("filter", joinFilters(figure.filter, valued)),
    ...maybe("reached", reached ?? way),
  };
}

/** Property of that name, unless there is no value. */
function maybe<Name extends string, Value>(
  name: Name,
  value: Value | undefined,
): Readonly<Partial<Record<Name, Value>>> {
  // The object holds the one name, or nothing.
  return (value === undefined ? {} : { [name]: value }) as Readonly<Partial<Record<Name, Value>>>;
}

/** A figure of a card that somebody points at. */
export interface PointedFigure {
  readonly card: DashboardCard;
  readonly title: string;
  readonly point: ChartPoint;
  readonly measure: string;
}

/** Where pointing at a figure leads: to all records of its group that the measure, or one part of it, is about. */
export function drillTarget(
  { card, point, title }: PointedFigure,
  rows: Pick<RowsBehind, "filter" | "reached"> = {},
): DrillTarget {
  const filter = joinFilters(point.filter, rows.filter);
  const name = [title, point.labels.join(" / ")].filter((part) => part !== "").join(" · ");
  const reached = { ...rows.reached, ...point.reached };
  const { field, option } = reached;
  return {
    entity: card.entity,
    title: name,
    ...(filter === undefined ? {} : { filter }),
    ...(field === undefined || option === undefined ? {} : { reached: { ...reached, field, option } }),
  };
}

/** The ways from a figure to records, one for each figure over records that it is made of. */
export function drillTargets(
  figure: PointedFigure,
  fields: readonly ReportField[],
): readonly { readonly name: LocalizedText; readonly target: DrillTarget }[] {
  const measure = figure.card.measures.find(({ id }) => id === figure.measure);
  const ways = measure ? rowsBehind(figure.card, measure, fields) : [];
  const named = ways.map((rows) => ({ name: rows.name, target: drillTarget(figure, rows) }));
  const [only] = named;
  if (!only) return [{ name: { zh: "", en: "" }, target: drillTarget(figure) }];
  return named.filter(
    ({ target }, index) =>
      named.findIndex((other) => JSON.stringify(other.target) === JSON.stringify(target)) === index,
  );
}
