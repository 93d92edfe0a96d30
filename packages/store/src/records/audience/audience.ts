import type { Actor } from "../../actor.ts";

/** What was announced of the records of one entity. */
export interface EntityChange {
  readonly entity: string;
  readonly ids: readonly string[];
  readonly changeSets: readonly string[];
  /** More records changed than the ids name. */
  readonly more: boolean;
}

/** What one actor hears of a change: records that it sees or saw until then, and entities to read again. */
export interface Heard {
  readonly ids: readonly string[];
  /** Entities of which some records changed, or came into sight or left it; which ones is not said. */
  readonly again: readonly string[];
}

/** Who hears what; actors that hear nothing are absent. */
export type Audience = ReadonlyMap<Actor, Heard>;
