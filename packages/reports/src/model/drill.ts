import type { ChartPoint } from "@mortise/contract";
import type { Expression } from "@mortise/expression";
import type { DashboardCard, Measure } from "@mortise/metadata";

/** Rows that ever came to a stage, or beyond it: what a funnel of everybody who got so far counts. */
export interface ReachedStage {
  readonly field: string;
  readonly option: string;
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

/** The rows behind one figure of a point: those of its group that the measure counts. */
export function figureFilter(point: ChartPoint, measure: Measure | undefined): Expression | undefined {
  const counted =
    measure?.field !== undefined && measure.function === "count"
      ? { notEmpty: [{ var: measure.field }] }
      : undefined;
  return joinFilters(point.filter, measure?.filter, counted);
}

/** Where pointing at a figure leads. */
export function drillTarget(
  card: DashboardCard,
  point: ChartPoint,
  measure: string,
  title: string,
): DrillTarget {
  const filter = figureFilter(
    point,
    card.measures.find((candidate) => candidate.id === measure),
  );
  const name = [title, point.labels.join(" / ")].filter((part) => part !== "").join(" · ");
  return {
    entity: card.entity,
    title: name,
    ...(filter === undefined ? {} : { filter }),
    ...(point.reached ? { reached: point.reached } : {}),
  };
}
