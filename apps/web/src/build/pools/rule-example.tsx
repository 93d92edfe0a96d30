import { recordEnvironment, type WorkPlace } from "@mortise/expression";
import { type CompiledPool, POOL_ZONE, recycleDate } from "@mortise/fields";
import { useFieldServices } from "@mortise/fields/react";
import { fillText } from "@mortise/kit";
import type { PoolDocument, RecycleRule } from "@mortise/metadata";
import { formatDateTime, useLocale, useNow, useText } from "@mortise/ui";
import { useWorkCalendar } from "../../session/use-work-calendar.ts";
import { poolText } from "./text.ts";

const DAY = 86_400_000;

/** What a rule means for a record that is claimed now, worked out as it will be. */
export function RuleExample({ pool, rule }: { readonly pool: PoolDocument; readonly rule: RecycleRule }) {
  const t = useText(poolText);
  const locale = useLocale();
  const { timeZone } = useFieldServices();
  const calendar = useWorkCalendar();
  const since = useNow();
  // Without the company's calendar every day counts the same; then nothing is promised.
  if (!calendar) return null;
  const { at, follow, renewed, longest } = exampleDates(pool, rule, {
    since,
    place: { calendar, timeZone: POOL_ZONE },
  });
  if (!at) return null;
  const say = (date: Date) => formatDateTime(date, locale, timeZone);
  return (
    <p className="hint pool-example">
      {fillText(t.example, { at: say(at) })}
      {follow && renewed ? fillText(t.exampleRenewed, { follow: say(follow), renewed: say(renewed) }) : ""}
      {longest ? fillText(t.exampleLongest, { longest: say(longest) }) : ""}
    </p>
  );
}

/** The dates of a record that comes to its owner at a moment: untouched, followed up a day before, followed up for ever. */
export function exampleDates(
  pool: PoolDocument,
  rule: RecycleRule,
  { since, place }: { readonly since: Date; readonly place: WorkPlace },
) {
  const compiled: CompiledPool = {
    document: pool,
    takes: () => true,
    rules: [{ rule, holds: () => true, isExempt: () => false }],
    entry: [],
  };
  const record = recordEnvironment({}, { now: since, ...place });
  const dateWith = (renewed: Date | null) => recycleDate(compiled, record, { since, renewed }, place)?.at;
  const at = dateWith(null);
  const follow =
    rule.renew === undefined || !at ? undefined : new Date(Math.max(since.getTime(), at.getTime() - DAY));
  const later = follow && dateWith(follow);
  const renewed = later && at && later > at ? later : undefined;
  const longest = rule.longest === undefined ? undefined : dateWith(new Date(since.getTime() + 3650 * DAY));
  return { at, follow, renewed, longest: longest && at && longest > at ? longest : undefined };
}
