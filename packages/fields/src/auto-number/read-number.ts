import {
  counterPeriod,
  type Numbering,
  type NumberingMoment,
  type NumberPart,
  partText,
} from "./numbering.ts";

/** Where a number stands that was not drawn: the counter it would have had, and the period of that counter. */
export interface CountedNumber {
  readonly period: string;
  readonly counter: number;
}

/**
 * The counter in a number that came from elsewhere, when it is written as the field numbers its records; undefined for
 * any other text. The period is that of the day in the number, or of the moment when the number does not say one.
 */
export function readAutoNumber(
  { parts, reset }: Numbering,
  number: string,
  { at, timeZone, text = () => "" }: NumberingMoment,
): CountedNumber | undefined {
  const match = new RegExp(`^${parts.map((part, index) => pattern(part, text, index)).join("")}$`).exec(
    number,
  );
  const counter = Number(match?.groups?.["counter"]);
  if (!match || !Number.isSafeInteger(counter)) return undefined;
  const [day = ""] = parts
    .flatMap((part, index) => ("format" in part ? (match.groups?.[`date${index}`] ?? []) : []))
    .toSorted((a, b) => b.length - a.length);
  const needed = { never: 0, year: 4, month: 6, week: 8, day: 8 }[reset];
  if (day.length < needed || needed === 0) return { period: counterPeriod(reset, at, timeZone), counter };
  const [year, month, date] = [day.slice(0, 4), day.slice(4, 6) || "01", day.slice(6, 8) || "01"];
  const noon = new Date(`${year}-${month}-${date}T12:00:00Z`);
  if (Number.isNaN(noon.getTime()) || noon.getUTCDate() !== Number(date)) return undefined;
  return { period: counterPeriod(reset, noon, "UTC"), counter };
}

const DATE_LENGTH = { yyyyMMdd: 8, yyyyMM: 6, yyyy: 4 } as const;

function pattern(part: NumberPart, text: (field: string) => string, index: number): string {
  if ("width" in part) return `(?<counter>\\d{${part.width},})`;
  if ("format" in part) return `(?<date${index}>\\d{${DATE_LENGTH[part.format]}})`;
  const literal = "text" in part ? part.text : partText(text(part.field));
  return literal.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
}
