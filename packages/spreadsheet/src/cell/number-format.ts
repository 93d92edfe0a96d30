/** How a number format shows a number: as itself, a date, a time of day or elapsed time. */
export type FormatKind = "number" | "date" | "time" | "elapsed";

// 27–36 and 50–58 are the East Asian dates (2018年5月14日); files that use them carry no format text.
const BUILT_IN: Readonly<Record<number, FormatKind>> = {
  14: "date",
  15: "date",
  16: "date",
  17: "date",
  18: "time",
  19: "time",
  20: "time",
  21: "time",
  22: "date",
  27: "date",
  28: "date",
  29: "date",
  30: "date",
  31: "date",
  32: "time",
  33: "time",
  34: "time",
  35: "time",
  36: "date",
  45: "time",
  46: "elapsed",
  47: "time",
  50: "date",
  51: "date",
  52: "date",
  53: "date",
  54: "date",
  55: "time",
  56: "time",
  57: "date",
  58: "date",
};

/** The kind of a built-in format number; numbers without a meaning of their own are plain numbers. */
export function builtInFormatKind(id: number): FormatKind {
  return BUILT_IN[id] ?? "number";
}

// Literals, escapes, padding, fills; then colours, conditions and locales in brackets.
const LITERALS = /"[^"]*"?|\\.|_.|\*./gs;
const BRACKETS = /\[[^\]]*\]/g;
const ELAPSED = /\[(h+|m+|s+|时|分|秒)\]/i;

/** The kind of a custom format text, judged by its first section with all literal text left out. */
export function formatKind(code: string): FormatKind {
  const plain = code.slice(0, 1000).replace(LITERALS, "");
  const section = plain.split(";")[0] ?? "";
  if (ELAPSED.test(section)) return "elapsed";
  const letters = section.replace(BRACKETS, "").replace(/am\/pm|a\/p|上午\/下午/gi, "h");
  if (/general|g\/通用格式/i.test(letters) || !/[dmyhs]/i.test(letters)) return "number";
  if (/[yd]/i.test(letters)) return "date";
  return /[hs]/i.test(letters) ? "time" : "date";
}
