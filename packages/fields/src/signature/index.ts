import { fail, ok } from "@mortise/kit";
import { fileList, parseFiles } from "../attachment/index.ts";
import { defineField } from "../field-type.ts";
import { isEmptyInput } from "../text-cleaning.ts";

/** A signature drawn with finger, pen or mouse, kept as a picture. */
export const signatureField = defineField({
  id: "signature",
  name: { zh: "手写签名", en: "Signature" },
  description: {
    zh: "手指或鼠标签名，可沿用上次签名",
    en: "Signed with a finger or the mouse; the last one can be used again",
  },
  named: /(签名|签字)$|\bsignature$/i,
  group: "file",
  icon: "signature",
  width: 140,
  settings: [
    {
      id: "reuse",
      name: { zh: "允许沿用上次签名", en: "The last signature may be used again" },
      kind: "switch",
      default: true,
      help: {
        zh: "上次签名只保存在签名人自己的浏览器里",
        en: "It is kept in the browser of who signed, nowhere else",
      },
    },
  ],
  example: {
    settings: { reuse: true },
    values: [[{ id: "f1", name: "签名.png", size: 4096, type: "image/png" }]],
  },
  aggregates: ["count"],
  importable: false,
  kind: () => "files",
  column: () => ({ type: "jsonb" }),
  parse: (input, field) =>
    parseFiles(input, { ...field, settings: { maxCount: 1, maxSize: 2, imagesOnly: true } }),
  toText: (value, _field, { locale }) =>
    fileList(value).length > 0 ? (locale === "zh" ? "已签名" : "Signed") : "",
  fromText: (text) =>
    isEmptyInput(text)
      ? ok(null)
      : fail("签名不能从表格导入", "Signatures cannot be read from a spreadsheet"),
  jsonSchema: () => ({
    type: "array",
    maxItems: 1,
    items: {
      type: "object",
      required: ["id", "name", "size", "type"],
      properties: {
        id: { type: "string" },
        name: { type: "string" },
        size: { type: "integer" },
        type: { type: "string", pattern: "^image/" },
      },
    },
  }),
});
