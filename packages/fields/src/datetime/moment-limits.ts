import { readClockTime } from "@mortise/expression";
import { civilDayText, fail, type LocalizedText, ok, type Result, type SettingSpec } from "@mortise/kit";
import type { FieldDefinition } from "@mortise/metadata";
import { pad } from "../calendar.ts";
import { fitsWeekday, weekdayNames, weekdaysSetting } from "../date/weekdays.ts";
import { numberSetting, switchSetting, textSetting } from "../setting-values.ts";
import { wallTime } from "../zone.ts";

const DEFAULT_ZONE = "Asia/Shanghai";

/** On which days and at which hours moments may lie, by the clock of one place: whoever writes may be elsewhere. */
export const momentLimitSettings: readonly SettingSpec[] = [
  {
    id: "minuteStep",
    name: { zh: "分钟间隔", en: "Minute step" },
    kind: "number",
    min: 1,
    max: 60,
    default: 5,
    help: {
      zh: "选择器按此间隔列出；默认仍可手动输入任意分钟",
      en: "The picker lists these; unless it is strict, any minute may be typed",
    },
  },
  {
    id: "strictStep",
    name: { zh: "只允许间隔上的分钟", en: "Only minutes of the step" },
    kind: "switch",
    default: false,
  },
  {
    id: "earliest",
    name: { zh: "每天最早", en: "Earliest of a day" },
    kind: "text",
    help: { zh: "例如 09:00，留空不限制", en: "Such as 09:00; empty means any" },
  },
  {
    id: "latest",
    name: { zh: "每天最晚", en: "Latest of a day" },
    kind: "text",
    help: { zh: "例如 18:00，留空不限制", en: "Such as 18:00; empty means any" },
  },
  weekdaysSetting,
  {
    id: "limitZone",
    name: { zh: "以上按哪个时区", en: "Time zone of these limits" },
    kind: "text",
    default: DEFAULT_ZONE,
    help: { zh: "例如 Asia/Shanghai", en: "Such as Asia/Shanghai" },
  },
];

/** The bounds of a field's hours; null where there is none. */
export interface HourBounds {
  readonly earliest: string | null;
  readonly latest: string | null;
  readonly zone: string;
}

/** The hours that a field allows. */
export function hourBounds(field: FieldDefinition): HourBounds {
  return {
    earliest: readClockTime(textSetting(field, "earliest", "")),
    latest: readClockTime(textSetting(field, "latest", "")),
    zone: zoneOf(field),
  };
}

/** The moment, when its day, hour and minute are allowed. */
export function withinLimits(value: string, field: FieldDefinition): Result<string> {
  if (!isLimited(field)) return ok(value);
  const { earliest, latest, zone } = hourBounds(field);
  const wall = wallTime(new Date(value), zone);
  const time = `${pad(wall.hour)}:${pad(wall.minute)}:${pad(wall.second)}`;
  if ((earliest !== null && time < earliest) || (latest !== null && time > latest)) {
    const [from, to] = [short(earliest ?? "00:00:00"), short(latest ?? "23:59:00")];
    return fail(`只能选择每天 ${from} 到 ${to}`, `Only from ${from} to ${to} of a day`);
  }
  if (!fitsWeekday(civilDayText(wall), field)) {
    const names = weekdayNames(field);
    return fail(`只能选择：${names.zh}`, `Only these days: ${names.en}`);
  }
  const step = numberSetting(field, "minuteStep", 5);
  if (switchSetting(field, "strictStep") && wall.minute % step !== 0)
    return fail(`分钟只能是 ${step} 的倍数`, `Minutes have to be multiples of ${step}`);
  return ok(value);
}

/** Complaints about limits that cannot be understood. */
export function checkLimits(field: FieldDefinition): readonly LocalizedText[] {
  const problems: LocalizedText[] = [];
  const { earliest, latest } = hourBounds(field);
  const isBad = (id: string, read: string | null) =>
    textSetting(field, id, undefined) !== undefined && read === null;
  if (isBad("earliest", earliest) || isBad("latest", latest))
    problems.push({
      zh: "最早、最晚请写成 09:00 的形式",
      en: "Write the earliest and latest hour like 09:00",
    });
  if (earliest !== null && latest !== null && earliest > latest)
    problems.push({ zh: "最早不能晚于最晚", en: "The earliest hour lies after the latest" });
  if (zoneOf(field) !== textSetting(field, "limitZone", DEFAULT_ZONE))
    problems.push({
      zh: "没有这个时区，例如 Asia/Shanghai",
      en: "There is no such time zone; such as Asia/Shanghai",
    });
  return problems;
}

function isLimited(field: FieldDefinition): boolean {
  const { earliest, latest } = hourBounds(field);
  return (
    earliest !== null ||
    latest !== null ||
    switchSetting(field, "strictStep") ||
    weekdayNames(field).zh !== ""
  );
}

/** By name, as it was found: asking for it takes a tenth of a millisecond. */
const zones = new Map<string, string>();
const MOST_ZONES = 1_000;

function zoneOf(field: FieldDefinition): string {
  const name = textSetting(field, "limitZone", DEFAULT_ZONE);
  const known = zones.get(name);
  if (known !== undefined) return known;
  const found = findZone(name);
  if (zones.size < MOST_ZONES) zones.set(name, found);
  return found;
}

function findZone(zone: string): string {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: zone }).resolvedOptions().timeZone && zone;
  } catch {
    return DEFAULT_ZONE;
  }
}

function short(time: string): string {
  return time.slice(0, 5);
}
