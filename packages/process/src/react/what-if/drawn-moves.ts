import type { DrawnMove } from "./moves-picture.ts";

/** So many people stand on each side of the picture; the rest is one band. */
const MOST_PEOPLE = 12;

interface Naming {
  readonly nameOf: (id: string | null) => string;
  readonly others: string;
}

interface Move {
  readonly from: string | null;
  readonly to: string | null;
  readonly count: number;
}

/** The moves as a picture shows them: by name, the people with the most records for themselves, all others together. */
export function drawnMoves(moves: readonly Move[], { nameOf, others }: Naming): readonly DrawnMove[] {
  const kept = { from: largest(moves, "from"), to: largest(moves, "to") };
  const sums = new Map<string, DrawnMove>();
  for (const { from, to, count } of moves) {
    const drawn = {
      from: kept.from.has(from) ? nameOf(from) : others,
      to: kept.to.has(to) ? nameOf(to) : others,
    };
    const key = JSON.stringify(drawn);
    sums.set(key, { ...drawn, count: (sums.get(key)?.count ?? 0) + count });
  }
  return [...sums.values()];
}

function largest(moves: readonly Move[], side: "from" | "to"): ReadonlySet<string | null> {
  const counts = new Map<string | null, number>();
  for (const move of moves) counts.set(move[side], (counts.get(move[side]) ?? 0) + move.count);
  const sorted = [...counts].toSorted(([, one], [, other]) => other - one);
  return new Set(sorted.slice(0, MOST_PEOPLE).map(([id]) => id));
}
