import { type Expression, type ValueKind, variablesOf } from "@mortise/expression";
import type { LocalizedText } from "@mortise/kit";
import { kindOfField } from "../available-fields.ts";
import type { Catalog } from "../catalog.ts";
import type { ViewDocument } from "../documents/view.ts";
import { checkCondition, checkFieldExists } from "./check-parts.ts";
import type { ProblemList } from "./problem.ts";

const TIMES: readonly ValueKind[] = ["date", "datetime", "dateRange"];

interface PartField {
  readonly path: string;
  readonly field: string | undefined;
  readonly kinds: readonly ValueKind[];
  /** What is said when the field is of another kind. */
  readonly wanted: LocalizedText;
}

/** Checks what calendar, gantt, gallery, map and colours of a view are made by. */
export function checkViewParts(view: ViewDocument, catalog: Catalog, list: ProblemList): void {
  const { entity, layout, dates, gallery } = view;
  if ((layout === "calendar" || layout === "gantt") && dates === undefined) {
    list.error(
      "dates.start",
      "日历和甘特图需要选择一个日期字段作为开始",
      "A calendar or gantt chart needs a date field to begin by",
    );
  }
  const check = (part: PartField): boolean => checkPart(part, entity, catalog, list);
  if (dates) checkDates(view, catalog, list, check);
  check({
    path: "gallery.cover",
    field: gallery?.cover,
    kinds: ["files"],
    wanted: { zh: "封面只能是图片或附件字段", en: "A cover comes from a field of pictures or files" },
  });
  check({
    path: "map.place",
    field: view.map?.place,
    kinds: ["text", "region"],
    wanted: { zh: "位置只能是定位、地区或地址字段", en: "The place is a location, a region or an address" },
  });
  view.colors?.forEach(({ when }, index) => checkColor(`colors.${index}.when`, when, view, catalog, list));
}

/** Colours are worked out where records are drawn, from what the record itself holds. */
function checkColor(
  path: string,
  when: Expression,
  { entity }: ViewDocument,
  catalog: Catalog,
  list: ProblemList,
): void {
  checkCondition(path, when, { entity, catalog }, list);
  const isElsewhere = (name: string): boolean => !name.startsWith("$") && name.includes(".");
  if (variablesOf(when).some(isElsewhere))
    list.error(
      path,
      "着色条件只能用记录自己的字段，不能用关联记录的字段",
      "A colour looks at fields of the record itself, not of records it refers to",
    );
}

function checkDates(
  { entity, dates }: ViewDocument,
  catalog: Catalog,
  list: ProblemList,
  check: (part: PartField) => boolean,
): void {
  const start = dates?.start ?? "";
  const knows = check({
    path: "dates.start",
    field: start,
    kinds: TIMES,
    wanted: {
      zh: "开始只能是日期、日期时间或日期区间字段",
      en: "The start is a date, a date and time, or a date range",
    },
  });
  if (knows) checkEnd(kindOfField(catalog, entity, start), dates?.end, check);
  if (dates?.title !== undefined)
    checkFieldExists("dates.title", { entity, field: dates.title }, catalog, list);
  check({
    path: "dates.colorBy",
    field: dates?.colorBy,
    kinds: ["option"],
    wanted: { zh: "颜色只能来自单选或阶段字段", en: "Colours come from a select or stage field" },
  });
  check({
    path: "dates.progress",
    field: dates?.progress,
    kinds: ["number"],
    wanted: { zh: "进度只能是数字字段", en: "Progress is a field of numbers" },
  });
  const before = dates?.dependsOn;
  if (before !== undefined && catalog.targetOf(entity, before) !== entity)
    list.error(
      "dates.dependsOn",
      "前置只能是关联自己的字段",
      "What comes before is a reference of the entity to itself",
    );
}

function checkEnd(
  kind: ValueKind | undefined,
  end: string | undefined,
  check: (part: PartField) => boolean,
): void {
  if (kind === undefined) return;
  check({
    path: "dates.end",
    field: end,
    kinds: kind === "dateRange" ? [] : [kind],
    wanted:
      kind === "dateRange"
        ? { zh: "日期区间自带结束，请不要再选结束字段", en: "A date range has its own end; choose none" }
        : {
            zh: "结束要与开始是同一种字段：都是日期，或都是日期时间",
            en: "The end is of the same kind as the start: both dates, or both dates and times",
          },
  });
}

/** Tells whether the field exists and is of a fitting kind; complains otherwise. */
function checkPart(
  { path, field, kinds, wanted }: PartField,
  entity: string,
  catalog: Catalog,
  list: ProblemList,
): boolean {
  if (field === undefined || !checkFieldExists(path, { entity, field }, catalog, list)) return false;
  const kind = kindOfField(catalog, entity, field);
  if (kind !== undefined && kinds.includes(kind)) return true;
  list.error(path, wanted.zh, wanted.en);
  return false;
}
