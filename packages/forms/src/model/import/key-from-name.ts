import { RESERVED_FIELD_IDS } from "@mortise/metadata";
import { pinyin } from "pinyin-pro";

const LONGEST = 48;
/** Above this length, the first letters of the syllables read better than all of them. */
const READABLE = 32;

/** A key `[a-z][a-z0-9_]{0,47}` for a name in any language, from its pinyin or Latin letters; never one that is taken. */
export function keyFromName(name: string, taken: ReadonlySet<string>, fallback = "field"): string {
  const full = plainKey(pinyin(name, { toneType: "none", type: "array", nonZh: "consecutive" }).join("_"));
  const short = plainKey(
    pinyin(name, { pattern: "first", toneType: "none", type: "array", nonZh: "consecutive" }).join(""),
  );
  const wanted = (full.length > READABLE && /[^ -~]/.test(name) ? short : full).slice(0, LONGEST);
  const base = /^[a-z]/.test(wanted)
    ? wanted
    : `${fallback}${wanted === "" ? "" : `_${wanted}`}`.slice(0, LONGEST);
  return freeKey(base.replace(/_+$/, ""), taken);
}

function plainKey(text: string): string {
  return text
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "_")
    .replace(/^_+|_+$/g, "");
}

function freeKey(base: string, taken: ReadonlySet<string>): string {
  const isFree = (key: string) => !taken.has(key) && !RESERVED_FIELD_IDS.has(key);
  if (isFree(base)) return base;
  for (let number = 2; ; number += 1) {
    const key = `${base.slice(0, LONGEST - 5)}_${number}`;
    if (isFree(key)) return key;
  }
}
