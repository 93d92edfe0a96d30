import { formatDateTime, formatRelativeTime } from "../locale/format-time.ts";
import { useLocale, useTimeZone } from "../locale/locale-context.tsx";
import { useNow } from "./use-now.ts";

/** A point in time as people say it (5 分钟前), with the exact time on hover; stays current by itself. */
export function RelativeTime({ value }: { readonly value: string }) {
  const locale = useLocale();
  const timeZone = useTimeZone();
  const now = useNow();
  return (
    <time dateTime={value} title={formatDateTime(value, locale, timeZone)}>
      {formatRelativeTime(value, now, locale)}
    </time>
  );
}
