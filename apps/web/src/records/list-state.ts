import type { Expression } from "@mortise/expression";
import { isPlainObject } from "@mortise/kit";
import {
  type SortKey,
  ROW_HEIGHTS,
  type RowHeight,
  VIEW_LAYOUTS,
  VIEW_SCALES,
  type ViewColumn,
  type ViewLayout,
  type ViewScale,
} from "@mortise/metadata";
import { readDay } from "../schedule/days.ts";

/** Conditions by the field that each is about. */
export type QuickConditions = Readonly<Record<string, Expression>>;

/** In place of a field to group by: no groups, although the view has some. */
export const NO_GROUPS = "-";

/** What a person chose on a list page; lives in the address so that it can be shared and gone back to. */
export interface ListState {
  readonly view: string | undefined;
  readonly filter: Expression | undefined;
  readonly search: string;
  /** What narrows the list by single fields, above it. */
  readonly quick?: QuickConditions | undefined;
  readonly sort: readonly SortKey[] | undefined;
  readonly layout: ViewLayout | undefined;
  /** The field whose values are the groups of the list. */
  readonly group?: string | undefined;
  /** For calendar and gantt: the date by which records are shown; for map: the place. */
  readonly by?: string | undefined;
  /** For calendar and gantt: the day and the stretch of time on screen. */
  readonly day?: string | undefined;
  readonly scale?: ViewScale | undefined;
  /** For table: how high rows are. */
  readonly rowHeight?: RowHeight | undefined;
  readonly bin: boolean;
  /** The moment whose records are shown; undefined for now. */
  readonly asOf: string | undefined;
}

/** A list with nothing chosen. */
export const EMPTY_LIST: ListState = {
  view: undefined,
  filter: undefined,
  search: "",
  sort: undefined,
  layout: undefined,
  bin: false,
  asOf: undefined,
};

function encode(value: unknown): string {
  const bytes = new TextEncoder().encode(JSON.stringify(value));
  const binary = Array.from(bytes, (byte) => String.fromCharCode(byte)).join("");
  return btoa(binary).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

function decode(text: string): Expression | undefined {
  try {
    const binary = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
    const bytes = Uint8Array.from(binary, (character) => character.charCodeAt(0));
    return JSON.parse(new TextDecoder().decode(bytes)) as Expression; // checked by the server before it is used
  } catch {
    return undefined;
  }
}

function quickIn(text: string | null): Pick<ListState, "quick"> {
  const quick = text ? decode(text) : undefined;
  // Parts are conditions, which the server checks before it uses them.
  return isPlainObject(quick) ? { quick: quick as QuickConditions } : {};
}

/** Reads a list's state from the query of an address. Broken parts count as absent. */
export function readListState(query: URLSearchParams): ListState {
  const filter = query.get("f");
  const sort = query.get("s");
  return {
    view: query.get("view") ?? undefined,
    filter: filter ? decode(filter) : undefined,
    search: query.get("q") ?? "",
    ...quickIn(query.get("qf")),
    sort: sort
      ? sort
          .split(",")
          .map((key) => (key.startsWith("-") ? { field: key.slice(1), descending: true } : { field: key }))
      : undefined,
    layout: VIEW_LAYOUTS.find((layout) => layout === query.get("as")),
    ...(query.get("g") ? { group: query.get("g") ?? undefined } : {}),
    ...placeIn(query),
    bin: query.has("bin"),
    asOf: momentIn(query.get("at")),
  };
}

function placeIn(query: URLSearchParams): Pick<ListState, "by" | "day" | "scale" | "rowHeight"> {
  const by = query.get("by");
  const day = readDay(query.get("day"));
  const scale = VIEW_SCALES.find((each) => each === query.get("scale"));
  const rowHeight = ROW_HEIGHTS.find((each) => each === query.get("h"));
  return {
    ...(rowHeight ? { rowHeight } : {}),
    ...(by ? { by } : {}),
    ...(day ? { day } : {}),
    ...(scale ? { scale } : {}),
  };
}

function momentIn(text: string | null): string | undefined {
  return text !== null && !Number.isNaN(Date.parse(text)) ? new Date(text).toISOString() : undefined;
}

/** Writes a list's state as the query of an address; what is not chosen is left out. */
export function writeListState(state: ListState): URLSearchParams {
  const query = new URLSearchParams();
  if (state.view) query.set("view", state.view);
  if (state.filter !== undefined) query.set("f", encode(state.filter));
  if (state.search) query.set("q", state.search);
  if (state.quick && Object.keys(state.quick).length > 0) query.set("qf", encode(state.quick));
  if (state.sort?.length)
    query.set("s", state.sort.map((key) => (key.descending ? `-${key.field}` : key.field)).join(","));
  if (state.layout) query.set("as", state.layout);
  if (state.group) query.set("g", state.group);
  if (state.by) query.set("by", state.by);
  if (state.day) query.set("day", state.day);
  if (state.scale) query.set("scale", state.scale);
  if (state.rowHeight) query.set("h", state.rowHeight);
  if (state.bin) query.set("bin", "1");
  if (state.asOf) query.set("at", state.asOf);
  return query;
}

/** Joins conditions that must all hold; undefined when there are none. */
export function allOf(...conditions: readonly (Expression | undefined)[]): Expression | undefined {
  const given = conditions.filter((condition) => condition !== undefined);
  return given.length > 1 ? { and: given } : given[0];
}

/** What the next click on a column's heading sorts by: up, down, as before. */
export function nextSort(
  current: readonly SortKey[] | undefined,
  field: string,
): readonly SortKey[] | undefined {
  const key = current?.length === 1 && current[0]?.field === field ? current[0] : undefined;
  if (!key) return [{ field }];
  return key.descending ? undefined : [{ field, descending: true }];
}

/** Puts changed widths into columns. */
export function withWidth(
  columns: readonly ViewColumn[],
  field: string,
  width: number,
): readonly ViewColumn[] {
  return columns.map((column) => (column.field === field ? { ...column, width } : column));
}
