/** One piece of a formula line. */
export interface Token {
  readonly type: "number" | "text" | "name" | "field" | "sign" | "end";
  readonly text: string;
  /** Place in the line, counted in UTF-16 units from 0. */
  readonly position: number;
}

/** The tokens of a line, or where it cannot be read. */
export type Tokens =
  | { readonly ok: true; readonly tokens: readonly Token[] }
  | { readonly ok: false; readonly position: number; readonly open: "text" | "field" | "other" };

const SPACE = /[\s\u3000]+/y;
const NUMBER = /(?:\d+(?:\.\d+)?|\.\d+)(?:[eE][+-]?\d{1,3})?/y;
const NAME = /[\p{L}_$][\p{L}\p{N}_$.]*/uy;
const SIGN = /<=|>=|<>|!=|==|&&|\|\||[-+*/%&=<>(),{}]/y;

/** Signs that Chinese input methods and pasted text bring along. */
const FULL_WIDTH: Readonly<Record<string, string>> = {
  "（": "(",
  "）": ")",
  "，": ",",
  "、": ",",
  "；": ",",
  ";": ",",
  "｛": "{",
  "｝": "}",
  "＋": "+",
  "－": "-",
  "−": "-",
  "×": "*",
  "÷": "/",
  "＝": "=",
  "＜": "<",
  "＞": ">",
  "≤": "<=",
  "≥": ">=",
  "≠": "<>",
  "＆": "&",
  "％": "%",
};

const QUOTES: Readonly<Record<string, string>> = { '"': '"', "“": "”", "”": "”" };
const BRACKETS: Readonly<Record<string, string>> = { "[": "]", "【": "】" };

function match(pattern: RegExp, line: string, position: number): string | undefined {
  pattern.lastIndex = position;
  return pattern.exec(line)?.[0];
}

/** Reads up to a closing sign; a doubled closing sign stands for itself. */
function enclosed(
  line: string,
  position: number,
  close: string,
): { readonly text: string; readonly end: number } | undefined {
  let text = "";
  for (let index = position + 1; index < line.length; index += 1) {
    const unit = line.charAt(index);
    if (unit !== close) text += unit;
    else if (line.charAt(index + 1) === close) {
      text += close;
      index += 1;
    } else return { text, end: index + 1 };
  }
  return undefined;
}

/** The plain form of a sign. */
function plain(unit: string): string {
  return FULL_WIDTH[unit] ?? unit;
}

function plainToken(
  line: string,
  position: number,
): { readonly token: Token; readonly end: number } | undefined {
  const number = match(NUMBER, line, position);
  if (number !== undefined)
    return { token: { type: "number", text: number, position }, end: position + number.length };
  const name = match(NAME, line, position);
  if (name !== undefined)
    return { token: { type: "name", text: name, position }, end: position + name.length };
  const [first, second] = [plain(line.charAt(position)), plain(line.charAt(position + 1))];
  const sign = match(SIGN, first + second, 0) ?? match(SIGN, first, 0);
  if (sign === undefined) return undefined;
  return {
    token: { type: "sign", text: sign, position },
    end: position + (first.length === 2 ? 1 : sign.length),
  };
}

/** Cuts a formula line into tokens; full-width signs count as their plain ones. */
export function tokenize(line: string): Tokens {
  const tokens: Token[] = [];
  let position = 0;
  while (position < line.length) {
    const space = match(SPACE, line, position);
    if (space !== undefined) {
      position += space.length;
      continue;
    }
    const unit = line.charAt(position);
    const close = QUOTES[unit] ?? BRACKETS[unit];
    if (close === undefined) {
      const plain = plainToken(line, position);
      if (!plain) return { ok: false, position, open: "other" };
      tokens.push(plain.token);
      position = plain.end;
    } else {
      const type = unit in QUOTES ? "text" : "field";
      const inside = enclosed(line, position, close);
      if (!inside) return { ok: false, position, open: type };
      tokens.push({ type, text: inside.text, position });
      position = inside.end;
    }
  }
  tokens.push({ type: "end", text: "", position });
  return { ok: true, tokens };
}
