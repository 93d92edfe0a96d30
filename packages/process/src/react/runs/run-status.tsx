import { useText } from "@mortise/ui";
import { Tag } from "antd";
import { text } from "./text.ts";

/** How far a run is. */
export type RunStatus = "running" | "waiting" | "done" | "cancelled" | "failed";

/** All of them, in the order of choices. */
export const RUN_STATUSES: readonly RunStatus[] = ["failed", "waiting", "running", "done", "cancelled"];

const COLORS = {
  running: "processing",
  waiting: "warning",
  done: "success",
  cancelled: "default",
  failed: "error",
} as const;

/** A run's state as a coloured word. */
export function RunStatusTag({ status, undone }: { readonly status: RunStatus; readonly undone: boolean }) {
  const t = useText(text);
  return (
    <>
      <Tag color={COLORS[status]}>{t[status]}</Tag>
      {undone ? <Tag>{t.undone}</Tag> : null}
    </>
  );
}
