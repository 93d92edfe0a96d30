import { fail, ok, type Result } from "@mortise/kit";
import { defineField } from "../field-type.ts";
import { isEmptyInput, narrowText } from "../text-cleaning.ts";

/** Letters I, O, S, V and Z do not occur. */
const ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY";
const FORM = /^[0-9A-HJ-NPQRTUWXY]{2}\d{6}[0-9A-HJ-NPQRTUWXY]{10}$/;
const NO_SUCH_LETTER = /[IOSVZ]/;

/** The unified social credit code of a Chinese organisation, in capitals, with its checksum (GB 32100). */
export const creditCodeField = defineField({
  id: "credit-code",
  name: { zh: "统一社会信用代码", en: "Credit code" },
  description: {
    zh: "企业的 18 位代码，核对校验位，适合查重",
    en: "The 18-character code of a company, checked; good for finding duplicates",
  },
  named: /(信用代码|税号)$|\bcredit code$/i,
  group: "text",
  icon: "bank",
  width: 200,
  settings: [],
  example: { settings: {}, values: ["91350100M000100Y43", "91110000600037341L"] },
  aggregates: ["count", "countDistinct"],
  searchable: true,
  sortable: true,
  canBeUnique: true,
  kind: () => "text",
  column: () => ({ type: "text" }),
  parse: (input) => readCode(input),
  toText: (value) => (typeof value === "string" ? value : ""),
  fromText: (text) => readCode(text),
  guess: (samples) => {
    const fitting = samples.filter((sample) => {
      const read = readCode(sample);
      return read.ok && read.value !== null;
    }).length;
    // Above identity numbers: both have 18 characters, the checksums tell them apart.
    return samples.length > 0 && fitting / samples.length >= 0.6 ? 0.985 : 0;
  },
  jsonSchema: () => ({
    type: "string",
    pattern: "^[0-9A-HJ-NPQRTUWXY]{18}$",
    example: "91350100M000100Y43",
  }),
  publicInput: () => ({ kind: "input", type: "text", reads: "text", maxLength: 30 }),
});

/** The last character that fits the seventeen before it. */
export function creditCheckCharacter(code: string): string {
  let sum = 0;
  let weight = 1;
  for (const letter of code.slice(0, 17)) {
    sum += ALPHABET.indexOf(letter) * weight;
    weight = (weight * 3) % 31;
  }
  return ALPHABET.charAt((31 - (sum % 31)) % 31);
}

function readCode(input: unknown): Result<string | null> {
  if (isEmptyInput(input)) return ok(null);
  if ((typeof input !== "string" && typeof input !== "number") || String(input).length > 60)
    return fail("请填写统一社会信用代码", "Enter a unified social credit code");
  const code = narrowText(String(input)).replace(/[\s-]/g, "").replace(/^'/, "").toUpperCase();
  if (code === "") return ok(null);
  if (code.length !== 18)
    return fail(
      `信用代码应为 18 位，现在是 ${code.length} 位`,
      `A credit code has 18 characters, this has ${code.length}`,
    );
  const letter = NO_SUCH_LETTER.exec(code)?.[0];
  if (letter !== undefined)
    return fail(
      `信用代码中没有字母 ${letter}，请核对`,
      `The letter ${letter} does not occur in credit codes`,
    );
  if (!FORM.test(code)) return fail("信用代码的格式不对", "This does not have the form of a credit code");
  return code.charAt(17) === creditCheckCharacter(code)
    ? ok(code)
    : fail("信用代码的校验位不对，请核对是否抄错", "The check character does not fit: a character is wrong");
}
