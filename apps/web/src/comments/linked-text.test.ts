import { expect, test } from "vitest";
import { linkedText } from "./linked-text.ts";

const links = (text: string) => linkedText(text).flatMap((part) => (part.isLink ? [part.text] : []));

test("addresses in a text become links, without the marks of the sentence around them", () => {
  const text = "见 https://a.example/x?y=1&z=2，还有（http://b.example:8080/path）。See https://c.example/d.";
  expect(links(text)).toEqual([
    "https://a.example/x?y=1&z=2",
    "http://b.example:8080/path",
    "https://c.example/d",
  ]);
  expect(
    linkedText(text)
      .map((part) => part.text)
      .join(""),
  ).toBe(text);
});

test("nothing else does", () => {
  expect(links("javascript:alert(1) ftp://x www.example.com http:// <b>x</b>")).toEqual([]);
  expect(linkedText("")).toEqual([]);
});
