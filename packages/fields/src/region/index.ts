import { fail, localize, ok, type LocalizedText, type Result } from "@mortise/kit";
import type { FieldDefinition } from "@mortise/metadata";
import { defineField } from "../field-type.ts";
import { switchSetting, textSetting } from "../setting-values.ts";
import { isEmptyInput } from "../text-cleaning.ts";
import { regionCentre } from "./centres.ts";
import { division, levelOf, REGION_LEVELS, type RegionLevel, regionText } from "./division.ts";
import { findRegion } from "./find-region.ts";

const REGION_HEADER = /地区|区域|省|城市|所在地|属地|地域|region|province|city|area/i;

/** Names of the levels. */
export const REGION_LEVEL_NAMES: Readonly<Record<RegionLevel, LocalizedText>> = {
  province: { zh: "省", en: "Province" },
  city: { zh: "市", en: "City" },
  county: { zh: "区县", en: "County" },
};

/** An administrative division of China, kept as its code so that “in 山东” covers everything below. */
export const regionField = defineField({
  id: "region",
  name: { zh: "地区", en: "Region" },
  description: {
    zh: "省、市、区县，筛选时可包含下级",
    en: "Province, city, county; filters include what lies below",
  },
  named: /(省市区?|地区|区域|省份|所在地|城市)$|\b(region|province|city)$/i,
  group: "choice",
  icon: "region",
  width: 180,
  settings: [
    {
      id: "level",
      name: { zh: "精确到", en: "Down to" },
      kind: "choice",
      default: "county",
      choices: REGION_LEVELS.map((level) => ({ value: level, name: REGION_LEVEL_NAMES[level] })),
    },
    {
      id: "exact",
      name: { zh: "必须选到最后一级", en: "Has to reach the last level" },
      kind: "switch",
      default: false,
    },
  ],
  example: { settings: { level: "county" }, values: ["37", "3701", "370102", "110105", "429004"] },
  aggregates: ["count", "countDistinct"],
  sortable: true,
  groupable: true,
  kind: () => "region",
  column: () => ({ type: "text" }),
  parse: (input, field) => parseRegion(input, field),
  pointOf: (value) => (typeof value === "string" ? regionCentre(value) : undefined),
  toText: (value, _field, { locale }) => (typeof value === "string" ? regionText(value, locale) : ""),
  fromText: (text, field) => readRegion(text, field),
  guess: (samples, header) => {
    const found = samples.filter(
      (sample) => !/^\d+$/.test(sample.trim()) && findRegion(sample) !== undefined,
    ).length;
    const share = samples.length === 0 ? 0 : found / samples.length;
    if (share < 0.8) return 0;
    return REGION_HEADER.test(header) ? 0.9 : 0.72 * share;
  },
  guessSettings: (samples) => {
    const depth = Math.max(2, ...samples.map((sample) => findRegion(sample)?.length ?? 2));
    return { level: REGION_LEVELS[depth / 2 - 1] ?? "county" };
  },
  jsonSchema: () => ({
    type: "string",
    pattern: "^\\d{2}(\\d{2}){0,2}$",
    description: "GB/T 2260 code: 2 digits province, 4 city, 6 county",
    example: "370102",
  }),
  publicInput: (field) => ({ kind: "region", reads: "value", level: deepestLevel(field) }),
});

/** The deepest level that a region field takes. */
export function deepestLevel(field: FieldDefinition): RegionLevel {
  const level = textSetting(field, "level", "county");
  return REGION_LEVELS.find((candidate) => candidate === level) ?? "county";
}

function longestCode(field: FieldDefinition): number {
  return (REGION_LEVELS.indexOf(deepestLevel(field)) + 1) * 2;
}

function parseRegion(input: unknown, field: FieldDefinition): Result<string | null> {
  if (isEmptyInput(input)) return ok(null);
  const text = typeof input === "string" ? input.trim() : "";
  const code = /^\d+$/.test(text) ? findRegion(text) : undefined;
  if (code === undefined) return fail("请选择地区", "Choose a region");
  return checkDepth(code, field);
}

function checkDepth(code: string, field: FieldDefinition): Result<string> {
  const level = deepestLevel(field);
  const longest = longestCode(field);
  const name = REGION_LEVEL_NAMES[level];
  if (code.length > longest)
    return fail(`只需精确到${name.zh}`, `Only down to the ${localize(name, "en").toLowerCase()}`);
  const isDeepEnough = code.length === longest || (division(code)?.children.length ?? 0) === 0;
  if (switchSetting(field, "exact") && !isDeepEnough) {
    const reached = REGION_LEVEL_NAMES[levelOf(code)];
    return fail(
      `请选到${name.zh}一级，现在只到${reached.zh}`,
      `Choose down to the ${name.en.toLowerCase()}, not only the ${reached.en.toLowerCase()}`,
    );
  }
  return ok(code);
}

/** A text that names more than the field keeps is cut to the field's level. */
function readRegion(text: string, field: FieldDefinition): Result<string | null> {
  if (isEmptyInput(text)) return ok(null);
  const code = findRegion(text);
  if (code === undefined) {
    const shown = text.trim().slice(0, 40);
    return fail(`没有找到地区“${shown}”`, `No region called "${shown}" was found`);
  }
  return checkDepth(code.slice(0, longestCode(field)), field);
}
