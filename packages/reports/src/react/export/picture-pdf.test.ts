import { expect, test } from "vitest";
import { picturePdf } from "./picture-pdf.ts";

test("every object of the file stands where its table says", () => {
  const jpeg = new Uint8Array([0xff, 0xd8, 0xff, 0xd9]);
  const text = new TextDecoder("latin1").decode(picturePdf({ jpeg, width: 800, height: 400, scale: 2 }));
  expect(text.startsWith("%PDF-1.4\n")).toBe(true);
  expect(text).toContain("/MediaBox [0 0 300.00 150.00]");
  const start = Number(/startxref\n(\d+)/.exec(text)?.[1]);
  expect(text.slice(start, start + 4)).toBe("xref");
  const places = [...text.matchAll(/(\d{10}) 00000 n/g)].map(([, place]) => Number(place));
  expect(places).toHaveLength(5);
  places.forEach((place, index) => {
    expect(text.slice(place).startsWith(`${index + 1} 0 obj\n`)).toBe(true);
  });
  expect(text).toContain(`/Length 4 >>\nstream\n${String.fromCharCode(0xff, 0xd8, 0xff, 0xd9)}\nendstream`);
});
