import { fillText } from "@mortise/kit";
import type { FlowDocument } from "@mortise/metadata";
import { useLocalize, useText } from "@mortise/ui";
import { createPortal } from "react-dom";
import { text } from "../text.ts";
import { stepName } from "./step-words.ts";
import type { StepDrag } from "./use-step-drag.ts";

/** What is being carried, beside the pointer. */
export function DragGhost({
  drag,
  flow,
}: {
  readonly drag: StepDrag | undefined;
  readonly flow: FlowDocument;
}) {
  const t = useText(text);
  const localize = useLocalize();
  if (!drag) return null;
  const { carried, at, over } = drag;
  const [first, ...more] = carried.type === "steps" ? carried.ids : [];
  const node = flow.nodes.find(({ id }) => id === first);
  const name = localize(stepName(carried.type === "new" ? { type: carried.nodeType } : node));
  return createPortal(
    <div
      className={`flow-ghost ${over ? "flow-ghost-over" : ""}`}
      style={{ transform: `translate(${at.x + 14}px, ${at.y + 10}px)` }}
    >
      <b>{more.length === 0 ? name : fillText(t.dragged, { name, n: more.length })}</b>
      {over ? null : <small>{t.dropHint}</small>}
    </div>,
    document.body,
  );
}
