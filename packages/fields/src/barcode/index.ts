import { fail, ok } from "@mortise/kit";
import { defineField } from "../field-type.ts";
import { textSetting } from "../setting-values.ts";
import { cleanLine, isEmptyInput } from "../text-cleaning.ts";

const LONGEST = 1000;

/** A QR code or bar code of another field or of the record itself, worked out and drawn where it is shown. */
export const barcodeField = defineField({
  id: "barcode",
  name: { zh: "条码", en: "Bar code" },
  description: {
    zh: "由编号等字段或记录链接生成二维码、条形码",
    en: "A QR code or bar code of a field, or one that opens the record",
  },
  group: "computed",
  icon: "barcode",
  width: 150,
  settings: [
    {
      id: "source",
      name: { zh: "内容", en: "Holds" },
      kind: "choice",
      required: true,
      default: "field",
      choices: [
        { value: "field", name: { zh: "某个字段", en: "A field" } },
        { value: "record", name: { zh: "打开这条记录的链接", en: "A link that opens the record" } },
      ],
    },
    {
      id: "field",
      name: { zh: "哪个字段", en: "Which field" },
      kind: "field",
      accepts: ["text", "number", "date", "option", "region"],
      visibleWhen: { setting: "source", in: ["field"] },
    },
    {
      id: "form",
      name: { zh: "样式", en: "Looks like" },
      kind: "choice",
      default: "qr",
      choices: [
        { value: "qr", name: { zh: "二维码", en: "QR code" } },
        { value: "code128", name: { zh: "条形码（Code 128）", en: "Bar code (Code 128)" } },
      ],
      help: {
        zh: "条形码只能表示英文字母、数字和常用符号，适合编号；链接请用二维码",
        en: "Bar codes hold Latin letters, digits and signs only and suit numbers; use QR codes for links",
      },
    },
  ],
  example: { settings: { source: "field", field: "no", form: "qr" }, values: ["A-2026-0001"] },
  aggregates: ["count"],
  computed: "on-write",
  importable: false,
  kind: () => "text",
  column: () => ({ type: "text" }),
  comparedAs: (field) => ({ ...field, type: "text", settings: {} }),
  hasLongText: () => true,
  expression: (field) => {
    if (textSetting(field, "source", "field") === "record") return { cat: [{ var: "id" }] };
    const source = textSetting(field, "field", undefined);
    return source === undefined ? undefined : { cat: [{ var: source }] };
  },
  checkSettings: (field) =>
    textSetting(field, "source", "field") === "field" && textSetting(field, "field", undefined) === undefined
      ? [{ zh: "请选择“哪个字段”", en: 'Choose "Which field"' }]
      : [],
  parse: (input) => {
    if (isEmptyInput(input)) return ok(null);
    const text = typeof input === "string" ? cleanLine(input) : "";
    return text !== "" && text.length <= LONGEST
      ? ok(text)
      : fail(`条码内容最多 ${LONGEST} 个字`, `A code holds at most ${LONGEST} characters`);
  },
  toText: (value) => (typeof value === "string" ? value : ""),
  fromText: (text) =>
    isEmptyInput(text)
      ? ok(null)
      : fail("条码自动得出，不能导入", "A code is worked out and cannot be imported"),
  jsonSchema: () => ({ type: "string", readOnly: true, example: "A-2026-0001" }),
});
