import type { SampleEvent, SampleRows } from "../../template.ts";
import { INDUSTRIES, SOURCES } from "../option-sets.ts";
import { people, TEAM } from "../people.ts";
import { contracts, newPayment } from "./contracts.ts";
import { DAYS_TO_WIN, OPEN_STAGES, withPast } from "./deal-past.ts";
import { daysBack, Dice, type Row, sampleId as id } from "./dice.ts";
import { products } from "./products.ts";
import { targets } from "./targets.ts";

const SURNAMES = Array.from("王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗");
const GIVEN = [
  "伟",
  "芳",
  "娜",
  "敏",
  "静",
  "丽",
  "强",
  "磊",
  "洋",
  "艳",
  "建国",
  "海波",
  "晓云",
  "志明",
  "文华",
  "玉兰",
  "立新",
  "春生",
];
const FIRMS = [
  "鑫源",
  "泰恒",
  "盛华",
  "瑞丰",
  "宏远",
  "嘉和",
  "信联",
  "博雅",
  "凯旋",
  "永顺",
  "天成",
  "海润",
  "龙腾",
  "锐诚",
  "德中",
];
const TRADES = ["机械", "化工", "食品", "纺织", "贸易", "科技", "物流", "医疗器械"];
const NEEDS = [
  "希望下周安排上门演示",
  "需要对接现有 ERP 系统",
  "预算约在年底审批",
  "要求本地化部署",
  "关注售后响应时间",
  "对比了两家同行方案",
];
const STEPS = [
  "电话沟通了需求，约定下周再联系",
  "发送了产品手册和报价说明",
  "上门拜访，见到采购负责人",
  "微信沟通价格，客户在比较方案",
  "电话未接通，稍后再打",
];
const CITIES = [
  { code: "3701", area: "370102", name: "济南", team: TEAM.jinan },
  { code: "3702", area: "370203", name: "青岛", team: TEAM.qingdao },
  { code: "3707", area: "370705", name: "潍坊", team: TEAM.weifang },
  { code: "3706", area: "370602", name: "烟台", team: TEAM.yantai },
  { code: "3713", area: "371302", name: "临沂", team: TEAM.linyi },
] as const;

const repsOf = (team: string) =>
  people.filter((person) => person.team === team && person.role === "rep").map((person) => person.id);

function sampleLeads(dice: Dice): Row[] {
  return Array.from({ length: 200 }, (_, index) => {
    const city = dice.pick(CITIES);
    const age = 118 - Math.floor((index * 118) / 200);
    const pooled = dice.chance(0.12);
    const status = pooled
      ? "unassigned"
      : dice.chance(0.3)
        ? "converted"
        : dice.chance(0.12)
          ? "invalid"
          : dice.chance(0.6)
            ? "following"
            : "to_follow";
    const followed = status === "following" || status === "converted";
    return {
      daysAgo: age,
      values: {
        id: id("30", index + 1),
        name: dice.pick(SURNAMES) + dice.pick(GIVEN),
        company: `${city.name}${dice.pick(FIRMS)}${dice.pick(TRADES)}有限公司`,
        mobile: `+861${dice.pick(["38", "39", "50", "58", "86", "87"])}${String(10_000_000 + dice.below(89_999_999))}`,
        region: regionOf(index, pooled, dice.chance(0.5) ? city.area : city.code),
        ...fromCampaign(dice.pick(SOURCES)[0]),
        industry: dice.pick(INDUSTRIES)[0],
        est_amount: String(10_000 * (1 + dice.below(60))),
        needs: dice.pick(NEEDS),
        grade: dice.pick(["a", "b", "b", "c"]),
        score: String(20 + dice.below(80)),
        status,
        ...(pooled
          ? {}
          : { owner: dice.pick(repsOf(city.team)), team: city.team, assigned_at: daysBack(age) }),
        ...(followed
          ? {
              first_follow_at: daysBack(age, 1),
              last_follow_at: daysBack(Math.floor(age / 3)),
              follow_count: String(1 + dice.below(5)),
            }
          : {}),
        ...(followed && dice.chance(0.4) ? { next_follow_at: daysBack(-1 - dice.below(7)) } : {}),
      },
    };
  });
}

/** Leads from other provinces have nobody who looks after them: they wait in the pool. */
const ELSEWHERE = ["3201", "3301", "1101", "3101", "4403", "4101", "6101", "5101", "2101", "3401"];

function regionOf(index: number, isPooled: boolean, own: string): string {
  return isPooled ? (ELSEWHERE[index % ELSEWHERE.length] ?? own) : own;
}

/** Which campaign brings leads of a source; numbers of `CAMPAIGNS`. */
const BROUGHT_BY: Readonly<Record<string, number>> = {
  baidu: 1,
  douyin: 1,
  tencent_ads: 5,
  search: 5,
  expo: 2,
  wechat: 3,
  partner: 4,
};

function fromCampaign(source: string): Row["values"] {
  const campaign = BROUGHT_BY[source];
  return { source, ...(campaign === undefined ? {} : { campaign: id("80", campaign) }) };
}

function sampleCustomers(dice: Dice): Row[] {
  return Array.from({ length: 40 }, (_, index) => {
    const city = dice.pick(CITIES);
    return {
      daysAgo: 110 - index * 2,
      values: {
        id: id("40", index + 1),
        name: `${city.name}${FIRMS[index % FIRMS.length]}${TRADES[index % TRADES.length]}股份有限公司`,
        industry: dice.pick(INDUSTRIES)[0],
        source: dice.pick(SOURCES)[0],
        grade: dice.pick(["a", "b", "c"]),
        status: dice.pick(["potential", "intent", "deal"]),
        region: city.code,
        phone: `0531-8${String(1_000_000 + dice.below(8_999_999))}`,
        owner: dice.pick(repsOf(city.team)),
        team: city.team,
      },
    };
  });
}

function sampleContacts(dice: Dice, customers: readonly Row[]): Row[] {
  return customers.map((customer, index) => ({
    daysAgo: customer.daysAgo,
    values: {
      id: id("50", index + 1),
      name: dice.pick(SURNAMES) + dice.pick(GIVEN),
      customer: customer.values["id"],
      mobile: `+86139${String(10_000_000 + dice.below(89_999_999))}`,
      title: dice.pick(["采购经理", "总经理", "信息部主任", "财务总监"]),
      role: dice.pick(["decides", "influences", "uses", "buys"]),
      decision_maker: dice.chance(0.4),
      owner: customer.values["owner"],
      team: customer.values["team"],
    },
  }));
}

function sampleOpportunities(dice: Dice, customers: readonly Row[]): Row[] {
  return Array.from({ length: 60 }, (_, index) => {
    const customer = dice.pick(customers);
    const age = 100 - Math.floor(index * 1.6);
    const won = dice.chance(0.35);
    const stage = won ? "won" : dice.chance(0.15) ? "lost" : dice.pick(OPEN_STAGES);
    return {
      daysAgo: age,
      values: {
        id: id("60", index + 1),
        name: `${String(customer.values["name"]).slice(0, 6)}${dice.pick(["系统采购", "扩容项目", "年度续约", "数字化项目"])}`,
        customer: customer.values["id"],
        stage,
        amount: String(20_000 * (1 + dice.below(45))),
        close_date: daysBack(age - 45).slice(0, 10),
        ...(won ? { won_at: daysBack(Math.max(0, age - DAYS_TO_WIN)) } : {}),
        owner: customer.values["owner"],
        team: customer.values["team"],
      },
    };
  });
}

/** Deals began as leads that their owners converted, as far as there are some. */
function fromLeads(opportunities: readonly Row[], leads: readonly Row[]): readonly Row[] {
  const converted = Map.groupBy(
    leads.filter(({ values }) => values["status"] === "converted"),
    ({ values }) => values["owner"],
  );
  return opportunities.map((row) => {
    const lead = converted.get(row.values["owner"])?.shift();
    return lead ? { ...row, values: { ...row.values, lead: lead.values["id"] } } : row;
  });
}

/** Name, channel, first day from today, days it takes, budget and cost. */
const CAMPAIGNS = [
  ["秋季线上投放", "online", -75, 40, "50000", "47800"],
  ["山东机械展", "expo", -40, 4, "120000", "118600"],
  ["行业数字化研讨会", "seminar", -12, 1, "20000", "18400"],
  ["渠道伙伴招募", "partner", -20, 60, "30000", undefined],
  ["年终线上投放", "online", -5, 35, "80000", undefined],
  ["新年客户答谢会", "seminar", 40, 1, "45000", undefined],
  ["春季装备展", "expo", 75, 5, "150000", undefined],
] as const;

function sampleCampaigns(): Row[] {
  const [owner] = repsOf(TEAM.jinan);
  return CAMPAIGNS.map(([name, channel, start, days, budget, cost], index) => ({
    daysAgo: 80 - index,
    values: {
      id: id("80", index + 1),
      name,
      channel,
      start: daysBack(-start).slice(0, 10),
      end: daysBack(-start - days).slice(0, 10),
      budget,
      ...(cost === undefined ? {} : { cost }),
      owner,
      team: TEAM.jinan,
    },
  }));
}

function sampleFollowups(dice: Dice, leads: readonly Row[]): Row[] {
  const followed = leads.filter((lead) => lead.values["last_follow_at"]);
  return followed.map((lead, index) => ({
    daysAgo: Math.floor(lead.daysAgo / 3),
    values: {
      id: id("70", index + 1),
      type: dice.pick(["call", "wechat", "visit", "email"]),
      content: dice.pick(STEPS),
      lead: lead.values["id"],
      owner: lead.values["owner"],
      team: lead.values["team"],
    },
  }));
}

/** The newest leads have only just come in: nobody has sorted or called them. */
const NEW_LEADS = 8;
const MOVING_DEALS = 4;

interface Company {
  readonly past: readonly SampleRows[];
  readonly today: readonly SampleEvent[];
}

function company(): Company {
  const dice = new Dice(20_261_122);
  const leads = sampleLeads(dice);
  const customers = sampleCustomers(dice);
  const contacts = sampleContacts(dice, customers);
  const known = leads.slice(0, -NEW_LEADS);
  const opportunities = fromLeads(sampleOpportunities(dice, customers), known);
  return {
    past: [
      { entity: "campaign", rows: sampleCampaigns() },
      { entity: "customer", rows: customers },
      { entity: "contact", rows: contacts },
      { entity: "lead", rows: known },
      { entity: "opportunity", rows: withPast(opportunities) },
      { entity: "followup", rows: sampleFollowups(dice, known) },
      { entity: "product", rows: products() },
      { entity: "target", rows: targets() },
      ...contracts(opportunities),
    ],
    today: [
      ...leads.slice(-NEW_LEADS).map(({ values }) => ({ entity: "lead", create: asItCameIn(values) })),
      ...movingDeals(opportunities),
      newPayment(opportunities),
    ],
  };
}

function asItCameIn(values: Row["values"]): Row["values"] {
  const given = ["id", "name", "company", "mobile", "region", "source", "industry", "est_amount", "needs"];
  return Object.fromEntries(given.map((field) => [field, values[field]]));
}

/** Deals that reach the proposal today, large and small in turn: their quotes wait for the director or a manager. */
function movingDeals(opportunities: readonly Row[]): readonly SampleEvent[] {
  const ready = opportunities.filter(({ values }) => values["stage"] === "needs");
  const large = ready.filter(({ values }) => Number(values["amount"]) > 500_000);
  const small = ready.filter(({ values }) => Number(values["amount"]) <= 500_000);
  const half = MOVING_DEALS / 2;
  return [...large.slice(0, half), ...small.slice(0, half)].flatMap(({ values }): SampleEvent[] => {
    const id = String(values["id"]);
    return [
      { entity: "opportunity", id, change: { stage: "proposal" } },
      {
        entity: "quote",
        of: { field: "opportunity", id },
        change: { lines: quoteLines(Number(values["amount"])) },
      },
    ];
  });
}

/** What the quote of a deal offers; adds up to the deal's amount, which is a multiple of 20,000. */
function quoteLines(amount: number): readonly Row["values"][] {
  const share = amount / 20_000;
  return [
    { product: "生产管理系统许可（20 用户）", quantity: 20, price: 600 * share },
    { product: "实施与培训（人天）", quantity: 10, price: 500 * share },
    { product: "首年运维服务", quantity: 1, price: 3_000 * share },
  ];
}

/** 192 leads, 40 customers with contacts, 60 opportunities with contracts and payments, and the follow-ups behind them. */
export function samples(): readonly SampleRows[] {
  return company().past;
}

/** Eight leads come in and are routed, four deals reach the proposal and ask for approval, a payment waits for finance. */
export function today(): readonly SampleEvent[] {
  return company().today;
}
