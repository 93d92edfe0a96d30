import type { DashboardItem } from "@mortise/metadata";

/** A card of at most so many columns and rows fits into half a phone. */
const SMALL = 4;

/** What of a dashboard stands on a phone, in its order: as on the grid, unless it was put elsewhere or hidden by hand. */
export function phoneItems<Item extends DashboardItem>(items: readonly Item[]): readonly Item[] {
  const derived = items.toSorted((a, b) => a.layout.y - b.layout.y || a.layout.x - b.layout.x);
  const place = new Map(derived.map((item, index) => [item.id, item.phone?.order ?? index]));
  return derived
    .filter(({ phone }) => phone?.hidden !== true)
    .toSorted((a, b) => (place.get(a.id) ?? 0) - (place.get(b.id) ?? 0));
}

/** Rows of the grid that an item takes on a phone. */
export function phoneHeight({ layout, phone }: DashboardItem): number {
  return phone?.h ?? layout.h;
}

/** Of how many of a phone's two columns an item takes: small ones stand side by side where two come in a row. */
export function phoneColumns(items: readonly DashboardItem[], item: DashboardItem): 1 | 2 {
  if (!isSmall(item)) return 2;
  const index = items.indexOf(item);
  let first = index;
  while (isSmall(items[first - 1])) first -= 1;
  const isLeft = (index - first) % 2 === 0;
  return isSmall(items[isLeft ? index + 1 : index - 1]) ? 1 : 2;
}

/** A figure rather than a picture. */
function isSmall(item: DashboardItem | undefined): boolean {
  return item !== undefined && item.layout.w <= SMALL && phoneHeight(item) <= SMALL;
}
