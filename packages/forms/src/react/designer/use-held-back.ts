import { fillText } from "@mortise/kit";
import { type ElementHolders, holderText, useText } from "@mortise/ui";
import { App } from "antd";
import { type FormCommand, touchedItems } from "../../model/layout/form-command.ts";
import type { FormEditor } from "./use-form-editing.ts";

/** The editor with edits of what somebody else holds refused, and why said. */
export function useHeldBack(
  editor: FormEditor,
  holders: ElementHolders | undefined,
): FormEditor & { readonly isFree: (item: string) => boolean } {
  const t = useText(holderText);
  const { message } = App.useApp();
  const isFree = (...items: readonly string[]): boolean => {
    const holder = items.map((id) => holders?.held.get(id)).find((found) => found !== undefined);
    if (holder)
      void message.warning({ key: "held", content: fillText(t.heldRefused, { name: holder.name }) });
    return holder === undefined;
  };
  const fits = (command: FormCommand | undefined): boolean =>
    command === undefined || isFree(...touchedItems(editor.document, command));
  return {
    ...editor,
    isFree,
    run: (command, label, options) => {
      if (fits(command)) editor.run(command, label, options);
    },
    undo: () => {
      if (fits(editor.past.at(-1)?.inverse)) editor.undo();
    },
    redo: () => {
      if (fits(editor.future[0]?.command)) editor.redo();
    },
  };
}
