import { shortKey } from "@mortise/kit";
import type { Catalog, DashboardCard, DashboardDocument } from "@mortise/metadata";
import type { ChartType } from "./chart-type.ts";
import type { CardPlace } from "./dashboard-commands.ts";
import { COUNT } from "./measure.ts";
import { type CardDraft, suggestCards } from "./suggest-cards.ts";

/** Columns of the grid. */
export const GRID_COLUMNS = 12;

/** The first free place for a card, row by row; below everything when there is no gap. */
export function freePlace(
  cards: readonly Pick<DashboardCard, "layout">[],
  size: Pick<CardPlace, "w" | "h">,
): CardPlace {
  const bottom = Math.max(0, ...cards.map(({ layout }) => layout.y + layout.h));
  for (let y = 0; y < bottom; y += 1) {
    for (let x = 0; x + size.w <= GRID_COLUMNS; x += 1) {
      const place = { x, y, ...size };
      if (!cards.some(({ layout }) => overlaps(layout, place))) return place;
    }
  }
  return { x: 0, y: bottom, ...size };
}

function overlaps(a: CardPlace, b: CardPlace): boolean {
  return a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h;
}

/** A card from a draft, with an id and a place of its own. */
export function placeCard(draft: CardDraft, dashboard: DashboardDocument): DashboardCard {
  const { size, ...card } = draft;
  return { ...card, id: `card_${shortKey()}`, layout: freePlace(dashboard.cards, size) };
}

/** A copy of a card beside the others. */
export function duplicateCard(card: DashboardCard, dashboard: DashboardDocument): DashboardCard {
  const { w, h } = card.layout;
  const title = { zh: `${card.title.zh} 副本`, en: `${card.title.en} copy` };
  return { ...card, id: `card_${shortKey()}`, title, layout: freePlace(dashboard.cards, { w, h }) };
}

/** A card of one chart type to start from: the best suggestion for the entity, else an empty one to fill in. */
export function draftOf(chart: ChartType, entity: string, catalog: Catalog): CardDraft {
  const suggestion = suggestCards(catalog, entity).find((draft) => draft.chart === chart.id);
  const name = catalog.find("entity", entity)?.name ?? chart.name;
  return (
    suggestion ?? {
      chart: chart.id,
      title: { zh: `${name.zh}${chart.name.zh}`, en: `${name.en} ${chart.name.en.toLowerCase()}` },
      entity,
      dimensions: [],
      measures: [COUNT],
      size: chart.size,
    }
  );
}

/** The card without sort keys for what it no longer shows. */
export function withKnownSort(card: DashboardCard): DashboardCard {
  const { sort = [], ...rest } = card;
  const known = sort.filter(
    ({ field }) =>
      [...card.dimensions, ...(card.columns ?? [])].some((dimension) => dimension.field === field) ||
      card.measures.some((measure) => measure.id === field),
  );
  return known.length > 0 ? { ...rest, sort: known } : rest;
}
