import { expect, test } from "vitest";
import { allOf, EMPTY_LIST, nextSort, readListState, writeListState } from "./list-state.ts";

test("a list's state survives the address, Chinese values included", () => {
  const state = {
    view: "mine",
    filter: { and: [{ "==": [{ var: "city" }, "济南"] }, { ">": [{ var: "amount" }, 500000] }] },
    search: "装备 制造",
    sort: [{ field: "created_at", descending: true }, { field: "name" }],
    layout: "kanban",
    bin: false,
    asOf: "2026-11-22T02:30:00.000Z",
  } as const;
  const address = writeListState(state).toString();
  expect(readListState(new URLSearchParams(address))).toEqual(state);
});

test("nothing chosen leaves the address empty", () => {
  expect(writeListState(EMPTY_LIST).toString()).toBe("");
  expect(readListState(new URLSearchParams(""))).toEqual(EMPTY_LIST);
});

test("a broken filter in an address is ignored, not an error", () => {
  expect(readListState(new URLSearchParams("f=%25%25%25&as=cube")).filter).toBeUndefined();
  expect(readListState(new URLSearchParams("as=cube")).layout).toBeUndefined();
});

test("a heading sorts up, then down, then not at all", () => {
  const up = nextSort(undefined, "name");
  expect(up).toEqual([{ field: "name" }]);
  const down = nextSort(up, "name");
  expect(down).toEqual([{ field: "name", descending: true }]);
  expect(nextSort(down, "name")).toBeUndefined();
});

test("conditions are joined only where there are several", () => {
  expect(allOf(undefined, undefined)).toBeUndefined();
  expect(allOf(undefined, true)).toBe(true);
  expect(allOf({ empty: 1 }, true)).toEqual({ and: [{ empty: 1 }, true] });
});
