import {
  type CompositionEvent,
  type FocusEvent,
  type InputEvent,
  type KeyboardEvent,
  type RefObject,
  useCallback,
  useLayoutEffect,
  useRef,
  useState,
} from "react";
import { flushSync } from "react-dom";

/** The code of a key that an input method has taken for itself; browsers tell it in no other way. */
const TAKEN_BY_INPUT_METHOD = 229;

interface GridTypingOptions {
  readonly scroller: RefObject<HTMLDivElement | null>;
  /** The element of the active cell; undefined when it is out of sight or none is active. */
  readonly activeElement: () => HTMLElement | undefined;
  /** Opens the editor of the active cell, empty; false when the cell may not be edited. */
  readonly start: () => boolean;
}

/**
 * Holds the focus of a grid in a field without looks, so that an input method has something to compose into before
 * there is an editor: it stands on the active cell while something is composed, and hands the result to the editor.
 */
export function useGridTyping({ scroller, activeElement, start }: GridTypingOptions) {
  const field = useRef<HTMLInputElement>(null);
  const isComposing = useRef(false);
  const [place, setPlace] = useState<Place | undefined>(undefined);

  const focus = useCallback(() => {
    (field.current ?? scroller.current)?.focus({ preventScroll: true });
  }, [scroller]);
  const onFocus = (event: FocusEvent) => {
    if (event.target === scroller.current) focus();
  };
  const latest = useRef({ activeElement, start });
  useLayoutEffect(() => {
    latest.current = { activeElement, start };
  });
  const begin = useCallback(() => {
    isComposing.current = true;
    setPlace(placeOf(latest.current.activeElement(), scroller.current));
  }, [scroller]);
  const take = useCallback((input: HTMLInputElement, text: string) => {
    input.value = "";
    setPlace(undefined);
    if (text === "") return;
    // The editor has to have the focus before the text is typed into it.
    flushSync(() => void latest.current.start());
    if (document.activeElement !== input) typeText(text);
  }, []);
  const onCompositionEnd = useCallback(
    (event: CompositionEvent<HTMLInputElement>) => {
      isComposing.current = false;
      take(event.currentTarget, event.data);
    },
    [take],
  );
  const onInput = useCallback(
    (event: InputEvent<HTMLInputElement>) => {
      const input = event.currentTarget;
      if (isComposing.current) return;
      // Some browsers report what was composed once more when the editor has it already.
      take(input, document.activeElement === input ? input.value : "");
    },
    [take],
  );
  return { field, place, focus, onFocus, handlers: { onCompositionStart: begin, onCompositionEnd, onInput } };
}

/** Where the field stands while something is composed, within what is scrolled. */
export interface Place {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

function placeOf(cell: HTMLElement | undefined, scroller: HTMLElement | null): Place | undefined {
  if (!cell || !scroller) return undefined;
  const [inner, outer] = [cell.getBoundingClientRect(), scroller.getBoundingClientRect()];
  return {
    left: inner.left - outer.left + scroller.scrollLeft,
    top: inner.top - outer.top + scroller.scrollTop,
    width: inner.width,
    height: inner.height,
  };
}

/** Whether an input method is at work on the key: then it is not for the grid. */
export function isForInputMethod({ nativeEvent }: KeyboardEvent): boolean {
  return nativeEvent.isComposing || nativeEvent.keyCode === TAKEN_BY_INPUT_METHOD;
}

/** Types a text where the focus is, as a hand would; the one way that all kinds of editors understand. */
function typeText(text: string): void {
  // Deprecated without a successor: nothing else takes part in the editor's own undo and change events.
  // oxlint-disable-next-line typescript/no-deprecated
  document.execCommand("insertText", false, text);
}
