import { newId } from "@mortise/kit";
import { expect, test } from "vitest";
import { IdList } from "./id-list.ts";

test("gives back the ids that were set, whatever their digits", () => {
  const ids = new IdList();
  const given = [
    "00000000-0000-0000-0000-000000000001",
    "ffffffff-ffff-ffff-ffff-ffffffffffff",
    ...Array.from({ length: 3_000 }, () => newId()),
  ];
  for (const [number, id] of given.entries()) ids.set(number, id);
  expect(given.map((_id, number) => ids.at(number))).toEqual(given);
});
