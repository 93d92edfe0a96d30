import type { RouteOutput, routes } from "@mortise/contract";
import { fillText, type LocalizedText } from "@mortise/kit";
import { useLocalize, useText } from "@mortise/ui";
import { App } from "antd";
import { poolsText } from "./text.ts";

type Refused = RouteOutput<typeof routes.claimRecords>["refused"];

const SHOWN_SECONDS = 20;

/** How often each reason was given, most frequent first. */
export function reasonsOf(
  refused: NonNullable<Refused>,
): readonly { reason: LocalizedText; count: number }[] {
  const counts = new Map<string, { reason: LocalizedText; count: number }>();
  for (const { reason } of refused) {
    const known = counts.get(reason.en);
    counts.set(reason.en, { reason, count: (known?.count ?? 0) + 1 });
  }
  return [...counts.values()].toSorted((a, b) => b.count - a.count);
}

/** Says which of the records asked for were not claimed, and why. */
export function useRefusedNotice(): (refused: Refused) => void {
  const t = useText(poolsText);
  const localize = useLocalize();
  const { notification } = App.useApp();
  return (refused) => {
    if (!refused || refused.length === 0) return;
    notification.warning({
      title: fillText(t.notClaimed, { n: refused.length }),
      duration: SHOWN_SECONDS,
      placement: "bottomLeft",
      description: reasonsOf(refused).map(({ reason, count }) => (
        <p key={reason.en}>{fillText(t.times, { reason: localize(reason), n: count })}</p>
      )),
    });
  };
}
