import type { LocalizedText } from "@mortise/kit";

/** A country or region that a mobile field may take as its default. */
export interface Country {
  /** ISO 3166 code. */
  readonly code: string;
  readonly calling: number;
  readonly name: LocalizedText;
}

/** Countries and regions offered as default; numbers of all others are understood with their `+` prefix. */
export const COUNTRIES: readonly Country[] = [
  { code: "CN", calling: 86, name: { zh: "中国大陆", en: "Mainland China" } },
  { code: "HK", calling: 852, name: { zh: "中国香港", en: "Hong Kong, China" } },
  { code: "MO", calling: 853, name: { zh: "中国澳门", en: "Macao, China" } },
  { code: "TW", calling: 886, name: { zh: "中国台湾", en: "Taiwan, China" } },
  { code: "SG", calling: 65, name: { zh: "新加坡", en: "Singapore" } },
  { code: "MY", calling: 60, name: { zh: "马来西亚", en: "Malaysia" } },
  { code: "JP", calling: 81, name: { zh: "日本", en: "Japan" } },
  { code: "KR", calling: 82, name: { zh: "韩国", en: "South Korea" } },
  { code: "VN", calling: 84, name: { zh: "越南", en: "Vietnam" } },
  { code: "TH", calling: 66, name: { zh: "泰国", en: "Thailand" } },
  { code: "ID", calling: 62, name: { zh: "印度尼西亚", en: "Indonesia" } },
  { code: "IN", calling: 91, name: { zh: "印度", en: "India" } },
  { code: "AE", calling: 971, name: { zh: "阿联酋", en: "United Arab Emirates" } },
  { code: "US", calling: 1, name: { zh: "美国", en: "United States" } },
  { code: "CA", calling: 1, name: { zh: "加拿大", en: "Canada" } },
  { code: "GB", calling: 44, name: { zh: "英国", en: "United Kingdom" } },
  { code: "DE", calling: 49, name: { zh: "德国", en: "Germany" } },
  { code: "FR", calling: 33, name: { zh: "法国", en: "France" } },
  { code: "AU", calling: 61, name: { zh: "澳大利亚", en: "Australia" } },
  { code: "RU", calling: 7, name: { zh: "俄罗斯", en: "Russia" } },
];
