import { fail, ok, type Result } from "@mortise/kit";
import type { FieldDefinition } from "@mortise/metadata";
import { defineField } from "../field-type.ts";
import { maximumLengthSetting } from "../setting-specs.ts";
import { numberSetting } from "../setting-values.ts";
import { cleanLine, isEmptyInput, textLength } from "../text-cleaning.ts";

const DEFAULT_LENGTH = 200;
const LIMIT = 1000;
/** How values begin that the store has encrypted. */
const SEALED = "sealed:1:";

/** What everybody gets to see in place of the value; written back, it leaves the value as it is. */
export const SECRET_SHOWN = "****";

/** A text that the store encrypts: nobody sees more than that it is there, until it is shown to those who may, on record. */
export const secretField = defineField({
  id: "secret",
  name: { zh: "加密文本", en: "Secret" },
  description: {
    zh: "银行卡号、口令等，加密保存；查看要有权限并留下记录",
    en: "A card number, a password: kept encrypted, shown to those who may, and each look is noted",
  },
  named: /(密码|口令|密钥|银行卡号?|卡号)$|\b(password|secret|card number)$/i,
  group: "text",
  icon: "secret",
  width: 120,
  settings: [maximumLengthSetting(DEFAULT_LENGTH, LIMIT)],
  example: { settings: { maxLength: 100 }, values: ["6222 0210 0112 2334", "p@ss 词"] },
  aggregates: ["count"],
  kind: () => "secret",
  column: () => ({ type: "text" }),
  hasLongText: () => true,
  parse: (input, field) => parseSecret(input, field),
  toText: (value) => (typeof value === "string" && !isVeiled(value) ? value : ""),
  fromText: (text, field) => parseSecret(text, field),
  jsonSchema: (field) => ({
    type: "string",
    maxLength: numberSetting(field, "maxLength", DEFAULT_LENGTH),
    description: `Read back as "${SECRET_SHOWN}"; that value written leaves the secret as it is`,
  }),
  publicInput: (field) => ({
    kind: "input",
    type: "text",
    reads: "text",
    maxLength: numberSetting(field, "maxLength", DEFAULT_LENGTH),
  }),
});

/** Whether a value stands for a secret without telling it. */
function isVeiled(value: string): boolean {
  return value === SECRET_SHOWN || value.startsWith(SEALED);
}

function parseSecret(input: unknown, field: FieldDefinition): Result<string | null> {
  if (isEmptyInput(input)) return ok(null);
  if (typeof input !== "string") return fail("请填写文本", "Enter text");
  const text = cleanLine(input);
  if (text === "") return ok(null);
  const most = numberSetting(field, "maxLength", DEFAULT_LENGTH);
  // The store's own values are longer than what was sealed.
  return textLength(text) > most && !text.startsWith(SEALED)
    ? fail(`最多 ${most} 个字`, `At most ${most} characters`)
    : ok(text);
}
