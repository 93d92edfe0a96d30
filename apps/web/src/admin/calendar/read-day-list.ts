import { civilDayText, isCivilDay, weekdayOf } from "@mortise/kit";

/** What was read from a pasted list. */
export interface DayList {
  /** Days off from Monday to Friday. */
  readonly holidays: readonly string[];
  /** Weekend days on which people work. */
  readonly workdays: readonly string[];
  /** Lines with dates that say neither, or whose dates do not exist. */
  readonly unread: readonly string[];
}

const DATE = /(?:(\d{4})\s*[-/.年]\s*)?(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*[日号]?(?:\s*[（(][^）)]*[）)])?/g;
/** A range whose end names the day alone: 5月1日至5日. */
const SHORT_END = /^\s*(?:至|到|—|–|-|~|to)\s*(\d{1,2})\s*[日号](?!\s*[-/.月])/i;
const JOINED = /^\s*(?:至|到|—|–|-|~|to)\s*$/i;
const WORKED = /上班|补班|调班|班\s*$|^班|[\s:：,，]班|\bwork(?:ed|ing)?\b/i;
const OFF = /放假|休息|调休|公休|休\s*$|^休|[\s:：,，]休|节|元旦|除夕|\boff\b|\bholiday\b/i;
const MOST_LINES = 500;

interface Written {
  readonly from: string;
  readonly to: string;
}

/**
 * Reads days off and worked weekend days from a list, or from the wording of the yearly announcement (“2月6日（星期六）至
 * 12日放假调休，共7天。1月31日（星期日）、2月14日（星期六）上班。”). Dates without a year belong to the given one; those of other years are left out.
 */
export function readDayList(text: string, year: number): DayList {
  const off = new Set<string>();
  const worked = new Set<string>();
  const unread: string[] = [];
  const pieces = text.split(/[\n。；;]/).slice(0, MOST_LINES);
  for (const piece of pieces) {
    const line = piece.trim();
    if (line === "") continue;
    const found = rangesOf(line, year);
    if (found.length === 0) continue;
    const isWorked = WORKED.test(line);
    if ((!isWorked && !OFF.test(line)) || found.includes(undefined)) {
      unread.push(line);
      continue;
    }
    for (const range of found)
      for (const day of range ? daysOf(range) : []) (isWorked ? worked : off).add(day);
  }
  const ofYear = (days: ReadonlySet<string>): string[] =>
    [...days].filter((day) => Number(day.slice(0, 4)) === year).toSorted();
  return {
    holidays: ofYear(off).filter((day) => weekdayOf(day) < 6 && !worked.has(day)),
    workdays: ofYear(worked).filter((day) => weekdayOf(day) > 5),
    unread,
  };
}

/** The dates and ranges of a line; undefined for one that does not exist. */
function rangesOf(line: string, year: number): (Written | undefined)[] {
  const ranges: (Written | undefined)[] = [];
  let open: { readonly day: string; readonly end: number } | undefined;
  for (const match of line.matchAll(DATE)) {
    const day = realDay(Number(match[1] ?? year), Number(match[2]), Number(match[3]));
    if (day === undefined) {
      ranges.push(undefined);
      continue;
    }
    const end = match.index + match[0].length;
    const isEnd = open !== undefined && JOINED.test(line.slice(open.end, match.index));
    if (open && isEnd) {
      ranges.pop();
      ranges.push(day >= open.day ? { from: open.day, to: day } : undefined);
      open = undefined;
      continue;
    }
    const short = SHORT_END.exec(line.slice(end));
    const to = short ? realDay(Number(day.slice(0, 4)), Number(day.slice(5, 7)), Number(short[1])) : day;
    ranges.push(to !== undefined && to >= day ? { from: day, to } : undefined);
    open = { day, end };
  }
  return ranges;
}

function realDay(year: number, month: number, day: number): string | undefined {
  return isCivilDay({ year, month, day }) ? civilDayText({ year, month, day }) : undefined;
}

function daysOf({ from, to }: Written): string[] {
  const days: string[] = [];
  for (let at = Date.parse(from); at <= Date.parse(to) && days.length < 366; at += 86_400_000)
    days.push(new Date(at).toISOString().slice(0, 10));
  return days;
}
