import type { KeyboardEvent } from "react";
import type { DesignerActions } from "./designer-context.ts";
import type { FormEditor } from "./use-form-editing.ts";

/** Whether an event comes from a box that is typed into: it keeps keys and clipboard to itself. */
export function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.closest("input, textarea, [contenteditable=true]") !== null;
}

/**
 * Keys of the designer as a whole: Ctrl+Z and Ctrl+Y or Ctrl+Shift+Z, Ctrl+C, X, D and A for what is chosen, `/` for the
 * palette's search. Pasting comes with the browser's own event.
 */
export function onDesignerKey(
  event: KeyboardEvent<HTMLElement>,
  editor: Pick<FormEditor, "undo" | "redo">,
  actions: Pick<DesignerActions, "selectAll" | "duplicate" | "copy" | "cut">,
): void {
  if (isTyping(event.target)) return;
  const key = event.key.toLowerCase();
  if (key === "/" && !event.ctrlKey && !event.metaKey && !event.altKey) {
    event.preventDefault();
    const search = event.currentTarget.querySelector<HTMLInputElement>(".fd-palette input");
    search?.focus();
    // What was looked for before gives way to what is typed now.
    search?.select();
    return;
  }
  if (!(event.ctrlKey || event.metaKey) || event.altKey) return;
  const hasText = (window.getSelection()?.toString() ?? "") !== "";
  const handlers: Readonly<Record<string, () => void>> = {
    z: event.shiftKey ? editor.redo : editor.undo,
    y: editor.redo,
    a: actions.selectAll,
    d: actions.duplicate,
    // Text that is marked on the page is copied as text.
    ...(hasText ? {} : { c: actions.copy, x: actions.cut }),
  };
  const handle = handlers[key];
  if (!handle) return;
  event.preventDefault();
  handle();
}
