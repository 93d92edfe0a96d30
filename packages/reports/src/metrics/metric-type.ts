import type { Expression } from "@mortise/expression";
import type { LocalizedText } from "@mortise/kit";
import type { Measure, RecordMeasure } from "@mortise/metadata";
import type { ReportField } from "../model/report-field.ts";

/**
 * The figures over records that a metric is made from, and the formula over them; the first figure itself without one.
 * Their names say which records they are about: what people choose from who ask for the records behind the metric.
 */
export interface MetricPlan {
  readonly figures: readonly (RecordMeasure & { readonly name: LocalizedText })[];
  /** Over the ids of the figures. */
  readonly formula?: Expression;
}

/**
 * A ready-made metric 现成指标: a figure with a fixed definition that needs no modelling. It says what it needs of an
 * entity by the kinds of its fields, never by their names. Adding one is adding a file and a line in the registry.
 */
export interface MetricType {
  readonly id: string;
  readonly name: LocalizedText;
  /** What exactly is counted, for people to read where the metric is chosen and where it is shown. */
  readonly definition: LocalizedText;
  readonly format: "number" | "percent" | "duration";
  /** The fields of which people choose one; the first is taken when they do not. None where the metric needs no choice. */
  readonly fields?: (fields: readonly ReportField[]) => readonly ReportField[];
  /** It is about stages that records have passed: cards that show it are split by them (see `Dimension.passed`). */
  readonly passed?: true;
  /** How it is worked out; undefined where the entity lacks what it needs. */
  plan(measure: Measure, fields: readonly ReportField[]): MetricPlan | undefined;
}

/** Freezes a metric's definition; the place where its shape is checked. */
export function defineMetric<const Definition extends MetricType>(definition: Definition): Definition {
  return Object.freeze(definition);
}
