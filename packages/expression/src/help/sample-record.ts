import type { LocalizedText } from "@mortise/kit";
import type { ExpressionNames } from "../describe.ts";
import type { FormulaNames } from "../formula/parse-formula.ts";
import { recordEnvironment } from "../record-environment.ts";
import type { Environment, Scope, Value, VariableType } from "../types.ts";

interface SampleVariable extends VariableType {
  readonly name: LocalizedText;
}

const text = (zh: string, en: string): LocalizedText => ({ zh, en });

const ROW: Readonly<Record<string, SampleVariable>> = {
  product: { kind: "text", name: text("明细.产品", "Lines.Product") },
  quantity: { kind: "number", name: text("明细.数量", "Lines.Quantity") },
  price: { kind: "number", name: text("明细.单价", "Lines.Price") },
};

const FIELDS: Readonly<Record<string, SampleVariable>> = {
  customer_name: { kind: "text", name: text("客户名称", "Customer name") },
  amount: { kind: "number", name: text("金额", "Amount") },
  signed: { kind: "boolean", name: text("已签约", "Signed") },
  note: { kind: "text", name: text("备注", "Note") },
  source: { kind: "option", optionKeys: ["web", "fair"], name: text("来源", "Source") },
  tags: {
    kind: "options",
    optionKeys: ["vip", "new", "old"],
    optionScores: { vip: 50, new: 10 },
    name: text("标签", "Tags"),
  },
  region: { kind: "region", name: text("地区", "Region") },
  team: { kind: "team", tree: true, name: text("团队", "Team") },
  due: { kind: "date", name: text("到期日", "Due") },
  created_at: { kind: "datetime", name: text("创建时间", "Created at") },
  call_time: { kind: "duration", name: text("通话时长", "Call time") },
  contract: { kind: "dateRange", name: text("合同期", "Contract period") },
  lines: { kind: "rows", row: scopeOf(ROW), name: text("明细", "Lines") },
};

const OPTIONS: Readonly<Record<string, LocalizedText>> = {
  web: text("官网", "Website"),
  fair: text("展会", "Trade fair"),
  vip: text("VIP", "VIP"),
  new: text("新客户", "New"),
  old: text("老客户", "Old"),
};

/** The values of the record that examples are about, in the form records hold. */
export const SAMPLE_VALUES: Readonly<Record<string, Value>> = {
  customer_name: "济南榫卯科技有限公司",
  amount: "128000.50",
  signed: null,
  note: null,
  source: "web",
  tags: ["vip", "new"],
  region: "370102",
  team: "0190aaaa-0000-7000-8000-000000000002",
  due: "2026-11-30",
  created_at: "2026-11-20T06:30:15.000Z",
  call_time: "210",
  contract: "2026-11-01/2027-10-31",
  lines: [
    { product: "橡木桌", quantity: "2", price: "1200" },
    { product: "榫卯椅", quantity: "4", price: "350.5" },
    { product: "橡木桌", quantity: "1", price: "1200" },
  ],
};

function scopeOf(fields: Readonly<Record<string, VariableType>>): Scope {
  return { variable: (path) => (Object.hasOwn(fields, path) ? fields[path] : undefined) };
}

/** The fields of the record that examples are about. */
export const sampleScope: Scope = scopeOf(FIELDS);

/** The teams of the example, each with the one above it. */
export const SAMPLE_TEAMS: Readonly<Record<string, string>> = {
  "0190aaaa-0000-7000-8000-000000000002": "0190aaaa-0000-7000-8000-000000000001",
};

/** That record on Sunday 22 November 2026, 09:30 in Shanghai, with the holidays around the National Day of that year. */
export const sampleEnvironment: Environment = recordEnvironment(SAMPLE_VALUES, {
  now: new Date("2026-11-22T01:30:00Z"),
  timeZone: "Asia/Shanghai",
  calendar: {
    holidays: ["2026-10-01", "2026-10-02", "2026-10-05", "2026-10-06", "2026-10-07"],
    workdays: ["2026-09-20", "2026-10-10"],
    fiscalMonth: 4,
  },
  regionOfPhone: (number) => (number.startsWith("+8613153") ? "3701" : undefined),
  regionOfIp: (address) => (address.startsWith("203.0.113.") ? "3702" : undefined),
  above: (id) => [SAMPLE_TEAMS[id] ?? []].flat(),
});

const PATHS: readonly (readonly [path: string, name: LocalizedText])[] = [
  ...Object.entries(FIELDS).map(([path, { name }]) => [path, name] as const),
  ...Object.entries(ROW).map(([path, { name }]) => [`lines.${path}`, name] as const),
];

/** What its fields and options are called. */
export const sampleNames: ExpressionNames = {
  variable: (path) => PATHS.find(([known]) => known === path)?.[1],
  option: (_path, key) => (Object.hasOwn(OPTIONS, key) ? OPTIONS[key] : undefined),
};

/** How those names are found in a formula line. */
export const sampleFinder: FormulaNames = {
  option: (_path, label) =>
    Object.keys(OPTIONS).find((id) => OPTIONS[id]?.en === label || OPTIONS[id]?.zh === label),
  isRows: (path) => path === "lines",
  resolve: (label) => PATHS.find(([, { zh, en }]) => zh === label || en === label)?.[0],
};
