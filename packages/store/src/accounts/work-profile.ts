import { type ErrorDetail, invalidInput } from "@mortise/kit";

/** 班次: hours of work of a person or a team. */
export interface WorkShift {
  /** `["09:00", "18:00"]`; one that ends no later than it begins goes on into the next day. */
  readonly hours: readonly (readonly [from: string, to: string])[];
  /** Days of the week, Monday 1 to Sunday 7; without them the company's working days. */
  readonly days?: readonly number[] | undefined;
}

/** What flows go by when they give somebody work. */
export interface WorkProfile {
  /** What they can do that others cannot. */
  readonly skills: readonly string[];
  /** Null: the hours of the team or the company. */
  readonly shift: WorkShift | null;
  /** Most records in hand, and most a day; null: as many as the flow allows. */
  readonly capOpen: number | null;
  readonly capDay: number | null;
}

const TIME = /^(?:[01]\d|2[0-3]):[0-5]\d$/;
const END_OF_DAY = "24:00";
const MOST_SPANS = 6;
const MOST_SKILLS = 50;
const LONGEST_SKILL = 40;
const MOST_RECORDS = 1_000_000;

const text = {
  hours: {
    zh: "工作时间要写成 09:00–18:00 这样的时段，最多 6 段；跨夜的写 20:00–08:00",
    en: "Write hours as stretches like 09:00–18:00, six at most; over midnight 20:00–08:00",
  },
  days: { zh: "请选择一周里的哪几天", en: "Choose days of the week" },
  skills: { zh: "最多 50 个标签，每个不超过 40 个字", en: "At most 50 tags of at most 40 characters" },
  cap: { zh: "上限要填 1 以上的整数", en: "A limit is a whole number from 1 on" },
} as const;

/** KIT_INVALID_INPUT at `path` when a shift cannot be kept. */
export function checkShift(shift: WorkShift | null | undefined, path = "shift"): void {
  const details = shift ? shiftProblems(shift, path) : [];
  if (details.length > 0) throw invalidInput({}, { details });
}

/** KIT_INVALID_INPUT naming what of a profile cannot be kept. */
export function checkProfile(profile: Partial<WorkProfile>): void {
  const { skills = [], shift, capOpen, capDay } = profile;
  const details: ErrorDetail[] = shift ? [...shiftProblems(shift, "work.shift")] : [];
  const isLong = skills.some((skill) => skill.trim() === "" || skill.length > LONGEST_SKILL);
  if (isLong || skills.length > MOST_SKILLS) details.push({ path: "work.skills", message: text.skills });
  if (!isCap(capOpen)) details.push({ path: "work.capOpen", message: text.cap });
  if (!isCap(capDay)) details.push({ path: "work.capDay", message: text.cap });
  if (details.length > 0) throw invalidInput({}, { details });
}

/** Skills in their only form: trimmed, each once. */
export function cleanSkills(skills: readonly string[]): readonly string[] {
  return [...new Set(skills.map((skill) => skill.trim().normalize("NFKC")))];
}

function isCap(cap: number | null | undefined): boolean {
  return cap === undefined || cap === null || (Number.isInteger(cap) && cap >= 1 && cap <= MOST_RECORDS);
}

function shiftProblems({ hours, days }: WorkShift, path: string): readonly ErrorDetail[] {
  const isSpan = ([from, to]: readonly [string, string]): boolean =>
    TIME.test(from) && (TIME.test(to) || to === END_OF_DAY) && from !== to;
  const isHours = hours.length > 0 && hours.length <= MOST_SPANS && hours.every(isSpan);
  const isDays =
    days === undefined ||
    (days.length > 0 && new Set(days).size === days.length && days.every((day) => day >= 1 && day <= 7));
  return [
    ...(isHours ? [] : [{ path, message: text.hours }]),
    ...(isDays ? [] : [{ path, message: text.days }]),
  ];
}
