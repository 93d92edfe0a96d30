import { seededNumbers } from "@mortise/kit";

/** Code, share, name and two counties of each city. */
const CITIES = [
  ["3701", 17, "济南", ["02", "03"]],
  ["3702", 18, "青岛", ["02", "03"]],
  ["3703", 7, "淄博", ["02", "03"]],
  ["3706", 11, "烟台", ["02", "11"]],
  ["3707", 12, "潍坊", ["02", "03"]],
  ["3708", 8, "济宁", ["11", "12"]],
  ["3710", 6, "威海", ["02", "03"]],
  ["3713", 10, "临沂", ["02", "11"]],
  ["3714", 6, "德州", ["02", "03"]],
  ["3717", 5, "菏泽", ["02", "03"]],
] as const;
const SOURCES = [
  ["website_signup", 22],
  ["baidu", 20],
  ["douyin", 16],
  ["wechat", 12],
  ["expo", 6],
  ["existing", 9],
  ["phone", 10],
  ["partner", 5],
] as const;
const STATUSES = [
  ["unassigned", 12],
  ["to_follow", 28],
  ["following", 35],
  ["converted", 10],
  ["invalid", 15],
] as const;
const INDUSTRIES = ["equipment", "chemical", "textile", "food", "trade", "it", "logistics", "medical"];
const SURNAMES = Array.from("王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧");
const GIVEN = Array.from(
  "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉建文辉力鹏飞海波宁晓云梅红志国立新春生",
);
const COMPANY = Array.from(
  "鑫源达盛华泰恒昌瑞丰宏远嘉和金信联创隆兴博雅凯旋永顺利天成广通正大东方海润龙腾宇辰星科锐诚德中",
);
const BUSINESS = [
  "机械",
  "化工",
  "食品",
  "纺织",
  "建材",
  "电子",
  "汽配",
  "医疗器械",
  "物流",
  "农业",
  "新能源",
  "环保",
];
const SUFFIX = ["有限公司", "有限责任公司", "股份有限公司", "集团有限公司", "科技有限公司", "贸易有限公司"];
const NEEDS = [
  "希望下周安排上门演示",
  "已发送产品手册和报价单",
  "预算约在年底审批",
  "对比了两家同行方案",
  "关注售后响应时间",
];

const FIRST_DAY = Date.UTC(2024, 10, 1);
const LAST_DAY = Date.UTC(2026, 10, 1);
const DAY_MS = 86_400_000;

/** A lead as the benchmarks write it: field ids of the template's entity. */
export interface LeadRow {
  readonly no: string;
  readonly name: string;
  readonly company: string;
  readonly mobile: string;
  readonly region: string;
  readonly source: string;
  readonly industry: string;
  readonly status: string;
  readonly est_amount: string;
  readonly needs: string;
  readonly score: number;
  /** Place among the salespeople; -1 for leads in the pool. */
  readonly ownerIndex: number;
  readonly created_at: string;
}

/** The lead with this number out of `total`; the same one every time. Later numbers were created later. */
export function leadRow(number: number, total: number): LeadRow {
  const random = seededNumbers(20_261_122 + number * 2_654_435_761);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T; // the list is never empty
  const [code, , city, counties] = weighted(CITIES, random());
  const status = weighted(STATUSES, random())[0];
  const created = FIRST_DAY + (number / total) * (LAST_DAY - FIRST_DAY) + (random() - 0.5) * DAY_MS * 0.2;
  const spread = Math.sqrt(-2 * Math.log(random() + 1e-12)) * Math.cos(2 * Math.PI * random());
  return {
    no: `B${String(number).padStart(8, "0")}`,
    name: pick(SURNAMES) + pick(GIVEN) + (random() < 0.6 ? pick(GIVEN) : ""),
    company:
      city +
      pick(COMPANY) +
      pick(COMPANY) +
      (random() < 0.7 ? pick(COMPANY) : "") +
      pick(BUSINESS) +
      pick(SUFFIX),
    mobile: `+861${pick(["38", "39", "50", "58", "86", "87"])}${String(Math.floor(random() * 1e8)).padStart(8, "0")}`,
    region: random() < 0.5 ? code : code + pick(counties),
    source: weighted(SOURCES, random())[0],
    industry: pick(INDUSTRIES),
    status,
    est_amount: Math.min(5e6, Math.exp(10.6 + 1.2 * spread)).toFixed(2),
    needs: random() < 0.4 ? "" : pick(NEEDS),
    score: Math.floor(random() * 101),
    ownerIndex: status === "unassigned" ? -1 : Math.floor(random() * random() * 50),
    created_at: new Date(Math.min(Math.max(created, FIRST_DAY), LAST_DAY - 1)).toISOString(),
  };
}

function weighted<T extends readonly [unknown, number, ...unknown[]]>(list: readonly T[], at: number): T {
  const sum = list.reduce((total, [, weight]) => total + weight, 0);
  let rest = at * sum;
  for (const entry of list) {
    rest -= entry[1];
    if (rest < 0) return entry;
  }
  return list.at(-1) as T; // the list is never empty
}
