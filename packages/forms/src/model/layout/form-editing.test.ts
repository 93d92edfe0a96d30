import { historyFrom, historyText, sameText } from "@mortise/kit";
import type { EntityDocument, FormDocument } from "@mortise/metadata";
import { expect, test } from "vitest";
import type { FormCommand } from "./form-command.ts";
import { editForm, type EditStep, type FormEditing, startEditing } from "./form-editing.ts";
import { findItem, itemIds } from "./item-tree.ts";
import { moveAllCommand, removeAllCommand, stepAllCommand, updateAllCommand } from "./bulk-commands.ts";
import { compareForms } from "./compare-forms.ts";
import { besideCommand, placeCommand, stepCommand } from "./layout-commands.ts";
import { fieldItem, pageItem, sectionItem } from "./new-items.ts";
import { packRows } from "./pack-rows.ts";

const field = (id: string, span = 6) => ({ ...fieldItem(id, span), id });
const section = (id: string) => ({ ...sectionItem(sameText(id)), id });

function form(): FormDocument {
  return {
    kind: "form",
    id: "lead",
    version: 1,
    name: sameText("Lead"),
    entity: "lead",
    items: [field("a"), field("b"), { ...section("s"), items: [field("c", 12)] }, field("d")],
  };
}

const run = (state: FormEditing, command: FormCommand | undefined, burst?: string): FormEditing =>
  command
    ? editForm(state, { type: "do", command, label: sameText("step"), ...(burst ? { burst } : {}) })
    : state;

const undoAll = (state: FormEditing): FormEditing =>
  state.past.length === 0 ? state : undoAll(editForm(state, { type: "undo" }));
const redoAll = (state: FormEditing): FormEditing =>
  state.future.length === 0 ? state : redoAll(editForm(state, { type: "redo" }));

test("undoes and redoes every kind of edit exactly", () => {
  const start = startEditing(form());
  const commands: readonly FormCommand[] = [
    { type: "add", item: field("e"), place: { section: "s", index: 0 } },
    { type: "move", id: "a", place: { section: "s", index: 1 } },
    { type: "update", id: "b", changes: { label: sameText("B"), required: true } },
    { type: "update", id: "b", changes: { required: null } },
    { type: "remove", id: "s" },
    { type: "settings", changes: { public: { enabled: true, slug: "abcd" } } },
  ];
  const end = commands.reduce((state, command) => run(state, command), start);
  expect(end.past).toHaveLength(commands.length);
  const back = undoAll(end);
  expect(back.document).toEqual(form());
  expect(redoAll(back).document).toEqual(end.document);
});

test("keeps at least 200 steps and forgets what was undone when a new edit is made", () => {
  let state = startEditing(form());
  for (let index = 0; index < 250; index += 1)
    state = run(state, { type: "update", id: "a", changes: { span: 1 + (index % 12) } });
  expect(state.past.length).toBe(250);
  state = editForm(state, { type: "undo" });
  state = run(state, { type: "remove", id: "b" });
  expect(state.future).toEqual([]);
});

test("counts a burst of typing as one step", () => {
  let state = startEditing(form());
  for (const text of ["客", "客户", "客户名"])
    state = run(state, { type: "update", id: "a", changes: { label: sameText(text) } }, "label-a");
  expect(state.past).toHaveLength(1);
  const back = editForm(state, { type: "undo" });
  expect(back.document).toEqual(form());
  expect(redoAll(back).document).toEqual(state.document);
});

test("ignores edits that change nothing or do not fit", () => {
  const start = startEditing(form());
  expect(run(start, { type: "remove", id: "none" })).toBe(start);
  expect(run(start, { type: "update", id: "a", changes: { span: 6 } })).toBe(start);
  expect(run(start, { type: "move", id: "s", place: { section: "s", index: 0 } })).toBe(start);
  expect(editForm(start, { type: "undo" })).toBe(start);
});

test("puts a field beside another by sharing the row", () => {
  const state = run(startEditing(form()), besideCommand(form(), field("new"), { id: "b", side: "left" }));
  expect(itemIds(state.document.items)).toEqual(["a", "new", "b", "s", "c", "d"]);
  const [row] = packRows(state.document.items);
  expect(row?.map((item) => item.type === "field" && item.span)).toEqual([4, 4, 4]);
});

test("moves by place as the person sees it, and by steps through sections", () => {
  const document = form();
  const moved = run(startEditing(document), placeCommand(document, field("a"), { section: null, index: 2 }));
  expect(itemIds(moved.document.items)).toEqual(["b", "a", "s", "c", "d"]);
  const into = run(startEditing(document), stepCommand(document, "b", 1));
  expect(findItem(into.document.items, "b")?.place).toEqual({ section: "s", index: 0 });
  const out = run(into, stepCommand(into.document, "b", -1));
  expect(findItem(out.document.items, "b")?.place).toEqual({ section: null, index: 1 });
  expect(stepCommand(document, "a", -1)).toBeUndefined();
});

test("steps through tabs page by page, and pages stay among pages", () => {
  const page = (id: string, items: FormDocument["items"]) => ({ ...pageItem(sameText(id)), id, items });
  const pages = {
    type: "pages" as const,
    id: "p",
    look: "tabs" as const,
    items: [page("p1", []), page("p2", [])],
  };
  const document: FormDocument = { ...form(), items: [field("a"), pages, field("d")] };
  let state = startEditing(document);
  const placeOfA = () => findItem(state.document.items, "a")?.place;
  const seen = [1, 2, 3, 4].map(() => {
    state = run(state, stepCommand(state.document, "a", 1));
    return placeOfA();
  });
  expect(seen).toEqual([
    { section: "p1", index: 0 },
    { section: "p2", index: 0 },
    { section: null, index: 1 },
    { section: null, index: 2 },
  ]);
  state = run(state, stepCommand(state.document, "p1", 1));
  expect(itemIds(state.document.items)).toEqual(["p", "p2", "p1", "d", "a"]);
  expect(run(state, { type: "move", id: "p1", place: { section: null, index: 0 } })).toBe(state);
  expect(run(state, { type: "move", id: "d", place: { section: "p", index: 0 } })).toBe(state);
  expect(undoAll(state).document).toEqual(document);
});

test("changes, moves and removes several items as one step each", () => {
  const document = form();
  let state = run(startEditing(document), moveAllCommand(document, ["d", "a"], "s"));
  expect(itemIds(state.document.items)).toEqual(["b", "s", "c", "a", "d"]);
  state = run(state, stepAllCommand(state.document, ["a", "d"], -1));
  expect(itemIds(state.document.items)).toEqual(["b", "s", "a", "d", "c"]);
  const isField = (item: { readonly type: string }) => item.type === "field";
  state = run(state, updateAllCommand(state.document, ["a", "s", "d"], { required: true }, isField));
  expect(findItem(state.document.items, "s")?.item).not.toHaveProperty("required");
  expect(findItem(state.document.items, "d")?.item).toHaveProperty("required", true);
  state = run(state, removeAllCommand(state.document, ["c", "s"]));
  expect(itemIds(state.document.items)).toEqual(["b"]);
  expect(state.past).toHaveLength(4);
  expect(undoAll(state).document).toEqual(document);
});

test("steps outlive a reload as long as the form is the same", () => {
  let state = startEditing(form());
  for (let index = 0; index < 230; index += 1)
    state = run(state, { type: "update", id: "a", changes: { span: 1 + (index % 12) } });
  state = editForm(state, { type: "undo" });
  const kept = historyFrom<FormDocument, EditStep>(historyText(state), structuredClone(state.document));
  expect(kept?.past.length).toBeGreaterThanOrEqual(200);
  const opened: FormEditing = { ...startEditing(state.document), ...kept };
  expect(undoAll(opened).document).toEqual(form());
  expect(historyFrom(historyText(state), form())).toBeUndefined();
  expect(historyFrom("{", form())).toBeUndefined();
});

test("tells which items are new, changed or gone", () => {
  const before = form();
  let state = run(startEditing(before), { type: "remove", id: "s" });
  state = run(state, { type: "update", id: "a", changes: { span: 12 } });
  state = run(state, { type: "add", item: field("e"), place: { section: null, index: 0 } });
  const { marks, removed } = compareForms(before, state.document);
  expect([...marks]).toEqual([
    ["e", "added"],
    ["a", "changed"],
  ]);
  expect(removed.map(({ item, place }) => [item.id, place.index])).toEqual([["s", 2]]);
});

test("what went with a step that was taken back comes back with it, after a reload too", () => {
  const created = [{ id: "rows", type: "sub-table", name: sameText("Rows") }];
  const add: FormCommand = { type: "add", item: field("rows"), place: { section: null, index: 0 } };
  let state = editForm(startEditing(form()), { type: "do", command: add, label: sameText("add"), created });
  const named = [{ ...created[0], name: sameText("Visitors") }] as typeof created;
  const child = { kind: "entity", id: "lead_rows" } as EntityDocument; // only its identity is looked at
  state = editForm(state, { type: "undo", gone: { created: named, rows: [child] } });
  const opened = {
    ...startEditing(state.document),
    ...historyFrom<FormDocument, EditStep>(historyText(state), state.document),
  };
  expect(opened.future[0]).toMatchObject({ created: named, rows: [child] });
  expect(itemIds(editForm(opened, { type: "redo" }).document.items)[0]).toBe("rows");
});

test("tells which items were moved: as few as possible", () => {
  const before = form();
  const moves: readonly FormCommand[] = [
    { type: "move", id: "d", place: { section: null, index: 0 } },
    { type: "move", id: "b", place: { section: "s", index: 0 } },
  ];
  const after = moves.reduce((state, command) => run(state, command), startEditing(before)).document;
  expect([...compareForms(before, after).marks]).toEqual([
    ["d", "moved"],
    ["b", "moved"],
  ]);
  expect(compareForms(before, after).removed).toEqual([]);
});

test("steps stay when somebody else changes the form, but for those about what they changed", () => {
  let state = run(startEditing(form()), { type: "update", id: "a", changes: { label: sameText("A") } });
  state = run(state, { type: "update", id: "b", changes: { label: sameText("B") } });
  state = run(state, { type: "update", id: "d", changes: { label: sameText("D") } });
  state = editForm(state, { type: "undo" });
  const theirs = startEditing(state.document);
  const changed = run(theirs, { type: "update", id: "b", changes: { label: sameText("theirs") } }).document;
  const followed = editForm(state, { type: "follow", document: changed });
  const labels = (document: FormDocument) =>
    document.items.map((item) => (item.type === "field" ? item.label?.en : undefined));
  expect(labels(undoAll(followed).document)).toEqual([undefined, "theirs", undefined, undefined]);
  expect(labels(redoAll(undoAll(followed)).document)).toEqual(["A", "theirs", undefined, "D"]);
});

test("begins a new row where the next item does not fit", () => {
  expect(
    packRows([field("a", 8), field("b", 6), section("s"), field("c", 4)]).map((row) =>
      row.map((item) => item.id),
    ),
  ).toEqual([["a"], ["b"], ["s"], ["c"]]);
});
