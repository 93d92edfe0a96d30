import { expect, test } from "vitest";
import type { CardFigures } from "../../model/chart-context.ts";
import { KeptFigures } from "./kept-figures.ts";

function figures(points: number): CardFigures {
  const point = { keys: [], labels: [], values: {}, filter: true };
  return { points: Array.from({ length: points }, () => point), measures: [], truncated: false, asOf: "" };
}

test("figures hold for their time and for the state of the data that they were read in", () => {
  const kept = new KeptFigures(60_000);
  const made = figures(1);
  kept.keep("a", { figures: made, version: "1", at: 0 });
  expect(kept.find("a", "1", 60_000)).toBe(made);
  expect(kept.find("a", "2", 60_000)).toBeUndefined();
  kept.keep("a", { figures: made, version: "2", at: 0 });
  expect(kept.find("a", "2", 60_001)).toBeUndefined();
});

test("what nobody has asked for the longest makes room", () => {
  const kept = new KeptFigures(60_000);
  for (const name of ["a", "b"]) kept.keep(name, { figures: figures(90_000), version: "1", at: 0 });
  kept.find("a", "1", 1);
  kept.keep("c", { figures: figures(90_000), version: "1", at: 0 });
  const left = ["a", "b", "c"].filter((name) => kept.find(name, "1", 1));
  expect(left).toEqual(["a", "c"]);
});
