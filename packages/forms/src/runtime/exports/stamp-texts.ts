import { wallTime } from "@mortise/fields";
import { civilDayText, fillText, localize } from "@mortise/kit";
import type { WritableSheet } from "@mortise/spreadsheet";
import type { Actor, ExportStamp } from "@mortise/store";

/** What a workbook says of who took it out and when. */
export interface StampTexts {
  readonly footer?: string;
  readonly sheet?: WritableSheet;
}

/** Who takes what out, and when. */
export interface StampFacts {
  readonly actor: Pick<Actor, "locale" | "timeZone">;
  readonly person: string;
  readonly at: Date;
  /** Id of the export, by which the audit log tells of it. */
  readonly export: string;
  readonly name: string;
  readonly rows: number;
}

const text = {
  sheet: { zh: "导出信息", en: "About this file" },
  item: { zh: "项目", en: "Item" },
  content: { zh: "内容", en: "Content" },
  person: { zh: "导出人", en: "Exported by" },
  at: { zh: "导出时间", en: "Exported at" },
  rows: { zh: "记录数", en: "Records" },
  id: { zh: "导出编号（审计记录可查）", en: "Number of the export (in the audit log)" },
  note: { zh: "说明", en: "Note" },
  footer: { zh: "{person} 于 {at} 导出", en: "Exported by {person} at {at}" },
} as const;

/** The stamp as the person who exports reads it; undefined when there is to be none. */
export function stampTexts(stamp: ExportStamp, facts: StampFacts): StampTexts | undefined {
  if (!stamp.sheet && !stamp.footer) return undefined;
  const { locale, timeZone } = facts.actor;
  const say = (which: keyof typeof text) => localize(text[which], locale);
  const wall = wallTime(facts.at, timeZone);
  const at = `${civilDayText(wall)} ${two(wall.hour)}:${two(wall.minute)}`;
  const person = facts.person || "?";
  const rows = [
    [say("person"), person],
    [say("at"), `${at} (${timeZone})`],
    [say("rows"), String(facts.rows)],
    [say("id"), facts.export],
    ...(stamp.note === "" ? [] : [[say("note"), stamp.note]]),
  ];
  const columns = [
    { title: say("item"), width: 28 },
    { title: say("content"), width: 48 },
  ];
  const line = fillText(say("footer"), { person, at });
  return {
    ...(stamp.footer ? { footer: stamp.note === "" ? line : `${line}  ${stamp.note}` } : {}),
    ...(stamp.sheet ? { sheet: { name: say("sheet"), columns, rows } } : {}),
  };
}

function two(number: number): string {
  return String(number).padStart(2, "0");
}
