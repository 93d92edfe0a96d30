import { type Row, sampleId } from "./dice.ts";

/** Code, name, category, specification, unit, list price and cost. */
const PRODUCTS = [
  ["RJ-STD", "生产管理系统 标准版", "software", "20 用户", "套", "120000", "18000"],
  ["RJ-PRO", "生产管理系统 专业版", "software", "50 用户", "套", "260000", "32000"],
  ["RJ-ENT", "生产管理系统 企业版", "software", "不限用户", "套", "580000", "60000"],
  ["FW-SS", "实施服务", "service", "驻场", "人天", "2400", "1300"],
  ["FW-PX", "用户培训", "service", "每期 20 人", "期", "12000", "5200"],
  ["FW-YW", "年度运维", "service", "7 × 24", "年", "48000", "19000"],
  ["YJ-GW", "数据采集网关", "hardware", "8 路", "台", "6800", "4100"],
] as const;

/** What the sample company sells. */
export function products(): readonly Row[] {
  return PRODUCTS.map(([code, name, category, spec, unit, price, cost], index) => ({
    daysAgo: 119,
    values: { id: sampleId("81", index + 1), code, name, category, spec, unit, price, cost },
  }));
}
