import { fillText } from "@mortise/kit";
import { formatDateTime, formatRelativeTime, useLocale, useText, useTimeZone } from "@mortise/ui";
import { useEffect, useState } from "react";
import { text } from "./text.ts";

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const FRESH = 5 * SECOND;

/** How old the figures on screen are; `at` is in milliseconds of this browser's clock. */
export function UpdatedStamp({ at }: { readonly at: number }) {
  const t = useText(text);
  const locale = useLocale();
  const timeZone = useTimeZone();
  const now = useTicking(at);
  const age = Math.max(0, now - at);
  const shown =
    age < FRESH
      ? t.justNow
      : age < MINUTE
        ? fillText(t.secondsAgo, { n: Math.floor(age / SECOND) })
        : fillText(t.updated, { time: formatRelativeTime(new Date(at), new Date(now), locale) });
  return (
    <time
      className="m-report-stamp"
      dateTime={new Date(at).toISOString()}
      title={formatDateTime(new Date(at), locale, timeZone)}
    >
      {shown}
    </time>
  );
}

/** The current time, looked at every few seconds at first and every half minute later. */
function useTicking(since: number): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout>;
    const tick = (): void => {
      const current = Date.now();
      setNow(current);
      timer = setTimeout(tick, current - since < MINUTE ? FRESH : MINUTE / 2);
    };
    tick();
    return () => clearTimeout(timer);
  }, [since]);
  return now;
}
