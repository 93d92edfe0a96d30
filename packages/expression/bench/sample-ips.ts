/** Ranges with their region, each for itself. */
export const IP_REGIONS: readonly (readonly [first: string, last: string, region: string])[] = [
  ["203.0.113.0", "203.0.113.255", "3702"],
  ["198.51.100.16", "198.51.100.31", "3701"],
  ["2001:db8::", "2001:db8::ffff", "11"],
];

/** Addresses of several kinds, and what is none. */
export const IPS: readonly string[] = [
  "203.0.113.7",
  "203.0.114.0",
  "198.51.100.16",
  "198.51.100.15",
  "198.51.100.31",
  "2001:db8::8",
  "2001:db9::",
  "203.0.113.7/32",
  "203.0.113.07",
  "203.0.113",
  "山东",
  "",
];

const REGIONS: Readonly<Record<string, string>> = {
  "203.0.113.7": "3702",
  "198.51.100.16": "3701",
  "198.51.100.31": "3701",
  "2001:db8::8": "11",
};

/** The region of each of those addresses. */
export function sampleRegionOfIp(address: string): string | undefined {
  return Object.hasOwn(REGIONS, address) ? REGIONS[address] : undefined;
}
