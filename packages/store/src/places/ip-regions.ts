import { existsSync, readFileSync } from "node:fs";
import { isIP } from "node:net";
import { findRegion } from "@mortise/fields";

/** Addresses from `first` to `last`, both included, and the GB/T 2260 code of where they are used. */
export interface IpRange {
  readonly first: string;
  readonly last: string;
  readonly region: string;
}

/** The same with the addresses as numbers: those of IPv6 stand above all of IPv4. */
interface NumberedRange extends IpRange {
  readonly from: bigint;
  readonly to: bigint;
}

let file: string | undefined;
let known: readonly NumberedRange[] | undefined;

/**
 * Names the administrator's list. None ships with the product: lines of `first,last,place` or `203.0.113.0/24,place`, also
 * with `|` between the parts, as ip2region writes them. The place is a name or a code; lines of other places count for
 * nothing. Read on first use, and again at the next start.
 */
export function useIpRegions(path: string): void {
  file = path;
  known = undefined;
}

/** All ranges whose place is known, in the order of their addresses. */
export function ipRegions(): readonly IpRange[] {
  known ??= readRanges().toSorted((one, other) =>
    one.from < other.from ? -1 : one.from > other.from ? 1 : 0,
  );
  return known;
}

/** Where an address is used; undefined for what is no address and for unknown ones. */
export function regionOfIp(address: string): string | undefined {
  const number = numberOf(address);
  if (number === undefined) return undefined;
  ipRegions();
  const ranges = known ?? [];
  let [low, high] = [0, ranges.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((ranges[middle]?.from ?? 0n) <= number) low = middle + 1;
    else high = middle;
  }
  const range = ranges[low - 1];
  return range && range.to >= number ? range.region : undefined;
}

function readRanges(): NumberedRange[] {
  if (file === undefined || !existsSync(file)) return [];
  const codes = new Map<string, string | undefined>();
  return readFileSync(file, "utf8")
    .split(/\r?\n/)
    .flatMap(
      (line) =>
        rangeOf(
          line.split(/[|,，\t]/).map((part) => part.trim()),
          codes,
        ) ?? [],
    );
}

function rangeOf(
  [start = "", ...rest]: readonly string[],
  codes: Map<string, string | undefined>,
): NumberedRange | undefined {
  const [address = "", size] = start.split("/");
  const from = numberOf(address);
  if (from === undefined) return undefined;
  const to = size === undefined ? numberOf(rest[0] ?? "") : endOf(address, from, Number(size));
  const names = size === undefined ? rest.slice(1) : rest;
  if (to === undefined || to < from || to >= V6_BASE !== from >= V6_BASE) return undefined;
  const key = names.join(" ");
  if (!codes.has(key)) codes.set(key, codeOf(names));
  const region = codes.get(key);
  return region === undefined ? undefined : { first: addressOf(from), last: addressOf(to), from, to, region };
}

/** The narrowest place that the names stand for: 中国, 山东省, 青岛市, 联通. */
function codeOf(names: readonly string[]): string | undefined {
  const told = names.filter((name) => !["", "0", "中国"].includes(name));
  for (let count = told.length; count > 0; count -= 1) {
    const code = findRegion(told.slice(0, count).join(""));
    if (code !== undefined) return code;
  }
  return undefined;
}

const V4_BITS = 32;
const V6_BITS = 128;
/** Numbers of IPv6 begin above those of IPv4. */
const V6_BASE = 1n << 128n;

function endOf(address: string, from: bigint, size: number): bigint | undefined {
  const bits = isIP(address) === 4 ? V4_BITS : V6_BITS;
  if (!Number.isInteger(size) || size < 0 || size > bits) return undefined;
  return from | ((1n << BigInt(bits - size)) - 1n);
}

function numberOf(address: string): bigint | undefined {
  const version = isIP(address);
  if (version === 4) return partsNumber(address.split(".").map(Number), 8n);
  return version === 6 && !address.includes("%") ? V6_BASE + partsNumber(groupsOf(address), 16n) : undefined;
}

function partsNumber(parts: readonly number[], bits: bigint): bigint {
  return parts.reduce((whole, part) => (whole << bits) | BigInt(part), 0n);
}

/** The eight groups of an address of IPv6, whose zeros may be left out and whose end may be written as IPv4. */
function groupsOf(address: string): readonly number[] {
  const plain = address.replace(/(\d+)\.(\d+)\.(\d+)\.(\d+)$/, (_whole, ...parts: string[]) => {
    const [a = 0, b = 0, c = 0, d = 0] = parts.slice(0, 4).map(Number);
    return `${((a << 8) | b).toString(16)}:${((c << 8) | d).toString(16)}`;
  });
  const groups = (text: string): number[] =>
    text === "" ? [] : text.split(":").map((group) => Number.parseInt(group, 16));
  const [head = "", tail] = plain.split("::");
  if (tail === undefined) return groups(head);
  const [before, after] = [groups(head), groups(tail)];
  return [...before, ...Array.from({ length: 8 - before.length - after.length }, () => 0), ...after];
}

/** An address in the form that PostgreSQL reads. */
function addressOf(number: bigint): string {
  if (number < V6_BASE) return [24n, 16n, 8n, 0n].map((shift) => String((number >> shift) & 255n)).join(".");
  const groups = Array.from({ length: 8 }, (_, index) =>
    ((number >> BigInt(112 - index * 16)) & 65535n).toString(16),
  );
  return groups.join(":");
}
