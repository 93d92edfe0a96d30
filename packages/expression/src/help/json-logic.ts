import type { LocalizedText } from "@mortise/kit";

/** Operators of JSON Logic and its extensions that the language does not have, each with the reason. */
export const REFUSED_OPERATORS: Readonly<Record<string, LocalizedText>> = {
  map: {
    zh: "列表没有自己的中间结果；用对明细的汇总代替",
    en: "A list of results is no value of the language; totals over child rows take its place",
  },
  filter: {
    zh: "用带条件的汇总（COUNTIF、SUMIF、LOOKUP）代替",
    en: "Totals with a condition (COUNTIF, SUMIF, LOOKUP) take its place",
  },
  reduce: {
    zh: "不保证能编译成 SQL；用 SUM、MAX、JOINROWS 等汇总代替",
    en: "It cannot be compiled to SQL in general; totals such as SUM, MAX and JOINROWS take its place",
  },
  merge: { zh: "列表直接写成 [a, b]", en: "Lists are written as [a, b]" },
  missing: {
    zh: "字段在保存时检查；是否填写用 ISEMPTY",
    en: "Fields are checked when saved; ISEMPTY tells what is not filled in",
  },
  missing_some: {
    zh: "同 missing；用 COUNT 数填了几个",
    en: "Like missing; COUNT tells how many are filled in",
  },
  method: { zh: "会调用 JavaScript 的方法", en: "It would call methods of JavaScript" },
  val: {
    zh: "名字用 var 写成一条路径，保存时检查",
    en: "Names are written with var as one path, checked when saved",
  },
  exists: { zh: "字段在保存时检查，总是存在", en: "Fields are checked when saved and always exist" },
  try: { zh: "运行时不会出错，没有可捕获的", en: "Nothing fails at run time, so there is nothing to catch" },
  throw: {
    zh: "运行时不会出错；校验规则有自己的提示",
    en: "Nothing fails at run time; validation rules have messages of their own",
  },
  preserve: { zh: "任意 JSON 不是语言里的值", en: "Any JSON is no value of the language" },
};

/** Cases of the JSON Logic suites that are accepted and mean something else, each with the reason. */
export const DIFFERENT_MEANINGS: readonly { readonly rule: string; readonly reason: LocalizedText }[] = [
  {
    rule: '{"===": [1, "1"]}',
    reason: {
      zh: "直接写出的文本随另一边的类型，所以相等；=== 和 == 相同",
      en: "A written text takes the kind of the other side, so they are equal; === is ==",
    },
  },
  {
    rule: '{"and": ["", true]}',
    reason: {
      zh: "空文本是空值；条件的结果只有真假",
      en: "Empty text is null, and a condition is true or false",
    },
  },
  {
    rule: '{"+": [1, 2]}',
    reason: {
      zh: "数字的结果是精确小数，写成文本",
      en: "Numbers come out as exact decimals, written as texts",
    },
  },
  {
    rule: '{"var": "list.1"}',
    reason: { zh: "名字不通向列表里面", en: "Names lead through records, not into lists" },
  },
  {
    rule: '{"log": [100]}',
    reason: { zh: "这里是对数，不是打印", en: "The logarithm; nothing is printed" },
  },
  {
    rule: '{"all": [{"var": "lines"}, …]}',
    reason: {
      zh: "all some none 只用于明细",
      en: "all, some and none are about child rows only",
    },
  },
];
