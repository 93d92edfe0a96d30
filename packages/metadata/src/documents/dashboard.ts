import type { JsonObject, LocalizedText } from "@mortise/kit";
import type {
  DashboardContent,
  DashboardFilter,
  DashboardItem,
  DashboardLook,
  DashboardTab,
  ScreenMode,
} from "./dashboard-parts.ts";
import type { DocumentBase } from "./document-base.ts";
import type { CardQuery } from "./report-query.ts";
import type { SortKey } from "./view.ts";

/**
 * One chart on a dashboard; `chart` names a chart type of the report engine's registry.
 * `layout` is in units of a 12-column grid; `settings` are what the chart type declares.
 */
export interface DashboardCard extends DashboardItem, CardQuery {
  readonly chart: string;
  readonly title: LocalizedText;
  readonly sort?: readonly SortKey[];
  readonly settings?: JsonObject;
}

/** A page of charts, with tabs, further content and a bar of filters where it has them. */
export interface DashboardDocument extends DocumentBase<"dashboard"> {
  readonly cards: readonly DashboardCard[];
  readonly contents?: readonly DashboardContent[];
  readonly tabs?: readonly DashboardTab[];
  readonly filters?: readonly DashboardFilter[];
  readonly look?: DashboardLook;
  readonly screen?: ScreenMode;
}
