import type { workText } from "./text.ts";
import type { WorkItem } from "./work-item.ts";

/** What the button is called by which a to-do that is no decision is dealt with. */
export function finishLabel(
  { origin, isResubmission, isPicking }: WorkItem,
  t: Readonly<Record<keyof typeof workText, string>>,
): string {
  if (origin === "word") return t.giveWord;
  if (isPicking) return t.pick;
  return isResubmission ? t.resubmit : t.finish;
}
