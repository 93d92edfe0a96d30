import { expect, test } from "vitest";
import { reasonsOf } from "./use-refused-notice.tsx";

test("counts how many records were refused for each reason", () => {
  const taken = { zh: "已被他人领取", en: "Already claimed" };
  const full = { zh: "满了", en: "Full" };
  const refused = [taken, full, full].map((reason, index) => ({ id: String(index), reason }));
  expect(reasonsOf(refused)).toEqual([
    { reason: full, count: 2 },
    { reason: taken, count: 1 },
  ]);
});
