import { writeCsv, writeWorkbook } from "@mortise/spreadsheet";
import { findTemplate } from "@mortise/templates";
import { leadRow } from "./lead-rows.ts";

const HEADER = [
  "姓名",
  "公司",
  "手机",
  "地区",
  "来源",
  "行业",
  "预计金额",
  "需求",
  "评分",
  "微信",
  "邮箱",
  "地址",
];
const CITY_NAMES: Readonly<Record<string, string>> = {
  "3701": "济南市",
  "3702": "青岛市",
  "3703": "淄博市",
  "3706": "烟台市",
  "3707": "潍坊市",
  "3708": "济宁市",
  "3710": "威海市",
  "3713": "临沂市",
  "3714": "德州市",
  "3717": "菏泽市",
};

/** Writes the file that an import of so many leads reads, as a person would have it: names, not keys. */
export async function writeLeadFile(path: string, format: "csv" | "xlsx", rows: number): Promise<void> {
  if (format === "csv") {
    await writeCsv(path, { columns: HEADER, rows: textRows(rows) });
    return;
  }
  const columns = HEADER.map((title) => ({ title }));
  await writeWorkbook(path, [{ name: "线索", columns, rows: textRows(rows) }]);
}

function* textRows(rows: number): Generator<readonly (string | number)[]> {
  const labels = optionLabels();
  for (let number = 0; number < rows; number += 1) {
    const lead = leadRow(number, rows);
    yield [
      lead.name,
      lead.company,
      lead.mobile.slice(3),
      `山东省${CITY_NAMES[lead.region.slice(0, 4)] ?? ""}`,
      labels.get(lead.source) ?? lead.source,
      labels.get(lead.industry) ?? lead.industry,
      Number(lead.est_amount),
      lead.needs,
      lead.score,
      `wx_${lead.no.toLowerCase()}`,
      `${lead.no.toLowerCase()}@example.com`,
      `${lead.company.slice(0, 2)}市和平路${number % 900}号`,
    ];
  }
}

/** What people call the options of the lead's fields. */
function optionLabels(): ReadonlyMap<string, string> {
  const documents = findTemplate("crm")?.documents ?? [];
  const lead = documents.find((one) => one.kind === "entity" && one.id === "lead");
  const fields = lead?.kind === "entity" ? lead.fields : [];
  const options = fields.flatMap(({ settings }) => settings?.["options"] ?? []);
  return new Map(options.flatMap((one) => optionLabel(one)));
}

function optionLabel(option: unknown): readonly (readonly [string, string])[] {
  if (typeof option !== "object" || option === null || !("key" in option) || !("name" in option)) return [];
  const { key, name } = option;
  const label = typeof name === "object" && name !== null && "zh" in name ? name.zh : undefined;
  return typeof key === "string" && typeof label === "string" ? [[key, label]] : [];
}
