import type { Expression } from "@mortise/expression";
import type { DocumentBase } from "./document-base.ts";
import type { OptionColor } from "./palette.ts";

/** One sort key. */
export interface SortKey {
  readonly field: string;
  readonly descending?: boolean;
}

/** One column of a table view; `width` in CSS pixels. */
export interface ViewColumn {
  readonly field: string;
  readonly width?: number;
}

/** The ways in which a view lays out records. */
export const VIEW_LAYOUTS = ["table", "kanban", "tree", "calendar", "gallery", "gantt", "map"] as const;

/** One way in which a view lays out records. */
export type ViewLayout = (typeof VIEW_LAYOUTS)[number];

/** The stretches of time that a calendar or a gantt chart shows at once. */
export const VIEW_SCALES = ["month", "week", "day"] as const;

/** One stretch of time that is shown at once. */
export type ViewScale = (typeof VIEW_SCALES)[number];

/** Which fields place a record in time: for calendar and gantt. */
export interface ViewDates {
  /** A date, a date and time, or a date range, which has its own end. */
  readonly start: string;
  /** Of the same kind as `start`; without it records take one day, or one hour. */
  readonly end?: string;
  /** What events are called by; the title field of the entity when absent. */
  readonly title?: string;
  /** The select or stage field whose options colour events. */
  readonly colorBy?: string;
  /** For gantt: a number from 0 to 100, or a percentage. */
  readonly progress?: string;
  /** For gantt: the reference of the entity to itself that names what has to be done before. */
  readonly dependsOn?: string;
  /** What is shown at first; a month in a calendar, weeks in a gantt chart when absent. */
  readonly scale?: ViewScale;
  /** The day with which weeks begin, 1 (Monday) to 7; Monday when absent. */
  readonly weekStart?: number;
}

/** Sizes of the cards of a gallery. */
export const CARD_SIZES = ["small", "medium", "large"] as const;

/** One size of the cards of a gallery. */
export type CardSize = (typeof CARD_SIZES)[number];

/** How a gallery draws its cards; what stands below the picture are the columns of the view. */
export interface ViewGallery {
  /** The field whose first picture is the cover. */
  readonly cover?: string;
  /** Medium when absent. */
  readonly size?: CardSize;
}

/** How a map places records. */
export interface ViewMap {
  /** The location, region or address that says where a record stands. */
  readonly place: string;
}

/** Records that meet a condition get a colour; the first rule that holds counts. */
export interface ColorRule {
  readonly when: Expression;
  readonly color: OptionColor;
}

/** Heights of the rows of a table. */
export const ROW_HEIGHTS = ["compact", "normal", "high"] as const;

/** One height of the rows of a table. */
export type RowHeight = (typeof ROW_HEIGHTS)[number];

/** A saved way to look at an entity's records. */
export interface ViewDocument extends DocumentBase<"view"> {
  readonly entity: string;
  readonly layout: ViewLayout;
  readonly columns: readonly ViewColumn[];
  readonly filter?: Expression;
  readonly sort?: readonly SortKey[];
  /**
   * For kanban: the select or stage field whose options are the columns. For tree: the reference of the entity to
   * itself; the first one when absent. For gantt and table: the field whose values gather the rows.
   */
  readonly groupBy?: string;
  /** For calendar and gantt. */
  readonly dates?: ViewDates;
  /** For gallery. */
  readonly gallery?: ViewGallery;
  /** For map; the first field that says where a record stands when absent. */
  readonly map?: ViewMap;
  /** Colours of rows, cards and events, in every layout but the tree. */
  readonly colors?: readonly ColorRule[];
  /** For table; normal when absent. */
  readonly rowHeight?: RowHeight;
  /** For table: so many columns from the first stay in sight while scrolling sideways; one when absent. */
  readonly frozen?: number;
  /** Fields by which people narrow the list in one step, above it. */
  readonly quickFilters?: readonly string[];
}

/** The most fields that may stand above a list to narrow it by. */
export const MOST_QUICK_FILTERS = 8;

/** The most columns that may stay in sight. */
export const MOST_FROZEN = 6;

/** The properties of `ViewDates` that name a field. */
export const DATE_FIELDS = ["start", "end", "title", "colorBy", "progress", "dependsOn"] as const;

/** The fields that calendar, gantt, gallery and map of a view are made by. */
export function viewPartFields({ dates, gallery, map }: ViewDocument): readonly string[] {
  const named = [...DATE_FIELDS.map((part) => dates?.[part]), gallery?.cover, map?.place];
  return named.filter((field) => field !== undefined);
}
