import { useCurrent } from "@mortise/ui";
import { type RefObject, useEffect } from "react";
import { isElsewhere } from "./designer-keys.ts";
import type { StepEdits } from "./use-step-edits.ts";

/** Copies, cuts and pastes steps when the browser asks for it while the keyboard is on the canvas. */
export function useClipboardEvents(
  stage: RefObject<HTMLElement | null>,
  edits: StepEdits,
  readOnly: boolean,
): void {
  const current = useCurrent(edits);
  useEffect(() => {
    const isHere = ({ target }: ClipboardEvent): boolean =>
      !isElsewhere(target) &&
      (target === document.body || (target instanceof Node && stage.current?.contains(target) === true));
    const onCopy = (event: ClipboardEvent): void => {
      // Text that is marked on the page is copied as text.
      if (!isHere(event) || (window.getSelection()?.toString() ?? "") !== "") return;
      const text = current().copied();
      if (text === undefined) return;
      event.preventDefault();
      event.clipboardData?.setData("text/plain", text);
      if (event.type === "cut" && !readOnly) current().cut();
      else current().copy();
    };
    const onPaste = (event: ClipboardEvent): void => {
      if (readOnly || !isHere(event)) return;
      const text = event.clipboardData?.getData("text/plain") ?? "";
      if (current().paste(text)) event.preventDefault();
    };
    window.addEventListener("copy", onCopy);
    window.addEventListener("cut", onCopy);
    window.addEventListener("paste", onPaste);
    return () => {
      window.removeEventListener("copy", onCopy);
      window.removeEventListener("cut", onCopy);
      window.removeEventListener("paste", onPaste);
    };
  }, [stage, current, readOnly]);
}
