import { fail, ok, type Result } from "@mortise/kit";
import type { FieldDefinition } from "@mortise/metadata";
import {
  decimalsNeeded,
  groupThousands,
  INTEGER_DIGITS,
  numericShare,
  readNumber,
  shapeNumber,
} from "../decimals.ts";
import { defineField } from "../field-type.ts";
import { decimalsSetting, maximumSetting, minimumSetting } from "../setting-specs.ts";
import { numberSetting, textSetting } from "../setting-values.ts";
import { isEmptyInput, narrowText } from "../text-cleaning.ts";
import { CURRENCIES, currencyOf, writtenCurrency } from "./currencies.ts";

const MONEY_HEADER =
  /金额|价|费|额|收入|营收|预算|工资|薪|amount|price|revenue|cost|budget|salary|value|profit|sales/i;

/** An amount of money in one currency, exact to the last cent. */
export const moneyField = defineField({
  id: "money",
  name: { zh: "金额", en: "Money" },
  description: {
    zh: "报价、预算、回款等金额，精确到分",
    en: "Prices, budgets and payments, exact to the cent",
  },
  named:
    /(金额|价格|单价|总价|预算|费用|成本|报价|货款|定金|尾款|工资|收入|销售额|合同额)$|\b(amount|price|cost|budget|fee|salary|revenue|total)$/i,
  group: "number",
  icon: "money",
  width: 130,
  align: "right",
  settings: [
    {
      id: "currency",
      name: { zh: "币种", en: "Currency" },
      kind: "choice",
      default: "CNY",
      choices: CURRENCIES.map(({ code, name }) => ({ value: code, name })),
    },
    decimalsSetting(2),
    minimumSetting,
    maximumSetting,
  ],
  example: { settings: { currency: "CNY", decimals: 2 }, values: ["500000.00", "-12.30"] },
  aggregates: ["count", "sum", "avg", "min", "max"],
  sortable: true,
  groupable: true,
  kind: () => "number",
  currency: (field) => currencyOf(textSetting(field, "currency", "CNY")).code,
  column: (field) => {
    const decimals = numberSetting(field, "decimals", 2);
    return { type: `numeric(${INTEGER_DIGITS + decimals},${decimals})` };
  },
  parse: (input, field) => (isEmptyInput(input) ? ok(null) : shape(input, field)),
  toText: (value, field) => {
    if (typeof value !== "string" && typeof value !== "number") return "";
    const { sign } = currencyOf(textSetting(field, "currency", "CNY"));
    const digits = String(value);
    return digits.startsWith("-")
      ? `-${sign}${groupThousands(digits.slice(1))}`
      : sign + groupThousands(digits);
  },
  fromText: (text, field) => readField(text, field),
  guess: (samples, header) => {
    const share = numericShare(samples);
    if (share < 0.8) return 0;
    const signed = samples.filter((sample) => writtenCurrency(narrowText(sample)) !== undefined).length;
    if (signed / samples.length > 0.5) return 0.95;
    return MONEY_HEADER.test(header) ? 0.85 * share : 0;
  },
  guessSettings: (samples) => ({
    currency:
      samples.map((sample) => writtenCurrency(narrowText(sample))).find((code) => code !== undefined) ??
      "CNY",
    decimals: Math.max(2, decimalsNeeded(samples)),
  }),
  jsonSchema: (field) => ({
    type: ["string", "number"],
    description: `Exact amount in ${textSetting(field, "currency", "CNY")} as decimal string`,
    example: "500000.00",
  }),
  publicInput: (field) => ({
    kind: "input",
    type: "text",
    inputMode: "decimal",
    reads: "text",
    suffix: textSetting(field, "currency", "CNY"),
  }),
});

function shape(input: unknown, field: FieldDefinition): Result<string> {
  return shapeNumber(input, {
    decimals: numberSetting(field, "decimals", 2),
    min: numberSetting(field, "min", undefined),
    max: numberSetting(field, "max", undefined),
  });
}

function readField(text: string, field: FieldDefinition): Result<string | null> {
  if (isEmptyInput(text)) return ok(null);
  const currency = currencyOf(textSetting(field, "currency", "CNY"));
  const written = writtenCurrency(narrowText(text));
  const isSameSign = written !== undefined && currencyOf(written).sign === currency.sign;
  if (written !== undefined && written !== currency.code && !isSameSign) {
    return fail(
      `这里的币种是${currency.name.zh}，不能填写${currencyOf(written).name.zh}`,
      `This amount is in ${currency.code}, not ${written}`,
    );
  }
  const read = readNumber(text);
  return read.ok ? shape(read.value, field) : fail("请填写金额", "Enter an amount");
}
