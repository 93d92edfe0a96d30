import { exampleField, fieldContext } from "@mortise/testing";
import { expect, test } from "vitest";
import { signatureField } from "./index.ts";

const field = exampleField(signatureField);
const drawing = { id: "f1", name: "signature.png", size: 10, type: "image/png" };

test("is one picture", () => {
  expect(signatureField.parse([drawing], field).ok).toBe(true);
  expect(signatureField.parse([drawing, drawing], field).ok).toBe(false);
  expect(signatureField.parse([{ ...drawing, type: "text/plain" }], field).ok).toBe(false);
});

test("a list says that it was signed, in the reader's language", () => {
  expect(signatureField.toText([drawing], field, fieldContext("zh"))).toBe("已签名");
  expect(signatureField.toText([drawing], field, fieldContext("en"))).toBe("Signed");
});
