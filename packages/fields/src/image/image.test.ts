import { exampleField } from "@mortise/testing";
import { expect, test } from "vitest";
import { imageField } from "./index.ts";

const picture = { id: "f1", name: "a.jpg", size: 10, type: "image/jpeg" };
const parse = (input: unknown, settings = {}) =>
  imageField.parse(input, exampleField(imageField, { settings }));

test("takes pictures only, as many and as large as the builder allows", () => {
  expect(parse([picture]).ok).toBe(true);
  expect(parse([{ ...picture, name: "a.pdf", type: "application/pdf" }])).toMatchObject({
    error: { zh: "“a.pdf”不是图片，只接受图片文件" },
  });
  expect(parse([picture, picture], { maxCount: 1 }).ok).toBe(false);
  expect(parse([{ ...picture, size: 2 ** 21 }], { maxSize: 1 }).ok).toBe(false);
});
