import { useEffect, useRef, useState } from "react";
import { isTyping } from "./designer-keys.ts";

/** Text that was pasted onto the designer and is no copied item: lines that may become fields. */
export interface PastedText {
  readonly text: string | undefined;
  readonly clear: () => void;
}

/** Listens to pasting anywhere on the page but into boxes and dialogs. `paste` takes copied items and answers whether it did. */
export function usePasting(paste: (text: string) => boolean, takesLines: boolean): PastedText {
  const [text, setText] = useState<string>();
  const latest = useRef({ paste, takesLines });
  useEffect(() => {
    latest.current = { paste, takesLines };
  });
  useEffect(() => {
    const onPaste = (event: ClipboardEvent) => {
      const { target } = event;
      const isElsewhere =
        isTyping(target) || (target instanceof Element && target.closest("[role=dialog]") !== null);
      const pasted = event.clipboardData?.getData("text/plain") ?? "";
      if (isElsewhere || pasted.trim() === "") return;
      event.preventDefault();
      if (!latest.current.paste(pasted) && latest.current.takesLines) setText(pasted);
    };
    window.addEventListener("paste", onPaste);
    return () => window.removeEventListener("paste", onPaste);
  }, []);
  return { text, clear: () => setText(undefined) };
}
