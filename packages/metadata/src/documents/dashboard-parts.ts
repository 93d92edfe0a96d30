import type { Json, LocalizedText } from "@mortise/kit";

/** A place on the grid of 12 columns. */
export interface GridPlace {
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
}

/** Where an item stands on phones in place of what follows from its place on the grid. */
export interface PhonePlace {
  /** Items stand by this, lowest first; others come in the order of the grid, after those with a lower number. */
  readonly order?: number;
  /** Rows of the grid. */
  readonly h?: number;
  readonly hidden?: boolean;
}

/** What stands on a dashboard: a card with figures or other content. */
export interface DashboardItem {
  readonly id: string;
  /** The tab it stands on; the first when absent. */
  readonly tab?: string;
  readonly layout: GridPlace;
  readonly phone?: PhonePlace;
}

/** One of several sides of a dashboard; a dashboard without shows no tabs. */
export interface DashboardTab {
  readonly id: string;
  readonly name: LocalizedText;
}

/** What a part of a dashboard without figures of its own shows. */
export const DASHBOARD_CONTENT_TYPES = ["heading", "text", "image", "records"] as const;

/** One of {@link DASHBOARD_CONTENT_TYPES}. */
export type DashboardContentType = (typeof DASHBOARD_CONTENT_TYPES)[number];

/** Text, a picture, the heading of a section, or the records of a view among the cards of a dashboard. */
export interface DashboardContent extends DashboardItem {
  readonly type: DashboardContentType;
  /** For `heading` the heading itself; for others what stands above, if anything. */
  readonly title?: LocalizedText;
  /** For `text`: formatted text, cleaned before it is shown. */
  readonly text?: LocalizedText;
  /** For `image`: the picture as a data address, so that a dashboard carries it along. */
  readonly image?: string;
  /** For `records`: the view whose records are listed. */
  readonly view?: string;
}

/** What a filter of the bar asks for. */
export const DASHBOARD_FILTER_TYPES = ["period", "options", "people", "region", "text"] as const;

/** One of {@link DASHBOARD_FILTER_TYPES}. */
export type DashboardFilterType = (typeof DASHBOARD_FILTER_TYPES)[number];

/** An item that a filter narrows, and the field of its entity by which. */
export interface FilterTarget {
  readonly item: string;
  readonly field: string;
}

/**
 * A filter above the cards. Items that it does not name are not narrowed. `value` is what it begins with: for `period`
 * a relative period (`["last-n-months", 3]`) or two days (`{from, to}`), for `text` a text, for others a list of keys,
 * where `$user` and `$teams` stand for the reader and the reader's teams.
 */
export interface DashboardFilter {
  readonly id: string;
  readonly type: DashboardFilterType;
  readonly name: LocalizedText;
  readonly targets: readonly FilterTarget[];
  readonly value?: Json;
}

/** Colours of all pictures of a dashboard; cards may have their own palette. */
export interface DashboardLook {
  /** A palette of the report engine. */
  readonly palette?: string;
  readonly theme?: "light" | "dark";
}

/** How a dashboard looks on a big screen. */
export interface ScreenMode {
  readonly theme?: "light" | "dark";
  /** Seconds after which the next tab is shown; tabs stay when absent. */
  readonly seconds?: number;
}
