import { expect, test } from "vitest";
import { contentDisposition, safeFileName } from "./content-disposition.ts";

test("keeps every letter of a name, in a form that every browser reads", () => {
  expect(contentDisposition("attachment", "报价 100%'s (1)*.pdf")).toBe(
    `attachment; filename="__ 100_'s (1)*.pdf"; filename*=UTF-8''%E6%8A%A5%E4%BB%B7%20100%25%27s%20%281%29%2A.pdf`,
  );
});

test("keeps a name short without cutting a letter in half", () => {
  const name = safeFileName(`${"𠮷".repeat(300)}.txt`);
  expect(Array.from(name)).toHaveLength(200);
  expect(name.isWellFormed()).toBe(true);
  expect(name.endsWith(".txt")).toBe(true);
});

test("has no place for paths, line breaks and reversed text", () => {
  for (const name of ["../../x", "a\r\nSet-Cookie: x", "a\u202egpj.exe", "\ud800"])
    expect(contentDisposition("inline", name)).toMatch(
      /^inline; filename="[\x20-\x7e]*"; filename\*=UTF-8''[\w.%-]+$/,
    );
  expect(safeFileName("   ")).toBe("file");
});
