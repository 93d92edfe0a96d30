import { readCivilDay } from "@mortise/kit";
import { pad } from "../calendar.ts";

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const CHECKS = "10X98765432";
/** First two digits: provinces, Hong Kong, Macao, Taiwan, and foreign permanent residents. */
const PLACES = /^(?:1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[1-3]|9[1-9])/;

/** Why a text is not a resident identity number. */
export type ResidentProblem = "form" | "old" | "place" | "birthday" | "check";

/** What stands wrong in an identity number of 18 characters (GB 11643); undefined when nothing does. */
export function residentProblem(number: string): ResidentProblem | undefined {
  if (/^\d{15}$/.test(number)) return "old";
  if (!/^\d{17}[\dX]$/.test(number)) return "form";
  if (!PLACES.test(number)) return "place";
  if (birthdayOf(number) === undefined) return "birthday";
  return number.charAt(17) === checkCharacter(number) ? undefined : "check";
}

/** The last character that fits the seventeen before it: ISO 7064, MOD 11-2. */
export function checkCharacter(number: string): string {
  const sum = WEIGHTS.reduce((total, weight, index) => total + weight * Number(number.charAt(index)), 0);
  return CHECKS.charAt(sum % 11);
}

/** The day of birth that a number of 18 characters holds, as `1990-01-31`; undefined when there is no such day. */
export function birthdayOf(number: string): string | undefined {
  const [year, month, day] = [number.slice(6, 10), number.slice(10, 12), number.slice(12, 14)];
  const text = `${year}-${pad(Number(month))}-${pad(Number(day))}`;
  return Number(year) >= 1850 && readCivilDay(text) ? text : undefined;
}
