import { MM, type Paper } from "./paper.ts";

/** How far a sheet has been drawn. `y` and what depends on the page change as it goes on. */
export interface Cursor {
  readonly paper: Paper;
  readonly x: number;
  y: number;
  width: number;
  /** Where the edge of the page begins. */
  bottom: number;
  newPage(): void;
  /** Goes to a new page when so much does not fit any more. */
  room(height: number): void;
}

/** A document grew beyond what anybody prints. */
export class TooManyPages extends Error {}

/** Headings of a sheet. */
export const TITLE = { size: 17, weight: 700, after: 5 * MM } as const;
/** Lines above a part. */
export const HEADING = { size: 11.5, weight: 700, after: 2 * MM } as const;
/** Everything that is not said otherwise. */
export const NORMAL = { size: 10.5, after: 4 * MM } as const;
/** Names of fields. */
export const NAME = { size: 10.5, color: "#555" } as const;
/** Header, footer and page numbers. */
export const EDGE = { size: 9, color: "#555" } as const;
