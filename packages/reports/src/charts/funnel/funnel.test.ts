import { expect, test } from "vitest";
import { aContext } from "../../testing/chart-context.ts";
import { funnelLayers } from "./option.ts";

test("each layer says how many came over from the one above, and how many of the first are left", () => {
  const layers = funnelLayers(
    aContext({
      chart: "funnel",
      points: [
        [["线索"], "200"],
        [["商机"], "50"],
        [["赢单"], "10"],
      ],
    }),
  );
  expect(layers.map(({ step, total, top, bottom }) => ({ step, total, top, bottom }))).toEqual([
    { step: undefined, total: "100%", top: 1, bottom: 0.25 },
    { step: "25%", total: "25%", top: 0.25, bottom: 0.05 },
    { step: "20%", total: "5%", top: 0.05, bottom: 0.05 },
  ]);
});

test("an empty funnel has no conversion to speak of", () => {
  const layers = funnelLayers(
    aContext({
      chart: "funnel",
      points: [
        [["a"], "0"],
        [["b"], "0"],
      ],
    }),
  );
  expect(layers.map(({ step, total }) => [step, total])).toEqual([
    [undefined, "–"],
    ["–", "–"],
  ]);
});
