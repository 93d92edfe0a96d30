/** Where numbers with these prefixes were given out. */
export const PHONE_REGIONS: ReadonlyMap<string, string> = new Map([
  ["13153", "3701"],
  ["1380000", "1101"],
  ["138", "11"],
  ["531", "3701"],
]);

/** Numbers of several kinds; what is no Chinese number has no region. */
export const PHONES: readonly string[] = [
  "+8613153100000",
  "+8613800001234",
  "+8613899991234",
  "+8653188886666;12",
  "+85291234567",
  "13153100000",
  "+86",
  "",
];

/** The region of the longest prefix that is known. */
export function sampleRegionOfPhone(number: string): string | undefined {
  if (!number.startsWith("+86")) return undefined;
  const [national = ""] = number.slice(3).split(";");
  for (let size = 7; size >= 2; size -= 1) {
    const region = PHONE_REGIONS.get(national.slice(0, size));
    if (region !== undefined) return region;
  }
  return undefined;
}
