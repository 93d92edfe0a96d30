import { expect, test } from "vitest";
import { drawnMoves } from "./drawn-moves.ts";

const naming = { nameOf: (id: string | null) => id ?? "pool", others: "others" };

test("those with the most records stand for themselves, all others together", () => {
  const moves = Array.from({ length: 15 }, (_, index) => ({
    from: null,
    to: `p${index}`,
    count: 20 - index,
  }));
  const drawn = drawnMoves([...moves, { from: "p1", to: "p1", count: 5 }], naming);
  expect(drawn.find(({ to }) => to === "others")).toEqual({ from: "pool", to: "others", count: 8 + 7 + 6 });
  expect(drawn.find(({ from }) => from === "p1")).toEqual({ from: "p1", to: "p1", count: 5 });
  const all = (list: readonly { readonly count: number }[]) =>
    list.reduce((sum, { count }) => sum + count, 0);
  expect(all(drawn)).toBe(all(moves) + 5);
});
