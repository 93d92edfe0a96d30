import type { LocalizedText } from "@mortise/kit";

/** A currency: its ISO 4217 code, the sign in front of amounts, and the words people write for it. */
export interface Currency {
  readonly code: string;
  readonly name: LocalizedText;
  readonly sign: string;
  readonly words: RegExp;
}

const RENMINBI: Currency = {
  code: "CNY",
  name: { zh: "人民币", en: "Chinese yuan" },
  sign: "¥",
  words: /cny|rmb|人民币|[¥￥]|(?<![美日港欧])元/i,
};

/** The currencies that money fields offer; more specific words first, so that `HK$` is not read as `$`. */
export const CURRENCIES: readonly Currency[] = [
  RENMINBI,
  { code: "HKD", name: { zh: "港币", en: "Hong Kong dollar" }, sign: "HK$", words: /hkd|hk\$|港[币元]/i },
  { code: "USD", name: { zh: "美元", en: "US dollar" }, sign: "$", words: /usd|us\$|美[元金]|(?<!hk)\$/i },
  { code: "EUR", name: { zh: "欧元", en: "Euro" }, sign: "€", words: /eur|€|欧元/i },
  { code: "GBP", name: { zh: "英镑", en: "Pound sterling" }, sign: "£", words: /gbp|£|英镑/i },
  { code: "JPY", name: { zh: "日元", en: "Japanese yen" }, sign: "JPY ", words: /jpy|日[元圆]/i },
];

/** The currency with that code; renminbi when the code is unknown. */
export function currencyOf(code: string): Currency {
  return CURRENCIES.find((currency) => currency.code === code) ?? RENMINBI;
}

/** The code of the currency that a text names by sign or word, if any. */
export function writtenCurrency(text: string): string | undefined {
  return CURRENCIES.find((currency) => currency.words.test(text))?.code;
}
