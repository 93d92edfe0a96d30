import type { LocalizedText } from "@mortise/kit";
import type { Value } from "../types.ts";

/** One rule of what expressions mean, with formulas over the sample record that show it; tests run them everywhere. */
export interface SemanticsRow {
  readonly topic: LocalizedText;
  readonly rule: LocalizedText;
  readonly cases: readonly (readonly [formula: string, result: Value])[];
}

const row = (
  topic: readonly [zh: string, en: string],
  zh: string,
  en: string,
  cases: SemanticsRow["cases"],
): SemanticsRow => ({ topic: { zh: topic[0], en: topic[1] }, rule: { zh, en }, cases });

/** The one table of what values, comparisons and limits mean, the same in the browser, on the server and in PostgreSQL. */
export const SEMANTICS: readonly SemanticsRow[] = [
  row(
    ["空文本", "empty text"],
    "空文本和空列表就是空值；记录里类型不对的值按空值读。",
    "Empty text and empty lists do not exist: they are null. Values of the wrong kind in a record read as null.",
    [
      ['"" = NULL', true],
      ['TRIM("  ")', null],
      ["LEFT([Customer name], 0)", null],
    ],
  ),
  row(
    ["相等", "equality"],
    "空值只等于空值；直接写出的值随另一边的类型；列表不看顺序。",
    "Null equals null and nothing else; a literal takes the kind of the other side; lists are equal when they hold the same items.",
    [
      ["[Note] = NULL", true],
      ["[Note] <> NULL", false],
      ['[Amount] = "128000.500"', true],
      ['[Due] = "2026-11-30"', true],
      ['[Tags] = {"New", "VIP"}', true],
    ],
  ),
  row(
    ["大小", "order"],
    "数字、日期、时长、文本可比大小；任一边为空时不成立；三个值表示介于。",
    "Numbers, dates, durations and text have an order; false when a side is null; three arguments mean between.",
    [
      ["NULL < 5", false],
      ["NOT(NULL < 5)", true],
      ["1 < 2 < 3", true],
      ["1 < 3 < 3", false],
    ],
  ),
  row(
    ["条件", "conditions"],
    "AND OR NOT IF 只接受条件；空值算不成立；条件的结果只有真假，没有空。",
    "AND, OR, NOT and IF take conditions only; null counts as false; a condition is true or false, never null.",
    [
      ["AND([Signed], TRUE)", false],
      ["NOT([Signed])", true],
      ['IF([Signed], "yes", "no")', "no"],
    ],
  ),
  row(
    ["精确小数", "exact decimals"],
    "小数精确，最多 20 位小数，四舍五入（远离 0）。",
    "Decimals are exact, with at most 20 places, halves away from zero.",
    [
      ["0.1 + 0.2", "0.3"],
      ["1 / 3", "0.33333333333333333333"],
      ["2 / -3", "-0.66666666666666666667"],
      ["ROUND(-2.5)", "-3"],
    ],
  ),
  row(
    ["溢出", "overflow"],
    "10^30 及以上的数为空；超过 1,000,000 字的文本为空；0001–9999 年以外的日期为空。",
    "Numbers from 10^30 on are null, so is made text beyond 1,000,000 characters and any date outside the years 1 to 9999.",
    [
      ['"999999999999999999999999999999" + 1', null],
      ["POWER(10, 30)", null],
      ['REPT("x", 1000001)', null],
      ['DATEADD(DATE(9999, 12, 31), 1, "day")', null],
    ],
  ),
  row(
    ["空值参与计算", "null in calculations"],
    "任一个为空则结果为空；MIN MAX SUM AVERAGE COUNT 跳过空值。",
    "Null in, null out; MIN, MAX, SUM, AVERAGE and COUNT pass over nulls.",
    [
      ["[Amount] + NULL", null],
      ["SUM(1, NULL, 2)", "3"],
      ["AVERAGE(1, NULL, 2)", "1.5"],
      ["COUNT(1, NULL)", "1"],
      ["MAX(NULL, 2)", "2"],
    ],
  ),
  row(
    ["除以零", "division by zero"],
    "除、取余、整除以 0 都是空值，不会报错。",
    "Division, remainder and whole quotient by zero are null; nothing fails.",
    [
      ["1 / 0", null],
      ["MOD(1, 0)", null],
      ["REMAINDER(1, 0)", null],
      ["QUOTIENT(1, 0)", null],
      ["MROUND(1, 0)", null],
    ],
  ),
  row(
    ["余数的符号", "sign of remainders"],
    "REMAINDER 与被除数同号，MOD 与除数同号。",
    "REMAINDER has the sign of the dividend, MOD that of the divisor.",
    [
      ["REMAINDER(-7, 3)", "-1"],
      ["MOD(-7, 3)", "2"],
      ["MOD(7, -3)", "-2"],
    ],
  ),
  row(
    ["乘方和对数", "powers and logarithms"],
    "精确到 20 位小数；0 的 0 次方为 1；负数没有小数次方；不大于 0 的数没有对数；指数超过一百万为空。",
    "Exact to 20 places; 0 to the power of 0 is 1; negative numbers have no powers with fractions, numbers up to 0 no logarithm; exponents beyond a million give null.",
    [
      ["POWER(0, 0)", "1"],
      ["POWER(-8, 0.5)", null],
      ["POWER(0, -1)", null],
      ["SQRT(-1)", null],
      ["LN(0)", null],
      ["LOG(10, 1)", null],
      ["POWER(1, 1000001)", null],
    ],
  ),
  row(
    ["文本的次序和大小写", "collation"],
    "字符按 Unicode 码点计数和排序；不分大小写只指 A–Z；= 和 FIND 区分大小写。",
    "Characters are Unicode code points, counted and ordered as such (collation C); “any case” means A to Z; = and FIND tell cases apart.",
    [
      ['LEN("😀榫")', "2"],
      ['"Z" < "a"', true],
      ['"é" > "z"', true],
      ['"A" = "a"', false],
      ['CONTAINS("Mortise", "MORT")', true],
      ['LOWER("É")', "É"],
    ],
  ),
  row(
    ["连接", "joined text"],
    "空值不占位置；数字不带末尾的零；日期写 2026-11-30，时间按时区写到分钟。",
    "Null adds nothing; numbers without zeros at the end, dates as 2026-11-30, times in the zone to the minute.",
    [
      ['"a" & NULL & "b"', "ab"],
      ['"" & [Amount]', "128000.5"],
      ['"" & [Created at]', "2026-11-20 14:30"],
    ],
  ),
  row(
    ["找不到", "nothing found"],
    "找不到的位置、段、项、匹配是空值；位置从 1 数起，0 不存在，负数从末尾数（SPLIT）。",
    "Places, pieces, items and matches that do not exist are null; places count from 1, there is no 0, negative ones count from the end (SPLIT).",
    [
      ['FIND("x", "abc")', null],
      ['SPLIT("a-b", "-", 3)', null],
      ['SPLIT("a-b", "-", -1)', "b"],
      ['TEXTBEFORE("abc", "-")', null],
      ["INDEX([Tags], 0)", null],
      ['MID("abc", 0, 2)', null],
    ],
  ),
  row(
    ["模式", "patterns"],
    "正则的一部分：字符、. [] \\d \\w \\s ^ $ | () * + ? {m,n}；取最左最长；每个字最多 500 步，所以总是线性时间；文本超过 10,000 字（替换 1,000 字）视为不匹配。",
    "A part of regular expressions: characters, . [] \\d \\w \\s ^ $ | () * + ? {m,n}; the leftmost longest match; at most 500 steps per character, hence linear time; text beyond 10,000 characters (1,000 for replacing) has no match.",
    [
      ['REGEXEXTRACT("abcd", "a|abc")', "abc"],
      ['REGEXMATCH(REPT("a", 5000), "^(a+)+$")', true],
      ['REGEXMATCH(REPT("a", 10001), "a")', false],
      ['REGEXMATCH("Ａ1", "^\\w")', false],
    ],
  ),
  row(
    ["月末", "month ends"],
    "加月份时保持日，没有这一天取月末；满月按日子算。",
    "Adding months keeps the day or takes the month's last; whole months are counted by the day.",
    [
      ['DATEADD(DATE(2026, 1, 31), 1, "month")', "2026-02-28"],
      ['DATEADD(DATE(2024, 2, 29), -1, "year")', "2023-02-28"],
      ['DATEDIF(DATE(2026, 1, 31), DATE(2026, 2, 28), "month")', "0"],
      ["EOMONTH(DATE(2024, 1, 31), 1)", "2024-02-29"],
    ],
  ),
  row(
    ["DATEDIF 的零头", "rests of DATEDIF"],
    "ym：满年以外的月；md：满月以外的天；yd：满年以外的天；倒着算为负。",
    "ym: months beyond whole years; md: days beyond whole months; yd: days beyond whole years; negative backwards.",
    [
      ['DATEDIF(DATE(2024, 3, 15), DATE(2026, 11, 30), "ym")', "8"],
      ['DATEDIF(DATE(2024, 3, 15), DATE(2026, 11, 30), "md")', "15"],
      ['DATEDIF(DATE(2024, 3, 15), DATE(2026, 11, 30), "yd")', "260"],
      ['DATEDIF(DATE(2026, 1, 31), DATE(2026, 3, 1), "md")', "1"],
      ['DATEDIF(DATE(2026, 11, 30), DATE(2024, 3, 15), "ym")', "-8"],
    ],
  ),
  row(
    ["时区", "zones"],
    "日期时间是时刻，精确到毫秒；哪一天、几点、加天数按时区的钟；被跳过的钟点用之前的偏移，重复的用之后的偏移。",
    "Datetimes are instants with milliseconds; which day and hour it is, and adding days, go by the clock of the zone. A skipped time uses the offset before the change, a doubled one the offset after it.",
    [
      ["HOUR([Created at])", "14"],
      ["TODATE([Created at])", "2026-11-20"],
      ['[Created at] = "2026-11-20"', true],
      ['DATEADD([Created at], 1, "day")', "2026-11-21T06:30:15.000Z"],
    ],
  ),
  row(
    ["日期和日期时间", "date beside datetime"],
    "按天比较：日期时间先变成时区里的那一天。",
    "Compared by day: the datetime becomes its day in the zone.",
    [
      ["[Created at] < [Due]", true],
      ['[Created at] <= "2026-11-20"', true],
      ["DAYS([Due], [Created at])", "10"],
    ],
  ),
  row(
    ["周", "weeks"],
    "周一开始；WEEKDAY 周一为 1；WEEKNUM 含 1 月 1 日的为第 1 周。",
    "Weeks begin on Monday; WEEKDAY of Monday is 1; WEEKNUM counts from the week of 1 January.",
    [
      ["WEEKDAY(DATE(2026, 11, 23))", "1"],
      ['STARTOF(DATE(2026, 11, 22), "week")', "2026-11-16"],
      ["WEEKNUM(DATE(2026, 1, 4))", "1"],
      ["ISOWEEKNUM(DATE(2027, 1, 1))", "53"],
    ],
  ),
  row(
    ["期间", "periods"],
    "last-n-days 是到今天为止的 n 天，next-n-days 从今天开始；n 周、n 个月同理；n-days-ago 只指那一天，over-n-days-ago 指更早；财年从设置的月份开始（例中为 4 月）。",
    "last-n-days are the n days up to and including today, next-n-days start with today, weeks and months likewise; n-days-ago is that day alone, over-n-days-ago all before it. Fiscal years begin with the month that is set, April in the examples.",
    [
      ['INPERIOD(TODAY(), "last-n-days", 1)', true],
      ['INPERIOD(DATE(2026, 11, 20), "last-n-days", 2)', false],
      ['INPERIOD([Created at], "last-n-days", 3)', true],
      ['INPERIOD(DATE(2026, 8, 23), "last-n-months", 3)', true],
      ['INPERIOD(DATE(2026, 8, 22), "last-n-months", 3)', false],
      ['INPERIOD(DATE(2026, 11, 19), "n-days-ago", 3)', true],
      ['INPERIOD(DATE(2026, 11, 18), "over-n-days-ago", 3)', true],
      ['INPERIOD(DATE(2026, 3, 31), "this-fiscal-year")', false],
      ['INPERIOD(DATE(2027, 3, 31), "this-fiscal-year")', true],
    ],
  ),
  row(
    ["工作日", "working days"],
    "周一到周五，去掉节假日，加上调休；日历由外面给；WORKDAY 从下一天数起，0 天不动。",
    "Monday to Friday without holidays and with the weekend days worked instead, by the calendar handed in; WORKDAY counts from the next day on, 0 stays.",
    [
      ["ISWORKDAY(DATE(2026, 10, 1))", false],
      ["ISWORKDAY(DATE(2026, 10, 10))", true],
      ["WORKDAY(DATE(2026, 10, 9), 1)", "2026-10-10"],
      ["WORKDAY(DATE(2026, 10, 3), 0)", "2026-10-03"],
      ["WORKDAY(DATE(2026, 10, 8), -1)", "2026-09-30"],
      ["NETWORKDAYS(DATE(2026, 10, 10), DATE(2026, 10, 9))", "-2"],
    ],
  ),
  row(
    ["币种", "currencies"],
    "金额字段知道自己的币种：同币种可加减、比较、合计，结果还是该币种；金额乘除数字还是金额，金额除以金额是数字；不同币种在保存时拒绝，先用 EXCHANGE 折算。",
    "Amounts know their currency: those of one currency are added, compared and totalled, with a result in it; an amount times or divided by a number is an amount, amount by amount a number. Different currencies are refused when it is saved; EXCHANGE brings them together.",
    [
      ['EXCHANGE(100, 7.1, "CNY")', "710"],
      ['EXCHANGE(NULL, 7.1, "CNY")', null],
    ],
  ),
  row(
    ["时长", "durations"],
    "以秒为单位的精确小数；可相加减、合计，可乘除数字；时长除以时长是数字；两个日期时间相减是时长，日期时间加减时长还是日期时间。",
    "Exact decimals of seconds; added, subtracted and totalled with each other, multiplied and divided by numbers; a duration divided by a duration is a number. A moment less a moment is a duration, a moment plus or less a duration a moment.",
    [
      ['DURATION(1, "hour") / DURATION(15, "minute")', "4"],
      ['DURATION(1, "hour") + DURATION(30, "minute") * 2', "7200"],
      ['[Call time] > DURATION(3, "minute")', true],
      ['[Created at] + DURATION(1, "hour") - [Created at]', "3600"],
      ["DATEADD([Created at], [Call time])", "2026-11-20T06:33:45.000Z"],
    ],
  ),
  row(
    ["地区和部门", "regions and teams"],
    "地区代码以另一个开头就是在其内；部门在列表里就是属于（$teams 含下级，$ownTeams 不含）；UNDER 沿着树向上找。",
    "A region lies within another when its code starts with the other's; a team when it is in the list ($teams holds subtrees, $ownTeams does not); UNDER looks up the tree.",
    [
      ['WITHIN([Region], "37")', true],
      ['WITHIN([Region], "3702")', false],
      ['WITHIN([Region], {"11", "3701"})', true],
      ['UNDER([Team], "0190aaaa-0000-7000-8000-000000000001")', true],
      ['UNDER([Team], {"0190aaaa-0000-7000-8000-000000000003"})', false],
    ],
  ),
  row(
    ["明细", "child rows"],
    "第二个参数起先看明细的字段，再看记录的；没有明细时合计为 0、平均为空、EVERY 不成立；汇总里不能再汇总。",
    "Arguments after the first see the row's fields first, then the record's. The sum of no rows is 0, the average null, EVERY false. No total inside a total.",
    [
      ["SUM([Lines], [Lines.Quantity] * [Amount])", "896003.5"],
      ["SUMIF([Lines], FALSE, [Lines.Price])", "0"],
      ["AVERAGEIF([Lines], FALSE, [Lines.Price])", null],
      ["COUNTIF([Lines], [Lines.Price] > 1000)", "2"],
    ],
  ),
];
