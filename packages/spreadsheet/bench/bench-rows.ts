import type { CellValue } from "../src/index.ts";

/** Columns of the lists that are read and written: what a legacy list of leads has. */
export const COLUMNS = [
  "编号",
  "姓名",
  "手机",
  "公司",
  "地区",
  "来源",
  "金额",
  "数量",
  "日期",
  "时间",
  "重点",
  "备注",
] as const;

const FAMILY = ["王", "李", "张", "刘", "陈", "杨", "赵", "黄", "周", "吴"];
const PLACES = ["山东省/济南市/历下区", "北京市/朝阳区", "江苏省/苏州市/工业园区", "广东省/深圳市/南山区"];
const SOURCES = ["官网注册", "展会", "转介绍", "Google Ads", "小红书"];

/** The same row for the same number, every time. */
export function benchRow(index: number): readonly CellValue[] {
  const day = String((index % 28) + 1).padStart(2, "0");
  const month = String((index % 12) + 1).padStart(2, "0");
  return [
    `L${String(index).padStart(9, "0")}`,
    `${FAMILY[index % 10] ?? ""}${String.fromCharCode(0x4e00 + (index % 5000))}`,
    String(13_000_000_000 + index),
    `青岛${String.fromCharCode(0x4e00 + ((index * 7) % 9000))}机械制造有限公司`,
    PLACES[index % 4] ?? "",
    SOURCES[index % 5] ?? "",
    ((index * 37) % 1_000_000) / 100,
    index % 500,
    { date: `2025-${month}-${day}` },
    { date: `2025-${month}-${day}T08:30:00` },
    index % 3 === 0,
    index % 4 === 0 ? `第 ${index} 条：电话中表示下周再联系 & 需要报价 <急>` : null,
  ];
}

/** Rows one after another, as they are made. */
export function* benchRows(count: number): Generator<readonly CellValue[]> {
  for (let index = 0; index < count; index += 1) yield benchRow(index);
}

/** A row of plain values, as the other libraries take them. */
export function plainRow(index: number): (string | number | boolean | Date | null)[] {
  return benchRow(index).map((cell) => {
    if (cell === null || typeof cell !== "object") return cell;
    return "date" in cell
      ? new Date(`${cell.date.length > 10 ? cell.date : `${cell.date}T00:00:00`}Z`)
      : null;
  });
}
