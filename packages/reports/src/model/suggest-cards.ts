import type { Catalog, DashboardCard } from "@mortise/metadata";
import { chartTypes } from "../charts/index.ts";
import { reportFields } from "./report-field.ts";

/** A card to start from: complete but for its id and place. */
export type CardDraft = Omit<DashboardCard, "id" | "layout"> & {
  readonly size: { readonly w: number; readonly h: number };
};

const MOST = 12;
/** What each further card of the same type counts for: a list of different charts says more. */
const REPEATED = 0.85;

/** Charts worth looking at for an entity, judged by its fields; the most telling first. */
export function suggestCards(catalog: Catalog, entity: string): readonly CardDraft[] {
  const document = catalog.find("entity", entity);
  if (!document) return [];
  const source = { entity: document.plural ?? document.name, fields: reportFields(catalog, entity) };
  return chartTypes
    .flatMap((chart) =>
      chart.suggest(source).map(({ score, ...rest }, index) => ({
        score: score * REPEATED ** index,
        draft: { ...rest, chart: chart.id, entity, size: chart.size },
      })),
    )
    .toSorted((a, b) => b.score - a.score)
    .slice(0, MOST)
    .map(({ draft }) => draft);
}
