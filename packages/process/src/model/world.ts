import type { WorkHours } from "@mortise/expression";
import type { Cursor, Values } from "./effect.ts";
import type { Kin, KinLookup } from "./kin.ts";
import type { Held, Load } from "./load.ts";
import type { Figure, Search } from "./search.ts";
import type { Roster } from "./roster.ts";
import type { Tallies } from "./tally.ts";

/** Something a step must know before it can be taken; the caller fetches needs of many runs at once and asks again. */
export type Need =
  | { readonly type: "record"; readonly entity: string; readonly id: string }
  | { readonly type: "cursor"; readonly node: string }
  | { readonly type: "load"; readonly load: Load }
  | { readonly type: "tallies"; readonly entity: string }
  | { readonly type: "kin"; readonly lookup: KinLookup }
  | { readonly type: "search"; readonly search: Search }
  | { readonly type: "figure"; readonly figure: Figure };

/** Rotation cursors of one assign node by key. */
export type Cursors = Readonly<Record<string, Cursor>>;

/**
 * Everything outside the flow that a step may look at, as it stands. `undefined` means "not fetched yet" and becomes
 * a {@link Need}; `null` means "does not exist".
 */
export interface World {
  readonly now: Date;
  readonly timeZone: string;
  /** The company's working days and hours. */
  readonly calendar: WorkHours;
  readonly roster: Roster;
  /** Decisions are made without saying which comparison held: for many runs of which only the outcome is asked. */
  readonly isTerse?: boolean;
  record(entity: string, id: string): Values | null | undefined;
  /** Cursors of an assign node. */
  cursors(node: string): Cursors | undefined;
  /** How much each person holds. */
  load(load: Load): Held | undefined;
  /** What people were given by flows of the records of an entity. */
  tallies(entity: string): Tallies | undefined;
  /** Whose the records are that hold the same values, the newest first. */
  kin(lookup: KinLookup): readonly Kin[] | undefined;
  /** Ids of the records that a search finds, in its order. */
  found(search: Search): readonly string[] | undefined;
  /** What a figure amounts to, as text; null when there is nothing to work it out from. */
  figure(figure: Figure): string | null | undefined;
  /** An id for a record about to be made. */
  newId(): string;
  /** Name of a person, team or record. */
  label(id: string): string | undefined;
}
