import { fail, type LocalizedText, ok, type Result } from "@mortise/kit";
import type { FieldDefinition } from "@mortise/metadata";
import { readNumber } from "../decimals.ts";
import { defineField } from "../field-type.ts";
import { numberSetting, textSetting } from "../setting-values.ts";
import { foldText, isEmptyInput, narrowText } from "../text-cleaning.ts";

const MOST_LEVELS = 10;
const DEFAULT_LEVELS = 5;
const RATING_HEADER = /评分|星级|满意度|打分|等级分|rating|score|stars?/i;
const STARS = /^[★⭐]+[☆]*$/u;

/** A grade from 1 to at most 10, given by stars; each grade may have a name. */
export const ratingField = defineField({
  id: "rating",
  name: { zh: "等级", en: "Rating" },
  description: { zh: "用星星打分，如客户意向、满意度", en: "A grade in stars: interest, satisfaction" },
  named: /(评分|星级|满意度)$|\b(rating|score|stars)$/i,
  group: "number",
  icon: "star",
  width: 150,
  settings: [
    {
      id: "levels",
      name: { zh: "最高几级", en: "Highest grade" },
      kind: "number",
      min: 1,
      max: MOST_LEVELS,
      default: DEFAULT_LEVELS,
      help: { zh: "1 到 10 颗星", en: "1 to 10 stars" },
    },
    {
      id: "names",
      name: { zh: "各级说明", en: "Names of the grades" },
      kind: "long-text",
      help: {
        zh: "每行一级，从低到高，例如“很差 | Poor”；竖线后是英文，可不写",
        en: "One grade per line from the lowest, such as “很差 | Poor”; what stands behind the bar is English",
      },
    },
  ],
  example: {
    settings: { levels: 5, names: "很差 | Poor\n较差 | Weak\n一般 | Fair\n较好 | Good\n很好 | Excellent" },
    values: ["1", "4", "5"],
  },
  aggregates: ["count", "avg", "min", "max", "sum"],
  sortable: true,
  groupable: true,
  kind: () => "number",
  column: () => ({ type: "numeric(18,0)" }),
  parse: (input, field) => (isEmptyInput(input) ? ok(null) : grade(input, field)),
  toText: (value, field, { locale }) => {
    if (typeof value !== "string" && typeof value !== "number") return "";
    const name = gradeName(field, Number(value))?.[locale];
    if (!name) return String(value);
    return locale === "zh" ? `${value}（${name}）` : `${value} (${name})`;
  },
  fromText: (text, field) => readGrade(text, field),
  guess: (samples, header) => {
    if (samples.length === 0) return 0;
    if (samples.every((sample) => STARS.test(sample.trim()))) return 0.97;
    const grades = samples.filter((sample) =>
      /^(?:[1-9]|10)\s*(?:星|分|级|stars?)?$/i.test(narrowText(sample)),
    );
    return RATING_HEADER.test(header) && grades.length === samples.length ? 0.86 : 0;
  },
  guessSettings: (samples) => {
    const highest = Math.max(DEFAULT_LEVELS, ...samples.map((sample) => writtenGrade(sample) ?? 0));
    return { levels: Math.min(MOST_LEVELS, highest) };
  },
  checkSettings: (field) =>
    gradeNames(field).length > levelsOf(field)
      ? [{ zh: "说明的行数多于级数", en: "There are more names than grades" }]
      : [],
  jsonSchema: (field) => ({
    type: ["string", "number"],
    description: `A whole number from 1 to ${levelsOf(field)}`,
    example: "4",
  }),
  publicInput: (field) => ({
    kind: "select",
    reads: "value",
    options: Array.from({ length: levelsOf(field) }, (_, index) => {
      const stars = "★".repeat(index + 1);
      const name = gradeName(field, index + 1);
      return {
        key: String(index + 1),
        name: { zh: `${stars} ${name?.zh ?? index + 1}`, en: `${stars} ${name?.en ?? index + 1}` },
      };
    }),
  }),
});

/** How many grades there are. */
export function levelsOf(field: FieldDefinition): number {
  return Math.min(MOST_LEVELS, Math.max(1, Math.round(numberSetting(field, "levels", DEFAULT_LEVELS))));
}

/** The names of the grades from the lowest; empty when none are given. */
export function gradeNames(field: FieldDefinition): readonly LocalizedText[] {
  return textSetting(field, "names", "")
    .split("\n")
    .map((line) => {
      const [zh = "", en = ""] = line.split("|").map((part) => part.trim());
      return { zh: zh || en, en: en || zh };
    })
    .filter(({ zh }) => zh !== "");
}

function gradeName(field: FieldDefinition, level: number): LocalizedText | undefined {
  return gradeNames(field)[level - 1];
}

function grade(input: unknown, field: FieldDefinition): Result<string> {
  const level = typeof input === "number" ? input : readWhole(input);
  const highest = levelsOf(field);
  return level !== undefined && Number.isInteger(level) && level >= 1 && level <= highest
    ? ok(String(level))
    : fail(`请选择 1 到 ${highest} 级`, `Choose a grade from 1 to ${highest}`);
}

function readWhole(input: unknown): number | undefined {
  return typeof input === "string" && /^\d{1,2}(?:\.0+)?$/.test(input.trim()) ? Number(input) : undefined;
}

/** `4`, `4.0`, `4 星`, `4/5`, `4（较好）`, `★★★★☆` */
function writtenGrade(text: string): number | undefined {
  const plain = narrowText(text);
  if (STARS.test(plain)) return Array.from(plain).filter((sign) => sign !== "☆").length;
  const match = /^(\d{1,2}(?:\.0+)?)\s*(?:星级?|分|级|stars?|\/\s*\d{1,2}|\(.*\))?$/i.exec(plain);
  const read = match?.[1] === undefined ? undefined : readNumber(match[1]);
  return read?.ok ? Number(read.value) : undefined;
}

function readGrade(text: string, field: FieldDefinition): Result<string | null> {
  if (isEmptyInput(text)) return ok(null);
  const named = gradeNames(field).findIndex(({ zh, en }) =>
    [zh, en].some((name) => foldText(name) === foldText(text)),
  );
  return grade(named >= 0 ? named + 1 : writtenGrade(text), field);
}
