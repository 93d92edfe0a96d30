import { expect, test } from "vitest";
import { aContext } from "../../testing/chart-context.ts";
import { rankingRows } from "./option.ts";

test("equal figures share a rank", () => {
  const rows = rankingRows(
    aContext({
      chart: "ranking",
      points: [
        [["李雷"], "10"],
        [["韩梅梅"], "5"],
        [["王强"], "5"],
        [["赵敏"], "0"],
      ],
    }),
  );
  expect(rows.map(({ rank, share }) => [rank, share])).toEqual([
    [1, 1],
    [2, 0.5],
    [2, 0.5],
    [4, 0],
  ]);
});
