import type { LocalizedText } from "@mortise/kit";

/** Kinds of obstacles, by which those who were passed over are counted. */
export type ObstacleKind =
  | "inactive"
  | "passed"
  | "skill"
  | "leave"
  | "off-duty"
  | "cap-open"
  | "cap-day"
  | "gap";

/** Why somebody cannot be given a record now. */
export interface Obstacle {
  readonly kind: ObstacleKind;
  /** As the reason of a decision says it beside the name. */
  readonly text: LocalizedText;
  /** Who is passed over for it keeps their turn: they come first once they can. */
  readonly keepsTurn: boolean;
  /** When it ends by itself, as far as it alone goes. */
  readonly until?: number;
}
