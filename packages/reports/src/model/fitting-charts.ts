import type { LocalizedText } from "@mortise/kit";
import type { Catalog, DashboardCard, Dimension, Measure } from "@mortise/metadata";
import { chartTypes } from "../charts/index.ts";
import type { ChartType, Question } from "./chart-type.ts";
import { isNumericMeasure, measureName } from "./measure.ts";
import { type ReportField, reportFields } from "./report-field.ts";
import type { CardDraft } from "./suggest-cards.ts";
import { validateCard } from "./validate-card.ts";

/** Types without an opinion of their own come in the middle. */
const NO_OPINION = 0.5;

/** What somebody wants to see of an entity. */
export interface Wish {
  readonly entity: string;
  readonly dimensions: readonly Dimension[];
  readonly measures: readonly Measure[];
}

/** Types that take all of a card's dimensions and measures, the most telling first; then, in their order, all others. */
export function rankCharts(
  card: DashboardCard,
  catalog: Catalog,
): { readonly fitting: readonly ChartType[]; readonly others: readonly ChartType[] } {
  const fields = reportFields(catalog, card.entity);
  const wish = {
    entity: card.entity,
    dimensions: [...card.dimensions, ...(card.columns ?? [])],
    measures: card.measures.filter(({ hidden }) => hidden !== true),
  };
  const fitting = ranked(wish, fields);
  return { fitting, others: chartTypes.filter((chart) => !fitting.includes(chart)) };
}

/** A card to start from for each type that fits the chosen fields, the most telling first. */
export function draftsFor(wish: Wish, catalog: Catalog): readonly CardDraft[] {
  const fields = reportFields(catalog, wish.entity);
  const entity = catalog.find("entity", wish.entity);
  if (!entity) return [];
  const title = titleOf(wish, fields, entity.plural ?? entity.name);
  const drafts = ranked(wish, fields).map((chart) => {
    const dimensions = wish.dimensions.map((dimension) => chart.fitDimension?.(dimension) ?? dimension);
    return {
      chart: chart.id,
      title,
      entity: wish.entity,
      dimensions,
      ...chart.arrange?.(dimensions),
      measures: wish.measures,
      size: chart.size,
    };
  });
  return drafts.filter((draft) => isComplete(draft, catalog));
}

/** Some types ask for more than counts and kinds, as a funnel of everybody who reached a stage. */
function isComplete({ size, ...draft }: CardDraft, catalog: Catalog): boolean {
  return validateCard({ ...draft, id: "draft", layout: { x: 0, y: 0, ...size } }, catalog).length === 0;
}

function ranked(wish: Wish, fields: readonly ReportField[]): readonly ChartType[] {
  const question = questionOf(wish, fields);
  return chartTypes
    .filter((chart) => takes(chart, wish, fields))
    .map((chart) => ({ chart, score: question ? (chart.suits?.(question) ?? NO_OPINION) : NO_OPINION }))
    .filter(({ score }) => score > 0)
    .toSorted((a, b) => b.score - a.score)
    .map(({ chart }) => chart);
}

/** Undefined where a dimension is a path: its field is another entity's. */
function questionOf({ dimensions, measures }: Wish, fields: readonly ReportField[]): Question | undefined {
  const known = dimensions.flatMap((dimension) => {
    const field = fields.find(({ id }) => id === dimension.field);
    return field ? [{ dimension, field }] : [];
  });
  return known.length === dimensions.length ? { dimensions: known, measures } : undefined;
}

function takes(chart: ChartType, { dimensions, measures }: Wish, fields: readonly ReportField[]): boolean {
  const { min, max, kinds } = chart.dimensions;
  const most = max + (chart.columns?.max ?? 0);
  if (dimensions.length < min || dimensions.length > most) return false;
  if (measures.length < chart.measures.min || measures.length > chart.measures.max) return false;
  if (chart.measures.numeric === true && !measures.every((measure) => isNumericMeasure(measure, fields)))
    return false;
  return dimensions.every(({ field }) => {
    const known = fields.find(({ id }) => id === field);
    return known ? known.groupable && (!kinds || kinds.includes(known.kind)) : kinds === undefined;
  });
}

/** “各来源、等级的线索数” / “Leads by source and grade”. */
function titleOf(wish: Wish, fields: readonly ReportField[], entity: LocalizedText): LocalizedText {
  const by = wish.dimensions.flatMap(({ field }) => fields.find(({ id }) => id === field)?.name ?? []);
  const what = wish.measures.map((measure) =>
    measure.function === "count" && measure.field === undefined
      ? { zh: `${entity.zh}数`, en: entity.en }
      : measureName(measure, fields),
  );
  const zh = what.map((name) => name.zh).join("、");
  const en = what.map((name) => name.en).join(", ");
  if (by.length === 0) return { zh, en };
  return {
    zh: `各${by.map((name) => name.zh).join("、")}的${zh}`,
    en: `${en} by ${by.map((name) => name.en.toLowerCase()).join(" and ")}`,
  };
}
