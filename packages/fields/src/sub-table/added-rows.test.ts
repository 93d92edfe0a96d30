import { describe, expect, test } from "vitest";
import { addedRows } from "./added-rows.ts";

const columns = [
  { id: "product", type: "reference", name: { zh: "产品", en: "Product" } },
  { id: "quantity", type: "number", name: { zh: "数量", en: "Quantity" }, default: "1" },
];
const to = {
  column: "product",
  columns,
  rows: [{ product: "a", quantity: "3" }],
  mostRows: 3,
  uniqueColumns: [],
};

describe("addedRows", () => {
  test("makes a row of each record, with the defaults of its other columns", () => {
    expect(addedRows(["b", "c"], to)).toEqual([
      { product: "a", quantity: "3" },
      { product: "b", quantity: "1" },
      { product: "c", quantity: "1" },
    ]);
  });

  test("may name a record twice, unless it may stand in one row only", () => {
    expect(addedRows(["a", "b"], to)).toHaveLength(3);
    expect(addedRows(["a", "b"], { ...to, uniqueColumns: ["product"] })).toEqual([
      { product: "a", quantity: "3" },
      { product: "b", quantity: "1" },
    ]);
    expect(addedRows(["a"], { ...to, uniqueColumns: ["product", "quantity"] })).toHaveLength(2);
  });

  test("stops at the most rows, and takes none away that are there", () => {
    expect(addedRows(["b", "c", "d"], to)).toHaveLength(3);
    expect(addedRows(["b"], { ...to, mostRows: 0 })).toEqual(to.rows);
  });
});
