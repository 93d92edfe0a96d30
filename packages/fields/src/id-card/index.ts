import { fail, type LocalizedText, ok, type Result } from "@mortise/kit";
import type { FieldDefinition } from "@mortise/metadata";
import { defineField } from "../field-type.ts";
import { settingOf } from "../setting-values.ts";
import { isEmptyInput, narrowText } from "../text-cleaning.ts";
import { type ResidentProblem, residentProblem } from "./resident-number.ts";

const ID_HEADER = /身份证|证件|护照|通行证|id\s*(?:card|number)|identity|passport/i;

interface DocumentKind {
  readonly value: string;
  readonly name: LocalizedText;
  readonly accepts: (number: string) => boolean;
}

const RESIDENT = "resident";

/** Kinds of papers; a resident card is checked by its checksum, the others by their form. */
const KINDS: readonly DocumentKind[] = [
  {
    value: RESIDENT,
    name: { zh: "居民身份证（含港澳台居民居住证、外国人永久居留证）", en: "Resident identity card" },
    accepts: (number) => residentProblem(number) === undefined,
  },
  {
    value: "passport",
    name: { zh: "护照", en: "Passport" },
    accepts: (number) => /^(?=.*\d)[A-Z0-9]{6,9}$/.test(number),
  },
  {
    value: "hong-kong-macao",
    name: { zh: "港澳居民来往内地通行证", en: "Permit of Hong Kong and Macao residents" },
    accepts: (number) => /^[HM]\d{8}(?:\d{2})?$/.test(number),
  },
  {
    value: "taiwan",
    name: { zh: "台湾居民来往大陆通行证", en: "Permit of Taiwan residents" },
    accepts: (number) => /^\d{8}(?:\d{2})?$/.test(number),
  },
];

const RESIDENT_PROBLEMS: Readonly<Record<ResidentProblem, LocalizedText>> = {
  form: { zh: "身份证号应为 18 位", en: "An identity number has 18 characters" },
  old: {
    zh: "15 位旧身份证已停用，请填写 18 位号码",
    en: "Old numbers of 15 digits are not valid any more: enter 18",
  },
  place: { zh: "身份证号前两位不是有效的地区", en: "The first two digits are not a place" },
  birthday: { zh: "身份证号中的出生日期不存在", en: "The day of birth in the number does not exist" },
  check: {
    zh: "身份证号的校验位不对，请核对是否有抄错的数字",
    en: "The check character does not fit: a digit is wrong",
  },
};

/** The number of an identity paper, in capitals; personal data, shown shortened to those with masked access. */
export const idCardField = defineField({
  id: "id-card",
  name: { zh: "证件号", en: "Identity number" },
  description: {
    zh: "身份证（校验位核对）、护照、港澳台通行证",
    en: "Identity card with its checksum, passport, travel permit",
  },
  named: /(身份证|证件)(号码?)?$|\bid (card|number)$/i,
  group: "text",
  icon: "idcard",
  width: 190,
  settings: [
    {
      id: "kinds",
      name: { zh: "接受的证件", en: "Accepted papers" },
      kind: "choices",
      default: [RESIDENT],
      choices: KINDS.map(({ value, name }) => ({ value, name })),
      help: {
        zh: "公式函数 IDBIRTHDAY、IDSEX 从身份证号得出生日和性别",
        en: "The functions IDBIRTHDAY and IDSEX read the number of a resident card in formulas",
      },
    },
  ],
  example: {
    settings: { kinds: [RESIDENT, "passport"] },
    values: ["11010519491231002X", "440524188001010014", "E12345678"],
  },
  aggregates: ["count", "countDistinct"],
  searchable: true,
  sortable: true,
  canBeUnique: true,
  mask: { start: 0, end: 4 },
  kind: () => "text",
  column: () => ({ type: "text" }),
  parse: (input, field) => readNumber(input, field),
  toText: (value) => (typeof value === "string" ? value : ""),
  fromText: (text, field) => readNumber(text, field),
  guess: (samples, header) => {
    const fitting = samples.filter((sample) => residentProblem(cleanNumber(sample)) === undefined).length;
    const share = samples.length === 0 ? 0 : fitting / samples.length;
    return share >= 0.8 || (share >= 0.5 && ID_HEADER.test(header)) ? 0.98 : 0;
  },
  guessSettings: (samples) => ({
    kinds: KINDS.filter(
      ({ value, accepts }) => value === RESIDENT || samples.some((text) => accepts(cleanNumber(text))),
    )
      .filter(({ value }) => value === RESIDENT || samples.some((text) => residentProblem(cleanNumber(text))))
      .map(({ value }) => value),
  }),
  jsonSchema: () => ({ type: "string", example: "11010519491231002X" }),
  publicInput: () => ({ kind: "input", type: "text", reads: "text", maxLength: 30 }),
});

function cleanNumber(text: string): string {
  return narrowText(text)
    .replace(/^'/, "")
    .replace(/[\s·-]/g, "")
    .toUpperCase();
}

function acceptedKinds(field: FieldDefinition): readonly DocumentKind[] {
  const chosen = settingOf(field, "kinds");
  const kinds = Array.isArray(chosen) ? KINDS.filter(({ value }) => chosen.includes(value)) : [];
  return kinds.length === 0 ? KINDS.slice(0, 1) : kinds;
}

function readNumber(input: unknown, field: FieldDefinition): Result<string | null> {
  if (isEmptyInput(input)) return ok(null);
  if ((typeof input !== "string" && typeof input !== "number") || String(input).length > 60)
    return fail("请填写证件号", "Enter the number of the paper");
  const number = cleanNumber(String(input));
  if (number === "") return ok(null);
  const kinds = acceptedKinds(field);
  if (kinds.some(({ accepts }) => accepts(number))) return ok(number);
  const problem = residentProblem(number);
  const isMeantAsResident = kinds.some(({ value }) => value === RESIDENT) && /^\d{15}|^\d{17}/.test(number);
  if (problem !== undefined && (isMeantAsResident || kinds.length === 1) && kinds[0]?.value === RESIDENT)
    return { ok: false, error: RESIDENT_PROBLEMS[problem] };
  const names = (locale: "zh" | "en") =>
    kinds.map(({ name }) => name[locale]).join(locale === "zh" ? "、" : ", ");
  return fail(
    `不是有效的号码，这里接受：${names("zh")}`,
    `Not a valid number; accepted here: ${names("en")}`,
  );
}
