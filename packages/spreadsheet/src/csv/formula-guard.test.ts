import { expect, test } from "vitest";
import { guardFormula, unguardFormula } from "./formula-guard.ts";

test("guards what spreadsheets would run, and gives every text back as it was", () => {
  const dangerous = ["=1+1", "@SUM(A1)", "-x", "+cmd|' /C calc'!A0", "\t=1", "＝1", "\n=1"];
  for (const text of dangerous) expect(guardFormula(text).startsWith("'")).toBe(true);
  const others = ["-5", "+8613800000000", "'quoted", "'=1", "''=1", "'-5", "a=b", "", "'"];
  for (const text of [...dangerous, ...others]) expect(unguardFormula(guardFormula(text))).toBe(text);
});
