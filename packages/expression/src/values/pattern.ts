import type { LocalizedText } from "@mortise/kit";

/** Ranges of code points, both ends inside, and whether what lies outside of them is meant. */
export interface CharacterSet {
  readonly ranges: readonly (readonly [from: number, to: number])[];
  readonly isNegated: boolean;
}

/** A pattern taken apart. */
export type PatternNode =
  | { readonly type: "set"; readonly set: CharacterSet }
  | { readonly type: "start" }
  | { readonly type: "end" }
  | { readonly type: "sequence"; readonly parts: readonly PatternNode[] }
  | { readonly type: "choice"; readonly parts: readonly PatternNode[] }
  | { readonly type: "repeat"; readonly part: PatternNode; readonly least: number; readonly most: number };

/** A pattern, or where and why it cannot be read. */
export type PatternResult =
  | { readonly ok: true; readonly node: PatternNode }
  | { readonly ok: false; readonly position: number; readonly message: LocalizedText };

const DIGITS: CharacterSet["ranges"] = [[48, 57]];
const WORD: CharacterSet["ranges"] = [
  [48, 57],
  [65, 90],
  [95, 95],
  [97, 122],
];
const BLANK: CharacterSet["ranges"] = [
  [9, 13],
  [32, 32],
];
const CLASSES: Readonly<Record<string, CharacterSet>> = {
  d: { ranges: DIGITS, isNegated: false },
  D: { ranges: DIGITS, isNegated: true },
  w: { ranges: WORD, isNegated: false },
  W: { ranges: WORD, isNegated: true },
  s: { ranges: BLANK, isNegated: false },
  S: { ranges: BLANK, isNegated: true },
};
const CONTROLS: Readonly<Record<string, number>> = { n: 10, r: 13, t: 9, f: 12, v: 11 };
const ANY: CharacterSet = { ranges: [], isNegated: true };
const MOST_REPEATS = 100;
const LONGEST_PATTERN = 500;
const DEEPEST = 20;

class Refusal {
  readonly position: number;
  readonly message: LocalizedText;

  constructor(position: number, zh: string, en: string) {
    this.position = position;
    this.message = { zh, en };
  }
}

/** Reads the part of regular expressions that can be matched in linear time, everywhere with the same result. */
class PatternParser {
  readonly #characters: readonly string[];
  #place = 0;
  #depth = 0;

  constructor(pattern: string) {
    this.#characters = Array.from(pattern);
  }

  whole(): PatternNode {
    const node = this.#choice();
    if (this.#place < this.#characters.length)
      throw this.#refuse("多了一个右括号", "There is a closing bracket too many");
    return node;
  }

  #refuse(zh: string, en: string): Refusal {
    return new Refusal(this.#place, zh, en);
  }

  #peek(): string | undefined {
    return this.#characters[this.#place];
  }

  #take(): string {
    const character = this.#characters[this.#place];
    if (character === undefined) throw this.#refuse("模式没有写完", "The pattern is not finished");
    this.#place += 1;
    return character;
  }

  #choice(): PatternNode {
    this.#depth += 1;
    if (this.#depth > DEEPEST) throw this.#refuse("括号嵌套太深", "The brackets are nested too deeply");
    const parts = [this.#sequence()];
    while (this.#peek() === "|") {
      this.#place += 1;
      parts.push(this.#sequence());
    }
    this.#depth -= 1;
    const [only] = parts;
    return parts.length === 1 && only ? only : { type: "choice", parts };
  }

  #sequence(): PatternNode {
    const parts: PatternNode[] = [];
    for (let next = this.#peek(); next !== undefined && next !== "|" && next !== ")"; next = this.#peek())
      parts.push(this.#repeated());
    return { type: "sequence", parts };
  }

  #repeated(): PatternNode {
    const part = this.#single();
    const bounds = this.#bounds();
    if (!bounds) return part;
    if (part.type === "start" || part.type === "end")
      throw this.#refuse("^ 和 $ 不能重复", "^ and $ cannot be repeated");
    if (/[*+?{]/.test(this.#peek() ?? ""))
      throw this.#refuse("不支持连续的重复符号", "One sign of repetition cannot follow another one");
    return { type: "repeat", part, least: bounds[0], most: bounds[1] };
  }

  #bounds(): readonly [number, number] | undefined {
    const sign = this.#peek();
    if (sign === "*" || sign === "+" || sign === "?") {
      this.#place += 1;
      return [sign === "+" ? 1 : 0, sign === "?" ? 1 : Infinity];
    }
    if (sign !== "{") return undefined;
    const rest = this.#characters.slice(this.#place, this.#place + 10).join("");
    const match = /^\{(\d{1,3})(,(\d{1,3})?)?\}/.exec(rest);
    if (!match)
      throw this.#refuse("花括号里要写次数，如 {2,5}", "Braces hold a number of times, as in {2,5}");
    const least = Number(match[1]);
    const most = match[2] === undefined ? least : match[3] === undefined ? Infinity : Number(match[3]);
    if (least > most || least > MOST_REPEATS || (most !== Infinity && most > MOST_REPEATS))
      throw this.#refuse(`次数最多 ${MOST_REPEATS}`, `At most ${MOST_REPEATS} times`);
    this.#place += match[0].length;
    return [least, most];
  }

  #single(): PatternNode {
    const character = this.#take();
    if (character === "^") return { type: "start" };
    if (character === "$") return { type: "end" };
    if (character === ".") return { type: "set", set: ANY };
    if (character === "(") return this.#group();
    if (character === "[") return { type: "set", set: this.#bracket() };
    if (character === "\\") return { type: "set", set: this.#escape() };
    if ("*+?{".includes(character)) {
      this.#place -= 1;
      throw this.#refuse("重复符号前面要有内容", "Something must stand before a sign of repetition");
    }
    return { type: "set", set: one(character) };
  }

  #group(): PatternNode {
    if (this.#peek() === "?") {
      if (this.#characters[this.#place + 1] !== ":")
        throw this.#refuse("不支持前后查找和命名分组", "Lookaround and named groups are not supported");
      this.#place += 2;
    }
    const inside = this.#choice();
    if (this.#peek() !== ")") throw this.#refuse("缺少右括号", "A closing bracket is missing");
    this.#place += 1;
    return inside;
  }

  #escape(): CharacterSet {
    const character = this.#take();
    const known = Object.hasOwn(CLASSES, character) ? CLASSES[character] : undefined;
    if (known) return known;
    const control = Object.hasOwn(CONTROLS, character) ? CONTROLS[character] : undefined;
    if (control !== undefined) return { ranges: [[control, control]], isNegated: false };
    if (/[A-Za-z0-9]/.test(character)) {
      this.#place -= 1;
      throw this.#refuse(`不支持 \\${character}`, `\\${character} is not supported`);
    }
    return one(character);
  }

  #bracket(): CharacterSet {
    const isNegated = this.#peek() === "^";
    if (isNegated) this.#place += 1;
    const ranges: (readonly [number, number])[] = [];
    while (this.#peek() !== "]") {
      const first = this.#member();
      const [only] = first.ranges;
      const isRange = this.#peek() === "-" && this.#characters[this.#place + 1] !== "]";
      if (!isRange || first.ranges.length !== 1 || !only || first.isNegated) {
        if (first.isNegated)
          throw this.#refuse(
            "方括号里不能用 \\D \\W \\S",
            "\\D, \\W and \\S cannot stand in square brackets",
          );
        ranges.push(...first.ranges);
        continue;
      }
      this.#place += 1;
      const [last] = this.#member().ranges;
      if (!last || last[0] !== last[1] || only[0] !== only[1] || last[0] < only[0])
        throw this.#refuse("范围要从小到大", "A range must go from the smaller to the larger");
      ranges.push([only[0], last[0]]);
    }
    this.#place += 1;
    if (ranges.length === 0) throw this.#refuse("方括号里是空的", "The square brackets are empty");
    return { ranges, isNegated };
  }

  #member(): CharacterSet {
    const character = this.#take();
    return character === "\\" ? this.#escape() : one(character);
  }
}

function one(character: string): CharacterSet {
  const code = character.codePointAt(0) ?? 0;
  return { ranges: [[code, code]], isNegated: false };
}

/** Reads a pattern: `\d{11}`, `^[A-Z]+-\d+$`, `(官网|展会)`. Lookaround, back-references and lazy repetition are refused. */
export function parsePattern(pattern: string): PatternResult {
  if (pattern.length > LONGEST_PATTERN)
    return {
      ok: false,
      position: LONGEST_PATTERN,
      message: {
        zh: `模式最长 ${LONGEST_PATTERN} 字`,
        en: `A pattern has at most ${LONGEST_PATTERN} characters`,
      },
    };
  try {
    return { ok: true, node: new PatternParser(pattern).whole() };
  } catch (refusal) {
    if (refusal instanceof Refusal)
      return { ok: false, position: refusal.position, message: refusal.message };
    throw refusal;
  }
}
