import { exampleField } from "@mortise/testing";
import { expect, test } from "vitest";
import { acceptOf, attachmentField } from "./index.ts";

const file = { id: "f1", name: "a.PDF", size: 10, type: "application/pdf" };

test("keeps only what it knows of a file", () => {
  const extra = [{ ...file, secret: "x" }];
  expect(attachmentField.parse(extra, exampleField(attachmentField))).toEqual({ ok: true, value: [file] });
});

test("checks count, size, extension and pictures", () => {
  const with_ = (settings: Record<string, string | number | boolean>, files: readonly object[]): boolean =>
    attachmentField.parse(files, exampleField(attachmentField, { settings })).ok;
  expect(with_({ maxCount: 1 }, [file, file])).toBe(false);
  expect(with_({ maxSize: 1 }, [{ ...file, size: 2 ** 21 }])).toBe(false);
  expect(with_({ extensions: "docx, .pdf" }, [file])).toBe(true);
  expect(with_({ extensions: "docx" }, [file])).toBe(false);
  expect(with_({ imagesOnly: true }, [file])).toBe(false);
  expect(with_({}, [{ ...file, id: "../etc/passwd" }])).toBe(false);
});

test("names the file that does not fit and the kinds that do, in both languages", () => {
  const result = attachmentField.parse(
    [file],
    exampleField(attachmentField, { settings: { extensions: "docx, png" } }),
  );
  expect(result).toEqual({
    ok: false,
    error: {
      zh: "“a.PDF”不能上传，只接受 docx、png 文件",
      en: '"a.PDF" cannot be uploaded; only docx, png files are accepted',
    },
  });
});

test("tells a file dialog what to offer", () => {
  expect(acceptOf(exampleField(attachmentField, { settings: { extensions: "pdf，.docx" } }))).toBe(
    ".pdf,.docx",
  );
});
