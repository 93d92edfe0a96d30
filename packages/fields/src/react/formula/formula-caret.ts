/** What a person is writing in front of the caret: the beginning of a name. */
export interface WrittenWord {
  readonly text: string;
  /** Where it begins; an opening bracket belongs to it. */
  readonly start: number;
  /** Written in brackets, so only a field can be meant. */
  readonly isField: boolean;
}

const WORD = /[\p{L}_][\p{L}\p{N}_.]*$/u;
const OPENING = "([{（【｛";
const CLOSING = ")]}）】｝";
const QUOTES: Readonly<Record<string, string>> = { '"': '"', "“": "”" };
const BRACKETS: Readonly<Record<string, string>> = { "[": "]", "【": "】" };

interface Reading {
  /** Opening brackets that are still open, innermost last. */
  readonly open: readonly number[];
  /** Where a text or a field name that is still open begins. */
  readonly inside?: { readonly start: number; readonly type: "text" | "field" };
}

/** Reads a line up to a place, passing over texts and field names. */
function readUpTo(line: string, end: number): Reading {
  const open: number[] = [];
  for (let place = 0; place < end; place += 1) {
    const unit = line.charAt(place);
    const close = QUOTES[unit] ?? BRACKETS[unit];
    if (close !== undefined) {
      const last = line.indexOf(close, place + 1);
      if (last < 0 || last >= end)
        return { open, inside: { start: place, type: unit in QUOTES ? "text" : "field" } };
      place = last;
    } else if (OPENING.includes(unit)) open.push(place);
    else if (CLOSING.includes(unit)) open.pop();
  }
  return { open };
}

/** The word that ends at the caret; undefined inside a text and where no name begins. */
export function wordBefore(line: string, caret: number): WrittenWord | undefined {
  const { inside } = readUpTo(line, caret);
  if (inside?.type === "text") return undefined;
  if (inside) return { text: line.slice(inside.start + 1, caret), start: inside.start, isField: true };
  const match = WORD.exec(line.slice(0, caret));
  return match ? { text: match[0], start: caret - match[0].length, isField: false } : undefined;
}

/** Name of the innermost function whose brackets the caret stands in, or which it stands right behind. */
export function functionAround(line: string, caret: number): string | undefined {
  for (const place of readUpTo(line, caret).open.toReversed()) {
    const name = WORD.exec(line.slice(0, place));
    if (name) return name[0];
  }
  return undefined;
}

/** A line with one piece replaced, and where the caret then stands. */
export interface EditedLine {
  readonly line: string;
  readonly caret: number;
}

/** Puts a field in its brackets in the place of the word before the caret. */
export function insertField(line: string, caret: number, name: string): EditedLine {
  const word = wordBefore(line, caret);
  const start = word?.start ?? caret;
  const rest = line.slice(caret).replace(/^[^[\](),]*[\]】]/, (tail) => (word?.isField === true ? "" : tail));
  const made = `[${name.replaceAll("]", "]]")}]`;
  return { line: line.slice(0, start) + made + rest, caret: start + made.length };
}

/** Puts a function in the place of the word before the caret; the caret goes between its brackets. */
export function insertFunction(
  line: string,
  caret: number,
  { name, hasArguments }: { readonly name: string; readonly hasArguments: boolean },
): EditedLine {
  const word = wordBefore(line, caret);
  const start = word === undefined || word.isField ? caret : word.start;
  const rest = line.slice(caret);
  const hasBrackets = /^\s*[(（]/.test(rest);
  const made = hasBrackets ? name : `${name}()`;
  const inside = start + name.length + 1;
  return { line: line.slice(0, start) + made + rest, caret: hasArguments ? inside : start + made.length };
}

/** Puts a sign such as `>=` at the caret, with blanks around it. */
export function insertSign(line: string, caret: number, sign: string): EditedLine {
  const before = line.slice(0, caret);
  const made = `${before === "" || /\s$/.test(before) ? "" : " "}${sign} `;
  return { line: before + made + line.slice(caret), caret: caret + made.length };
}
