import { describe, expect, test } from "vitest";
import { parsePattern } from "./pattern.ts";
import { MOST_STATES, PatternMachine } from "./pattern-machine.ts";

function machine(pattern: string): PatternMachine {
  const result = parsePattern(pattern);
  const made = result.ok ? PatternMachine.of(result.node) : undefined;
  if (!made) throw new Error(pattern);
  return made;
}

function found(pattern: string, text: string): string | undefined {
  const codes = Array.from(text, (character) => character.codePointAt(0) ?? 0);
  const match = machine(pattern).search(codes, 0);
  return match && Array.from(text).slice(match.start, match.end).join("");
}

describe("the leftmost longest match is found", () => {
  test.each([
    ["a|ab|abc", "xabcd", "abc"],
    ["(a|ab)(c|bcd)?", "abcd", "abcd"],
    ["b+", "aabbbab", "bbb"],
    ["^b", "ab", undefined],
    ["b$", "abab", "b"],
    ["[^a-c]+", "abcxyz", "xyz"],
    ["\\d{3,4}", "12 12345", "1234"],
    ["x{0}a", "xa", "a"],
    [".", "😀", "😀"],
    ["[一-龥]+", "No 榫卯!", "榫卯"],
    ["(a*)*b", "aaab", "aaab"],
    ["a*", "baa", ""],
    ["\\.\\*", "a.*b", ".*"],
  ])("%s in %s", (pattern, text, expected) => {
    expect(found(pattern, text)).toBe(expected);
  });
});

describe("what cannot be matched in linear time or alike everywhere is refused, with its place", () => {
  test.each([
    ["(?=a)", 1],
    ["(?<name>a)", 1],
    ["(a)\\1", 4],
    ["a*?", 2],
    ["a++", 2],
    ["*a", 0],
    ["^*", 2],
    ["a{200}", 1],
    ["a{3,2}", 1],
    ["[z-a]", 4],
    ["[]", 2],
    ["[a", 2],
    ["(a", 2],
    ["a)", 1],
    ["\\b", 1],
    ["\\", 1],
    ["(".repeat(30), 20],
  ])("%s", (pattern, position) => {
    expect(parsePattern(pattern)).toMatchObject({ ok: false, position });
  });

  test("and what would need too many states", () => {
    for (const pattern of [
      "(a{100}){100}",
      "((((x{0}){100}){100}){100}){100}",
      "((((){100}){100}){100}){100}",
    ]) {
      const result = parsePattern(pattern);
      expect(result.ok && PatternMachine.of(result.node)).toBe(undefined);
    }
    expect(machine("a{100}").size).toBeLessThan(MOST_STATES);
  });
});

test("patterns that take others for ever end on long texts", () => {
  const text = `${"a".repeat(10_000)}!`;
  for (const pattern of ["^(a+)+$", "(a|a)*b", "(a|aa)+$", "(.*)*x"])
    expect(found(pattern, text)).toBe(undefined);
});
