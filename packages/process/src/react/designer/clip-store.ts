import { stepsIn } from "../../model/editing/flow-clip.ts";

const KEY = "mortise.flow-steps";

/**
 * What was copied last, in this browser. The clipboard of the system has it too, but may be read only when somebody pastes
 * by the keyboard, and not at all on pages without https.
 */
export const clipStore = {
  keep(text: string): void {
    try {
      window.localStorage.setItem(KEY, text);
    } catch {
      // A full or forbidden storage leaves pasting by the keyboard.
    }
    // Refused without https or permission; the copy event has written it already.
    void navigator.clipboard?.writeText(text).catch(() => undefined);
  },
  /** The steps copied last; undefined when there are none. */
  text(): string | undefined {
    try {
      const text = window.localStorage.getItem(KEY) ?? "";
      return stepsIn(text) > 0 ? text : undefined;
    } catch {
      return undefined;
    }
  },
};
