import { foldText } from "../text-cleaning.ts";
import { type Division, division, divisionsNamed } from "./division.ts";

const SEPARATORS = /\s*[/\\>—·,，、|;；-]\s*/;
const IGNORED = new Set([
  "中国",
  "china",
  "市辖区",
  "县",
  "省直辖县级行政区划",
  "自治区直辖县级行政区划",
  "全境",
]);
const FILLER = /^(?:市辖区|(?:省|自治区)直辖县级行政区划)/;
const LONGEST_NAME = 15;

/**
 * The code that a text means: `370102`, `山东省济南市历下区`, `山东/济南`, `济南`, `Jinan`. Undefined when nothing
 * fits the whole text, or when several places share the name (朝阳区).
 */
export function findRegion(text: string): string | undefined {
  const folded = foldText(text);
  if (/^\d{2}(?:\d{2}){0,2}$/.test(folded)) {
    const code = folded.replace(/^(\d{2})0000$/, "$1").replace(/^(\d{4})00$/, "$1");
    return division(code)?.code;
  }
  if (folded === "" || folded.length > 80) return undefined;
  let places: readonly (Division | undefined)[] = [undefined];
  for (const part of folded.split(SEPARATORS)) {
    if (part === "" || IGNORED.has(part)) continue;
    places = places.flatMap((place) => read(part, place));
  }
  return single(places)?.code;
}

/** Places that one part may mean at or below a place. */
function read(part: string, within: Division | undefined): readonly Division[] {
  const named = below(divisionsNamed(part), within);
  if (named.length > 0) return named;
  const words = part.split(" ").filter((word) => !IGNORED.has(word));
  if (words.length > 1) {
    let places: readonly (Division | undefined)[] = [within];
    for (const word of words) places = places.flatMap((place) => read(word, place));
    return places.filter((place) => place !== undefined);
  }
  return walk(words[0] ?? "", within);
}

/** Reads names written without separators, longest name first: 山东省济南市历下区. */
function walk(text: string, within: Division | undefined): readonly Division[] {
  if (text === "") return within ? [within] : [];
  for (let length = Math.min(LONGEST_NAME, text.length); length >= 2; length -= 1) {
    const rest = text.slice(length).replace(FILLER, "");
    const found = below(divisionsNamed(text.slice(0, length)), within).flatMap((place) => walk(rest, place));
    if (found.length > 0) return found;
  }
  return [];
}

/** Divisions below a place; the place itself when its name is only repeated (北京市北京市). */
function below(named: readonly Division[], within: Division | undefined): readonly Division[] {
  if (!within) return named;
  const inside = named.filter((item) => item.code.startsWith(within.code) && item.code !== within.code);
  return inside.length > 0 ? inside : named.filter((item) => item === within);
}

/** The one place meant: the highest level wins (吉林 is the province); a tie is no answer. */
function single(places: readonly (Division | undefined)[]): Division | undefined {
  const found = [...new Set(places)].filter((place) => place !== undefined);
  const depth = Math.min(...found.map((place) => place.code.length));
  const highest = found.filter((place) => place.code.length === depth);
  return highest.length === 1 ? highest[0] : undefined;
}
