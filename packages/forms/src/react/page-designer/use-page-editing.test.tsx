import { act, renderHook } from "@testing-library/react";
import { useState } from "react";
import { expect, test } from "vitest";
import type { HistoryStore } from "@mortise/ui";
import { usePageEditing } from "./use-page-editing.ts";

/** A page that keeps a word, with the editing over it and somebody else who changes it. */
function open(word: string, store?: HistoryStore) {
  return renderHook(() => {
    const [page, setPage] = useState({ word });
    return { page, setPage, editing: usePageEditing(page, setPage, store) };
  });
}

test("steps are taken back after the page was opened again, typing in one box as one", () => {
  let kept: string | null = null;
  const store: HistoryStore = { load: () => kept, save: (text) => (kept = text) };
  const first = open("a", store);
  act(() => first.result.current.editing.run({ word: "b" }));
  act(() => first.result.current.editing.run({ word: "bc" }, "box"));
  act(() => first.result.current.editing.run({ word: "bcd" }, "box"));
  first.unmount();
  const again = open("bcd", store);
  act(() => again.result.current.editing.undo?.());
  expect(again.result.current.page.word).toBe("b");
  act(() => again.result.current.editing.undo?.());
  expect(again.result.current.page.word).toBe("a");
  expect(again.result.current.editing.undo).toBeUndefined();
  act(() => again.result.current.editing.redo?.());
  expect(again.result.current.page.word).toBe("b");
  again.unmount();
  // Changed elsewhere meanwhile: nothing to take back.
  expect(open("other", store).result.current.editing.undo).toBeUndefined();
});

test("what somebody else changed is not taken back", () => {
  const { result } = open("a");
  act(() => result.current.editing.run({ word: "b" }));
  expect(result.current.editing.undo).toBeDefined();
  act(() => result.current.setPage({ word: "b" }));
  expect(result.current.editing.undo).toBeDefined();
  act(() => result.current.setPage({ word: "theirs" }));
  expect(result.current.editing.undo).toBeUndefined();
});
