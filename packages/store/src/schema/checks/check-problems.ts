import { counted, type LocalizedText } from "@mortise/kit";
import type { Problem } from "@mortise/metadata";
import { fieldKey } from "../conversion/conversions.ts";
import type { ViolationCount } from "./count-violations.ts";

/**
 * What stored values have against a release, in words. Values that a new type cannot hold stop it unless the publisher
 * has accepted that they are emptied (they stay in the column that is kept aside); duplicates always stop it; empty
 * values of a field that becomes required are mended by whoever edits the record next.
 */
export function checkProblems(
  counts: readonly ViolationCount[],
  accepted: ReadonlySet<string>,
): readonly Problem[] {
  return counts.flatMap((count) => {
    const { entity, position, to, rule } = count.check;
    const isAccepted = accepted.has(fieldKey(entity, to.id));
    const at = { document: `entity/${entity}`, path: `fields.${position}.${rule}` } as const;
    const rows = { entity, field: to.id, rule, count: count.rows };
    const [zh, en] = [to.name.zh || to.name.en, to.name.en || to.name.zh];
    const problems: Problem[] = [];
    if (count.rows > 0) {
      const isError = rule === "unique" || (rule === "type" && !isAccepted);
      problems.push({
        ...at,
        severity: isError ? "error" : "warning",
        message: MESSAGES[rule](zh, en, count.rows),
        rows,
      });
    }
    if (count.altered > 0) {
      const message = {
        zh: `字段“${zh}”有 ${count.altered} 行的值转换后会有变化（例如四舍五入或丢掉时间），原值会另外保留`,
        en: `${counted(count.altered, "value")} of field “${en}” will be altered when converted (rounded, or without their time); the old values are kept aside`,
      };
      problems.push({ ...at, severity: "warning", message });
    }
    return problems;
  });
}

type Message = (zh: string, en: string, rows: number) => LocalizedText;

const MESSAGES: Readonly<Record<ViolationCount["check"]["rule"], Message>> = {
  type: (zh, en, rows) => ({
    zh: `字段“${zh}”有 ${rows} 行的值不能转换成新的类型，请先修改这些记录，或确认清空它们（原值会另外保留）`,
    en: `Field “${en}” has ${counted(rows, "value")} that cannot become the new type; change the records first, or accept emptying (the old values are kept aside)`,
  }),
  unique: (zh, en, rows) => ({
    zh: `字段“${zh}”有 ${rows} 行的值重复，请先合并或修改这些记录`,
    en: `Field “${en}” repeats a value in ${counted(rows, "row")}; merge or change the records first`,
  }),
  required: (zh, en, rows) => ({
    zh: `字段“${zh}”有 ${rows} 行是空的，下次编辑这些记录时需要填写`,
    en: `Field “${en}” is empty in ${counted(rows, "row")}; it has to be filled in when a record is edited next`,
  }),
};
