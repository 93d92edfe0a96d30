import type { ComponentType } from "react";

/** One band of the picture: so many records went from one person to another. */
export interface DrawnMove {
  readonly from: string;
  readonly to: string;
  readonly count: number;
}

/** Draws from whom to whom records went; handed in by whoever has a library for pictures. */
export type MovesPicture = ComponentType<{ readonly moves: readonly DrawnMove[] }>;
