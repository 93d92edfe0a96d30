import { useText } from "@mortise/ui";
import { App, Button } from "antd";
import { useId } from "react";
import { fieldChangeText } from "./field-change-text.ts";

const SHOWN_SECONDS = 12;

/** Says what was just done, with a button that takes it back. */
export function useUndoNotice(): (text: string, undo: () => void) => void {
  const t = useText(fieldChangeText);
  const { notification, message } = App.useApp();
  const key = useId();
  return (text, undo) =>
    notification.success({
      key,
      title: text,
      placement: "bottom",
      duration: SHOWN_SECONDS,
      actions: (
        <Button
          size="small"
          type="primary"
          onClick={() => {
            undo();
            notification.destroy(key);
            void message.success(t.undone);
          }}
        >
          {t.undo}
        </Button>
      ),
    });
}
