import { expect, test } from "vitest";
import { gridIntent, nextEditable } from "./grid-keys.ts";

const plain = { ctrlKey: false, metaKey: false, shiftKey: false, altKey: false };
const context = { cell: { row: 5, column: 2 }, rows: 100, columns: 4, pageRows: 20, editable: true };

test("arrows move by one and stop at the edges", () => {
  expect(gridIntent({ key: "ArrowDown", ...plain }, context)).toEqual({
    type: "move",
    to: { row: 6, column: 2 },
  });
  const corner = { ...context, cell: { row: 0, column: 0 } };
  expect(gridIntent({ key: "ArrowUp", ...plain }, corner)).toEqual({
    type: "move",
    to: { row: 0, column: 0 },
  });
});

test("Ctrl with an arrow goes to the end of the list", () => {
  expect(gridIntent({ key: "ArrowDown", ...plain, ctrlKey: true }, context)).toEqual({
    type: "move",
    to: { row: 99, column: 2 },
  });
});

test("Shift with a move extends the range; Ctrl+A takes all", () => {
  expect(gridIntent({ key: "ArrowDown", ...plain, shiftKey: true }, context)).toEqual({
    type: "move",
    to: { row: 6, column: 2 },
    extend: true,
  });
  expect(gridIntent({ key: "a", ...plain, ctrlKey: true }, context)).toEqual({ type: "all" });
});

test("Enter edits an editable cell and opens the record otherwise", () => {
  expect(gridIntent({ key: "Enter", ...plain }, context)).toEqual({ type: "edit" });
  expect(gridIntent({ key: "Enter", ...plain }, { ...context, editable: false })).toEqual({ type: "open" });
});

test("what is typed takes the place of what an editable cell holds", () => {
  const typed = (key: string, more: object = {}) => gridIntent({ key, ...plain, ...more }, context);
  for (const key of ["a", "7", "中", "A"]) expect(typed(key)).toEqual({ type: "type" });
  expect(typed(" ")).toEqual({ type: "select", range: false });
  expect(typed("c", { ctrlKey: true })).toBeUndefined();
  expect(typed("å", { altKey: true })).toBeUndefined();
  expect(gridIntent({ key: "a", ...plain }, { ...context, editable: false })).toBeUndefined();
});

test("other keys are left to the browser", () => {
  expect(gridIntent({ key: "Tab", ...plain }, context)).toBeUndefined();
  expect(gridIntent({ key: "constructor", ...plain }, context)).toBeUndefined();
});

test("Tab wraps to the next row's first editable cell and back", () => {
  const editable = [false, true, false, true];
  expect(nextEditable({ row: 0, column: 3 }, editable, { rows: 2, backwards: false })).toEqual({
    row: 1,
    column: 1,
  });
  expect(nextEditable({ row: 1, column: 1 }, editable, { rows: 2, backwards: true })).toEqual({
    row: 0,
    column: 3,
  });
  expect(nextEditable({ row: 1, column: 3 }, editable, { rows: 2, backwards: false })).toBeUndefined();
});
