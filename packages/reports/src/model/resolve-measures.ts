import type { Expression } from "@mortise/expression";
import type { Measure, RecordMeasure } from "@mortise/metadata";
import { findMetric } from "../metrics/index.ts";
import { joinFilters } from "./drill.ts";
import { compileFormula, type Figure, type Figures } from "./figure-math.ts";
import { isRecordMeasure } from "./measure.ts";
import type { ReportField } from "./report-field.ts";

/** What a card's measures ask of the records, and how all of them follow from the answer. */
export interface ResolvedMeasures {
  /** What the record gateway is asked. */
  readonly asked: readonly RecordMeasure[];
  /** The figures of all measures, from those that were asked. */
  figures(answer: Figures): Figures;
}

interface Step {
  readonly id: string;
  readonly asked: readonly RecordMeasure[];
  readonly figure: (answer: Figures, before: Figures) => Figure;
}

/** Resolves formulas and ready-made metrics to figures over records; what cannot be resolved has no figure. */
export function resolveMeasures(
  measures: readonly Measure[],
  fields: readonly ReportField[],
): ResolvedMeasures {
  const steps = measures.map((measure) => stepOf(measure, fields));
  return {
    asked: steps.flatMap(({ asked }) => asked),
    figures(answer) {
      const known: Record<string, Figure> = {};
      for (const { id, figure } of steps) known[id] = figure(answer, known);
      return known;
    },
  };
}

function stepOf(measure: Measure, fields: readonly ReportField[]): Step {
  const { id } = measure;
  if (isRecordMeasure(measure)) {
    return { id, asked: [recordMeasure(measure)], figure: (answer) => answer[id] ?? null };
  }
  if (measure.formula !== undefined) {
    const formula = compileFormula(measure.formula);
    return { id, asked: [], figure: (_answer, before) => formula(before) };
  }
  return metricStep(measure, fields);
}

/** Only what the gateway knows of. */
function recordMeasure(measure: Measure & RecordMeasure): RecordMeasure {
  const { id, function: name, field, expression, stageTime, passage, percent, filter } = measure;
  return {
    id,
    function: name,
    ...(field === undefined ? {} : { field }),
    ...(expression === undefined ? {} : { expression }),
    ...(stageTime ? { stageTime } : {}),
    ...(passage === undefined ? {} : { passage }),
    ...(percent === undefined ? {} : { percent }),
    ...(filter === undefined ? {} : { filter }),
  };
}

function metricStep(measure: Measure, fields: readonly ReportField[]): Step {
  const { id, filter: own } = measure;
  const plan = findMetric(measure.metric)?.plan(measure, fields);
  if (!plan) return { id, asked: [], figure: () => null };
  // Figures of several metrics must not be taken for one another.
  const nameOf = (figure: string): string => `${id}__${figure}`;
  const asked = plan.figures.map(({ name: _name, ...figure }): RecordMeasure => {
    const filter = joinFilters(own, figure.filter);
    return { ...figure, id: nameOf(figure.id), ...(filter === undefined ? {} : { filter }) };
  });
  const [first] = plan.figures;
  const formula = compileFormula(plan.formula ?? ({ var: first?.id ?? "" } satisfies Expression));
  return {
    id,
    asked,
    figure: (answer) =>
      formula(
        Object.fromEntries(plan.figures.map((figure) => [figure.id, answer[nameOf(figure.id)] ?? null])),
      ),
  };
}
