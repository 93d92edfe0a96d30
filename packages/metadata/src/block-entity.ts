import type { Catalog } from "./catalog.ts";
import type { DashboardCard } from "./documents/dashboard.ts";
import type { PageBlock, PageDocument } from "./documents/page.ts";

/** The card that a chart on a page shows; undefined when it is gone. */
export function cardOf(
  catalog: Catalog,
  { dashboard = "", card }: Pick<PageBlock, "dashboard" | "card">,
): DashboardCard | undefined {
  return catalog.find("dashboard", dashboard)?.cards.find(({ id }) => id === card);
}

/** The entity whose `field` a block names: that of a chart's data, else the page's own; undefined when the chart is gone. */
export function blockEntity(
  catalog: Catalog,
  { entity }: PageDocument,
  block: PageBlock,
): string | undefined {
  return block.type === "chart" ? cardOf(catalog, block)?.entity : entity;
}
