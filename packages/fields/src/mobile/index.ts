import { fail, ok, type Result } from "@mortise/kit";
import type { FieldDefinition } from "@mortise/metadata";
import { defineField } from "../field-type.ts";
import { switchSetting, textSetting } from "../setting-values.ts";
import { isEmptyInput } from "../text-cleaning.ts";
import { COUNTRIES } from "./countries.ts";
import { readPhone, showPhone } from "./phone-number.ts";

const PHONE_HEADER = /手机|电话|联系方式|mobile|phone|cell|tel/i;

/** A mobile number, kept in E.164 so that the same number is found however it was written. */
export const mobileField = defineField({
  id: "mobile",
  name: { zh: "手机", en: "Mobile" },
  description: {
    zh: "手机号，自动统一格式，可一键拨打",
    en: "A mobile number in one form, however it is typed",
  },
  named: /(手机|电话|联系方式|座机)(号码?)?$|\b(mobile|phone|tel|telephone)( number| no\.?)?$/i,
  group: "text",
  icon: "mobile",
  width: 140,
  settings: [
    {
      id: "defaultCountry",
      name: { zh: "默认国家或地区", en: "Default country" },
      kind: "choice",
      default: "CN",
      choices: COUNTRIES.map(({ code, name, calling }) => ({
        value: code,
        name: { zh: `${name.zh} +${calling}`, en: `${name.en} +${calling}` },
      })),
      help: { zh: "没有写国家代码的号码按这里理解", en: "For numbers written without a country code" },
    },
    {
      id: "allowLandline",
      name: { zh: "也接受座机和 400 电话", en: "Accept land lines and 400 numbers too" },
      kind: "switch",
      default: false,
    },
  ],
  example: {
    settings: { allowLandline: true },
    values: ["+8613800138000", "+14155552671", "+8675588888888;ext=801"],
  },
  aggregates: ["count", "countDistinct"],
  searchable: true,
  searchedAs: "digits",
  sortable: true,
  canBeUnique: true,
  mask: { start: 3, end: 4 },
  maskable: (text) => {
    const [, prefix = "", body = text] = /^(\+\d+\s)?(.*)$/.exec(text) ?? [];
    return { prefix, body: body.replace(/ (?!ext)/g, ""), suffix: "" };
  },
  kind: () => "text",
  column: () => ({ type: "text" }),
  parse: (input, field) => {
    if (isEmptyInput(input)) return ok(null);
    return typeof input === "string" || typeof input === "number"
      ? readMobile(String(input), field)
      : refuse();
  },
  toText: (value) => (typeof value === "string" ? showPhone(value) : ""),
  fromText: (text, field) => (isEmptyInput(text) ? ok(null) : readMobile(text, field)),
  guess: (samples, header) => {
    const share = Math.max(readableShare(samples, "CN"), readableShare(samples, "US"));
    if (share < 0.8) return PHONE_HEADER.test(header) && share > 0.4 ? 0.6 : 0;
    const isPlain = samples.every((sample) => /^\d{1,10}$/.test(sample.trim()));
    return PHONE_HEADER.test(header) ? 0.95 : isPlain ? 0 : 0.9 * share;
  },
  guessSettings: (samples) => ({
    defaultCountry: readableShare(samples, "US") > readableShare(samples, "CN") ? "US" : "CN",
    allowLandline: samples.some((sample) => readPhone(sample, "CN")?.isLandline === true),
  }),
  jsonSchema: () => ({
    type: "string",
    description: "Telephone number; stored as E.164",
    example: "+8613800138000",
  }),
  publicInput: () => ({ kind: "input", type: "tel", inputMode: "tel", reads: "text", maxLength: 40 }),
});

function refuse(): Result<never> {
  return fail("请填写正确的手机号", "Enter a valid mobile number");
}

function readMobile(text: string, field: FieldDefinition): Result<string | null> {
  if (text.length > 60) return refuse();
  const phone = readPhone(text, textSetting(field, "defaultCountry", "CN"));
  if (!phone) return refuse();
  if (phone.isLandline && !switchSetting(field, "allowLandline")) {
    return fail("这里需要手机号，不能填座机", "A mobile number is needed here, not a land line");
  }
  return ok(phone.stored);
}

function readableShare(samples: readonly string[], country: string): number {
  if (samples.length === 0) return 0;
  return samples.filter((sample) => readPhone(sample, country) !== undefined).length / samples.length;
}
