import type { Expression } from "@mortise/expression";
import type { JsonObject, LocalizedText } from "@mortise/kit";
import type {
  DashboardContent,
  DashboardFilter,
  DashboardItem,
  DashboardTab,
  ScreenMode,
} from "./dashboard-parts.ts";
import type { DocumentBase } from "./document-base.ts";
import type { SortKey } from "./view.ts";

/** Calendar grain of a date dimension; weeks start on Monday. */
export type DateGrain = "day" | "week" | "month" | "quarter" | "year";

/** A field to split by. `grain` for dates; `level` for regions: 2 province, 4 city, 6 county digits. */
export interface Dimension {
  readonly field: string;
  readonly grain?: DateGrain;
  readonly level?: 2 | 4 | 6;
}

/** How values are summed up. */
export type AggregateFunction = "count" | "countDistinct" | "sum" | "avg" | "min" | "max";

/** A figure: an aggregate over a field (none for `count`), optionally over the rows that meet a condition. */
export interface Measure {
  readonly id: string;
  readonly name?: LocalizedText;
  readonly function: AggregateFunction;
  readonly field?: string;
  readonly filter?: Expression;
}

/**
 * One chart on a dashboard; `chart` names a chart type of the report engine's registry.
 * `layout` is in units of a 12-column grid; `settings` are what the chart type declares.
 */
export interface DashboardCard extends DashboardItem {
  readonly chart: string;
  readonly title: LocalizedText;
  readonly entity: string;
  readonly dimensions: readonly Dimension[];
  readonly measures: readonly Measure[];
  readonly filter?: Expression;
  readonly sort?: readonly SortKey[];
  readonly limit?: number;
  readonly settings?: JsonObject;
}

/** A page of charts, with tabs, further content and a bar of filters where it has them. */
export interface DashboardDocument extends DocumentBase<"dashboard"> {
  readonly cards: readonly DashboardCard[];
  readonly contents?: readonly DashboardContent[];
  readonly tabs?: readonly DashboardTab[];
  readonly filters?: readonly DashboardFilter[];
  readonly screen?: ScreenMode;
}
