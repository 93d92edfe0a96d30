import type { Expression } from "@mortise/expression";
import { isPlainObject, type Json } from "@mortise/kit";
import type { Dimension } from "@mortise/metadata";
import type { DrillTarget } from "../drill.ts";
import type { FilterChoices } from "./filter-condition.ts";

/** One step into a card: narrowed to the group somebody pointed at, and split by something else. */
export interface ExploreStep {
  /** The group, as it is called. */
  readonly label: string;
  readonly filter: Expression;
  /** What the card is split by from here on. */
  readonly dimensions: readonly Dimension[];
}

/** A group of one card that narrows all other cards: its condition by the entity it is for. */
export interface CrossFilter {
  readonly card: string;
  readonly label: string;
  readonly filters: Readonly<Record<string, Expression>>;
}

/** A figure and the periods it is compared with. */
export interface ComparedPoint {
  readonly card: string;
  readonly title: string;
  readonly measure: string;
  /** The condition of its group, without any period. */
  readonly filter?: Expression;
  /** The date by which periods are told apart, and the days of the figure itself. */
  readonly field: string;
  readonly from: string;
  readonly to: string;
}

/** Everything a reader of a dashboard chose; it stands in the address, so that a link shows the same. */
export interface BoardState {
  readonly tab?: string;
  readonly filters: FilterChoices;
  /** By card. */
  readonly steps: Readonly<Record<string, readonly ExploreStep[]>>;
  readonly cross?: CrossFilter;
  /** The rows that are listed. */
  readonly rows?: DrillTarget;
  readonly compare?: ComparedPoint;
  /** The record that is open beside the dashboard: `<entity>/<id>`. */
  readonly record?: string;
}

/** A dashboard as it opens. */
export const FIRST_STATE: BoardState = { filters: {}, steps: {} };

const FILTER = "f.";

/** The state that an address asks for. Broken parts count as absent: addresses are typed and cut off by people. */
export function readBoardState(query: URLSearchParams): BoardState {
  const filters: Record<string, Json> = {};
  for (const [key, text] of query) {
    if (!key.startsWith(FILTER)) continue;
    const value = parsed(text);
    if (value !== undefined) filters[key.slice(FILTER.length)] = value;
  }
  const rest = decode(query.get("at") ?? "");
  const tab = query.get("tab");
  const record = query.get("record");
  return {
    filters,
    steps: stepsOf(rest["steps"]),
    ...(tab ? { tab } : {}),
    ...(record ? { record } : {}),
    // What stands there was written by `writeBoardState`, or it is refused by the server like any other request.
    ...(isPlainObject(rest["cross"]) && isPlainObject(rest["cross"]["filters"])
      ? { cross: rest["cross"] as unknown as CrossFilter } // see above
      : {}),
    ...(isPlainObject(rest["rows"]) && typeof rest["rows"]["entity"] === "string"
      ? { rows: rest["rows"] as unknown as DrillTarget } // see above
      : {}),
    ...(isPlainObject(rest["compare"]) && typeof rest["compare"]["field"] === "string"
      ? { compare: rest["compare"] as unknown as ComparedPoint } // see above
      : {}),
  };
}

/** Writes a state into the query of an address, and leaves out what is as it opens. */
export function writeBoardState(state: BoardState): URLSearchParams {
  const query = new URLSearchParams();
  if (state.tab !== undefined) query.set("tab", state.tab);
  for (const [id, value] of Object.entries(state.filters)) query.set(`${FILTER}${id}`, JSON.stringify(value));
  const steps = Object.fromEntries(Object.entries(state.steps).filter(([, list]) => list.length > 0));
  const { cross, rows, compare } = state;
  const rest = {
    ...(Object.keys(steps).length > 0 ? { steps } : {}),
    ...(cross ? { cross } : {}),
    ...(rows ? { rows } : {}),
    ...(compare ? { compare } : {}),
  };
  if (Object.keys(rest).length > 0) query.set("at", encode(rest));
  if (state.record !== undefined) query.set("record", state.record);
  return query;
}

function stepsOf(value: unknown): BoardState["steps"] {
  if (!isPlainObject(value)) return {};
  const isStep = (step: unknown): step is ExploreStep =>
    isPlainObject(step) && typeof step["label"] === "string" && Array.isArray(step["dimensions"]);
  return Object.fromEntries(
    Object.entries(value).flatMap(([card, list]) =>
      Array.isArray(list) && list.every(isStep) ? [[card, list]] : [],
    ),
  );
}

function parsed(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json; // JSON gives JSON
  } catch {
    return undefined;
  }
}

function encode(value: unknown): string {
  const bytes = new TextEncoder().encode(JSON.stringify(value));
  const binary = Array.from(bytes, (byte) => String.fromCharCode(byte)).join("");
  return btoa(binary).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

function decode(text: string): Record<string, unknown> {
  try {
    const binary = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
    const bytes = Uint8Array.from(binary, (character) => character.charCodeAt(0));
    const value: unknown = JSON.parse(new TextDecoder().decode(bytes));
    return isPlainObject(value) ? value : {};
  } catch {
    return {};
  }
}
