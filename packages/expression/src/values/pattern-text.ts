import type { CharacterSet, PatternNode } from "./pattern.ts";

function character(code: number): string {
  const text = String.fromCodePoint(code);
  return /[A-Za-z0-9]/.test(text) || code > 127 || code < 32 ? text : `\\${text}`;
}

function setText({ ranges, isNegated }: CharacterSet): string {
  if (ranges.length === 0) return ".";
  const members = ranges.map(([from, to]) =>
    from === to ? character(from) : `${character(from)}-${character(to)}`,
  );
  const [only] = ranges;
  if (ranges.length === 1 && only && only[0] === only[1] && !isNegated) return character(only[0]);
  return `[${isNegated ? "^" : ""}${members.join("")}]`;
}

/** The pattern as PostgreSQL writes it, without groups that remember and without names for classes of characters. */
export function patternText(node: PatternNode): string {
  switch (node.type) {
    case "set":
      return setText(node.set);
    case "start":
      return "^";
    case "end":
      return "$";
    case "sequence":
      return node.parts.length === 0 ? "(?:)" : node.parts.map(patternText).join("");
    case "choice":
      return `(?:${node.parts.map(patternText).join("|")})`;
    case "repeat": {
      const { least, most } = node;
      const bounds = most === Infinity ? `{${least},}` : `{${least},${most}}`;
      return `(?:${patternText(node.part)})${least === 0 && most === Infinity ? "*" : bounds}`;
    }
  }
}
