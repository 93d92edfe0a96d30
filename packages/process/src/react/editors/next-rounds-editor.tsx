import { useFieldServices } from "@mortise/fields/react";
import { useLocale, useText } from "@mortise/ui";
import { useMemo, useState } from "react";
import { nextOccurrences } from "../../model/schedule.ts";
import { Settings } from "../../model/settings.ts";
import { findTrigger } from "../../triggers/index.ts";
import { useNodeScope } from "./node-scope.ts";
import { text } from "./text.ts";

const SHOWN = 7;
const DAY = { year: "numeric", month: "2-digit", day: "2-digit" } as const;
const WEEKDAY = { weekday: "short" } as const;
const TIME = { hour: "2-digit", minute: "2-digit", hourCycle: "h23" } as const;

/** Shows when the trigger being set up would start next, with the day of the week and what the company's calendar says. */
export function NextRounds() {
  const t = useText(text);
  const locale = useLocale();
  const { settings, trigger } = useNodeScope();
  const { timeZone, calendar } = useFieldServices();
  const [now] = useState(() => new Date());
  const moments = useMemo(() => {
    const rounds = findTrigger(trigger)?.rounds?.(new Settings(settings));
    const place = { timeZone, calendar: { holidays: [], workdays: [], ...calendar, hours: [] } };
    return rounds ? nextOccurrences(rounds.schedule, now, place, SHOWN) : [];
  }, [settings, trigger, timeZone, calendar, now]);
  const say = (moment: Date, parts: Intl.DateTimeFormatOptions): string =>
    new Intl.DateTimeFormat(locale === "zh" ? "zh-CN" : "en-GB", { timeZone, ...parts }).format(moment);
  if (moments.length === 0) return <span className="flow-hint">{t.noRounds}</span>;
  return (
    <ol className="flow-rounds">
      {moments.map((moment) => (
        <li key={moment.getTime()}>{[DAY, WEEKDAY, TIME].map((parts) => say(moment, parts)).join(" ")}</li>
      ))}
    </ol>
  );
}
