import type { ReadLimit } from "../database/running-read.ts";
import {
  figuresTooSlow,
  queryTooSlow,
  recordTooSlow,
  searchTooSlow,
  wholeListTooSlow,
} from "./record-errors.ts";

/** How long each kind of read may take, in seconds. */
export interface ReadLimits {
  /** One record, its history, a file's right. */
  readonly record: number;
  /** A page of a list with its count, and questions about other records that a form asks. */
  readonly list: number;
  /** Search over all entities. */
  readonly search: number;
  /** Grouped figures and stage funnels. */
  readonly figures: number;
  /** A step of an export: which records there are, or a page of them. */
  readonly export: number;
}

/** A kind of read. */
export type ReadKind = keyof ReadLimits;

/** What holds where nothing else is said. */
export const READ_LIMITS: ReadLimits = { record: 10, list: 20, search: 10, figures: 60, export: 600 };

const REFUSALS: Readonly<Record<ReadKind, ReadLimit["tooSlow"]>> = {
  record: recordTooSlow,
  list: queryTooSlow,
  search: searchTooSlow,
  figures: figuresTooSlow,
  export: wholeListTooSlow,
};

/** The limit of a kind of read. */
export function readLimit(limits: ReadLimits, kind: ReadKind): ReadLimit {
  return { seconds: limits[kind], tooSlow: REFUSALS[kind] };
}
