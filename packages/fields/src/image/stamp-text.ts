import { civilDayText, type Locale, localize } from "@mortise/kit";
import { wallTime } from "../zone.ts";
import { text } from "./text.ts";

/** What may be written on a photograph. */
export const STAMP_PARTS = ["time", "person", "place"] as const;

/** One thing that may be written on a photograph. */
export type StampPart = (typeof STAMP_PARTS)[number];

/** What is known when a photograph is taken. */
export interface StampMoment {
  readonly now: Date;
  readonly timeZone: string;
  readonly locale: Locale;
  readonly person: string | undefined;
  /** Absent when the device does not tell where it is. */
  readonly place: { readonly longitude: number; readonly latitude: number } | undefined;
}

const DIGITS = 5;

/** The lines that are written on a photograph, in the order of the parts. */
export function stampLines(parts: readonly string[], moment: StampMoment): readonly string[] {
  return STAMP_PARTS.filter((part) => parts.includes(part)).flatMap((part) => lineOf(part, moment) ?? []);
}

function lineOf(part: StampPart, moment: StampMoment): string | undefined {
  switch (part) {
    case "time":
      return timeText(moment);
    case "person":
      return moment.person;
    case "place":
      return moment.place
        ? `${moment.place.latitude.toFixed(DIGITS)}, ${moment.place.longitude.toFixed(DIGITS)}`
        : localize(text.noPlace, moment.locale);
  }
}

function timeText({ now, timeZone }: StampMoment): string {
  const wall = wallTime(now, timeZone);
  const two = (number: number): string => String(number).padStart(2, "0");
  return `${civilDayText(wall)} ${two(wall.hour)}:${two(wall.minute)}`;
}
