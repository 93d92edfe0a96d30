import type { LocalizedText } from "@mortise/kit";
import type { Catalog, DashboardDocument } from "@mortise/metadata";
import { CONTENT_NAMES } from "../../model/board/board-edits.ts";

/** What an item of a dashboard is called: by its title, its view, or what it is. */
export function itemTitle(
  dashboard: DashboardDocument,
  id: string,
  catalog: Catalog,
  localize: (text: LocalizedText | undefined) => string,
): string {
  const card = dashboard.cards.find((one) => one.id === id);
  if (card) return localize(card.title);
  const content = dashboard.contents?.find((one) => one.id === id);
  if (!content) return id;
  const own = localize(content.title);
  return (
    own || localize(catalog.find("view", content.view ?? "")?.name) || localize(CONTENT_NAMES[content.type])
  );
}
