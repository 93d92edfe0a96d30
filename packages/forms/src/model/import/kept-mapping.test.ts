import { sameText } from "@mortise/kit";
import { expect, test } from "vitest";
import { leadEntity } from "../../fixtures/lead-entity.ts";
import { startPlan } from "./import-plan.ts";
import { mappingOf, withMapping } from "./kept-mapping.ts";

const entity = leadEntity(
  { id: "name", type: "text", name: sameText("姓名") },
  { id: "mobile", type: "mobile", name: sameText("手机"), unique: true },
  { id: "note", type: "text", name: sameText("备注") },
);
const place = { sheet: 0, headerRow: 0 };

test("a mapping fits a list with the same headers in another order, and leaves the others as guessed", () => {
  const first = startPlan("lead", place, {
    mapping: [
      { column: 0, field: "name" },
      { column: 1, field: "mobile" },
      { column: 2, field: null },
    ],
    keys: ["mobile"],
  });
  const kept = mappingOf({ ...first, duplicates: "overwrite", runFlows: false }, [
    "联系 人*",
    "电话A",
    "来源",
  ]);
  const guess = startPlan(
    "lead",
    { sheet: 2, headerRow: 3 },
    {
      mapping: [
        { column: 0, field: "mobile" },
        { column: 1, field: null },
        { column: 2, field: "note" },
        { column: 3, field: null },
      ],
      keys: [],
    },
  );
  const headers = ["来源", "电话A", "说明", "联系人"];
  expect(withMapping(guess, kept, { headers, entity })).toEqual({
    ...guess,
    mapping: [
      { column: 0, field: null },
      { column: 1, field: "mobile" },
      { column: 2, field: "note" },
      { column: 3, field: "name" },
    ],
    keys: ["mobile"],
    duplicates: "overwrite",
    runFlows: false,
  });
});

test("fields that are gone, and keys that no column fills, are left out", () => {
  const plan = startPlan("lead", place, { mapping: [{ column: 0, field: "name" }], keys: [] });
  const kept = {
    ...mappingOf(plan, ["甲"]),
    columns: [{ header: "甲", field: "gone" }],
    keys: ["gone", "name"],
  };
  const after = withMapping(plan, kept, { headers: ["甲"], entity });
  expect(after.mapping).toEqual([{ column: 0, field: null }]);
  expect(after.keys).toEqual([]);
});
