import { type CountryCode, isSupportedCountry, parsePhoneNumberFromString } from "libphonenumber-js";
import { narrowText } from "../text-cleaning.ts";

/** A telephone number: E.164 with an optional extension, and whether it is a Chinese land or service line. */
export interface PhoneNumber {
  /** `+8613800138000`, with an extension `+8675588888888;ext=801` (RFC 3966). */
  readonly stored: string;
  readonly isLandline: boolean;
}

const CHINA = "CN";
const CHINESE_MOBILE = /^1[3-9]\d{9}$/;
const CHINESE_SERVICE = /^[48]00\d{7}$/;
const CHINESE_LANDLINE = /^(?:10|2\d|[3-9]\d{2})[2-9]\d{6,7}$/;
const EXTENSION = /(?:\s*(?:;ext=|转|分机|ext\.?|extension|x|#)\s*|\s*-\s*)(\d{1,6})\s*$/i;

/** Reads a telephone number however it is written; undefined when it is none. Numbers without a country code belong to `country`. */
export function readPhone(input: string, country: string): PhoneNumber | undefined {
  const text = undoSpreadsheetForm(narrowText(input).replace(/^'/, ""));
  const { number, extension } = splitExtension(text);
  const digits = number.replace(/[\s().\-–—_/·]/g, "");
  if (!/^\+?\d{5,20}$/.test(digits)) return undefined;
  const tail = extension === undefined ? "" : `;ext=${extension}`;
  const national = chineseNational(digits, country);
  if (national !== undefined) {
    const found = chineseNumber(national, digits);
    if (found) return { ...found, stored: found.stored + tail };
    return undefined;
  }
  const international = digits.replace(/^00/, "+");
  const parsed = parsePhoneNumberFromString(international, countryCode(country));
  if (!parsed?.isPossible()) return undefined;
  return { stored: parsed.number + tail, isLandline: false };
}

function countryCode(country: string): CountryCode {
  return isSupportedCountry(country) ? country : CHINA;
}

/** Spreadsheets turn numbers into `1.3800138E10` and `13800138000.0`. */
function undoSpreadsheetForm(text: string): string {
  if (/^\d\.\d+e\+?\d{2}$/i.test(text) && Number.isSafeInteger(Number(text))) return String(Number(text));
  return text.replace(/^(\d{7,})\.0+$/, "$1");
}

function splitExtension(text: string): { number: string; extension?: string } {
  const match = EXTENSION.exec(text);
  const number = match ? text.slice(0, match.index) : text;
  const isExtension = match?.[1] !== undefined && countDigits(number) >= 7;
  // A dash before the last group is an extension only after a complete land line: 0755-8888 8888-801.
  const isDashed = match !== null && /^\s*-/.test(match[0]);
  if (!isExtension || (isDashed && !isCompleteLandline(number))) return { number: text };
  return { number, extension: match[1] ?? "" };
}

function isCompleteLandline(text: string): boolean {
  const digits = text.replace(/\D/g, "").replace(/^(?:0086|86)(?=0?[1-9]\d{8,})/, "");
  return CHINESE_LANDLINE.test(digits.replace(/^0/, "")) && digits.length >= 10;
}

function countDigits(text: string): number {
  return text.replace(/\D/g, "").length;
}

/** National part of a number that is Chinese by its prefix, or by the default country. */
function chineseNational(digits: string, country: string): string | undefined {
  const prefixed = /^(?:\+86|0086)(\d+)$/.exec(digits);
  if (prefixed) return prefixed[1];
  if (country !== CHINA || digits.startsWith("+") || digits.startsWith("00")) return undefined;
  const bare = /^86(1[3-9]\d{9})$/.exec(digits);
  return bare ? bare[1] : digits;
}

function chineseNumber(national: string, written: string): PhoneNumber | undefined {
  if (CHINESE_MOBILE.test(national)) return { stored: `+86${national}`, isLandline: false };
  if (CHINESE_SERVICE.test(national)) return { stored: `+86${national}`, isLandline: true };
  const isPrefixed = written.startsWith("+") || written.startsWith("00");
  if (!national.startsWith("0") && !isPrefixed) return undefined;
  const area = national.replace(/^0/, "");
  return CHINESE_LANDLINE.test(area) ? { stored: `+86${area}`, isLandline: true } : undefined;
}

/** How a stored number is shown: `138 0013 8000`, `010-62345678`, `400-800-8888`, others in international form. */
export function showPhone(stored: string): string {
  const [number = "", extension] = stored.split(";ext=");
  const tail = extension === undefined ? "" : ` ext ${extension}`;
  return showNumber(number) + tail;
}

function showNumber(number: string): string {
  if (!number.startsWith("+86")) return parsePhoneNumberFromString(number)?.formatInternational() ?? number;
  const national = number.slice(3);
  if (CHINESE_MOBILE.test(national))
    return `${national.slice(0, 3)} ${national.slice(3, 7)} ${national.slice(7)}`;
  if (CHINESE_SERVICE.test(national))
    return `${national.slice(0, 3)}-${national.slice(3, 6)}-${national.slice(6)}`;
  const areaLength = /^(?:10|2\d)/.test(national) ? 2 : 3;
  return `0${national.slice(0, areaLength)}-${national.slice(areaLength)}`;
}
