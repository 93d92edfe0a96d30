import type { CardFigures } from "../../model/chart-context.ts";

/** Figures that were worked out, under what they were asked for. */
interface Kept {
  readonly figures: CardFigures;
  /** The state of the data that they were read in. */
  readonly version: string;
  /** In milliseconds since 1970. */
  readonly at: number;
}

/** Points of all kept figures together. */
const MOST_POINTS = 200_000;
/** What figures weigh beside their points. */
const OWN_WEIGHT = 10;

/** The latest figures of cards, as many as 200,000 points; those that nobody has asked for the longest go first. */
export class KeptFigures {
  readonly #kept = new Map<string, Kept>();
  readonly #longestMs: number;
  #weight = 0;

  /** `longestMs`: how old figures get in milliseconds, whatever happens. */
  constructor(longestMs: number) {
    this.#longestMs = longestMs;
  }

  /** The figures of what was asked, if they were read in this state of the data and are not too old. */
  find(asked: string, version: string, now: number): CardFigures | undefined {
    const kept = this.#kept.get(asked);
    if (!kept) return undefined;
    this.#drop(asked, kept);
    if (kept.version !== version || now - kept.at > this.#longestMs) return undefined;
    this.#put(asked, kept);
    return kept.figures;
  }

  /** Keeps figures that were read in a state of the data. */
  keep(asked: string, kept: Kept): void {
    const before = this.#kept.get(asked);
    if (before) this.#drop(asked, before);
    this.#put(asked, kept);
    for (const [oldest, figures] of this.#kept) {
      if (this.#weight <= MOST_POINTS) return;
      this.#drop(oldest, figures);
    }
  }

  #put(asked: string, kept: Kept): void {
    this.#kept.set(asked, kept);
    this.#weight += weightOf(kept);
  }

  #drop(asked: string, kept: Kept): void {
    this.#kept.delete(asked);
    this.#weight -= weightOf(kept);
  }
}

function weightOf({ figures }: Kept): number {
  return OWN_WEIGHT + figures.points.length + (figures.totals?.length ?? 0);
}
