import { fail, isPlainObject, ok, type Result } from "@mortise/kit";
import type { FieldDefinition } from "@mortise/metadata";
import { defineField } from "../field-type.ts";
import { regionCentre } from "../region/centres.ts";
import { findRegion } from "../region/find-region.ts";
import { division, regionText } from "../region/division.ts";
import { regionField } from "../region/index.ts";
import { numberSetting, switchSetting } from "../setting-values.ts";
import { cleanLine, isEmptyInput, textLength } from "../text-cleaning.ts";

const ADDRESS_HEADER = /地址|住址|address/i;
const LONGEST = 200;
const DEFAULT_LONGEST = 100;
const STORED = /^(\d{2}(?:\d{2}){0,2})(?: (.+))?$/;

/** The parts of an address. */
export interface AddressParts {
  /** Code of the division: see `region`. */
  readonly region: string;
  /** Street, house, room; empty when not given. */
  readonly detail: string;
}

/**
 * A place in China and the rest of the address. Kept as the code and the detail in one text, so that “in 山东” finds it,
 * charts group it by province or city, and keywords find the street.
 */
export const addressField = defineField({
  id: "address",
  name: { zh: "地址", en: "Address" },
  description: {
    zh: "省市区加详细地址，可按地区筛选、统计",
    en: "Region and street; filtered and counted by region",
  },
  named: /(地址|住址)$|\baddress$/i,
  group: "choice",
  icon: "address",
  width: 240,
  settings: [
    ...regionField.settings,
    {
      id: "detailRequired",
      name: { zh: "必须填写详细地址", en: "The street has to be given" },
      kind: "switch",
      default: true,
    },
    {
      id: "maxLength",
      name: { zh: "详细地址最多字数", en: "Longest street" },
      kind: "number",
      min: 1,
      max: LONGEST,
      default: DEFAULT_LONGEST,
    },
  ],
  example: {
    settings: { level: "county", detailRequired: false },
    values: ["370102 经十路 17703 号华特广场 B 座", "110105 朝阳北路 101 号", "3702"],
  },
  aggregates: ["count"],
  searchable: true,
  sortable: true,
  groupable: true,
  kind: () => "region",
  column: () => ({ type: "text" }),
  comparedAs: (field) => ({ ...field, type: regionField.id, settings: { level: "county" } }),
  mask: { start: 0, end: 0 },
  maskable: (text) => {
    const at = text.indexOf(" ");
    return at < 0
      ? { prefix: "", body: text, suffix: "" }
      : { prefix: text.slice(0, at + 1), body: text.slice(at + 1), suffix: "" };
  },
  parse: (input, field) => parseAddress(input, field),
  pointOf: (value) => {
    const parts = typeof value === "string" ? STORED.exec(value) : undefined;
    return parts?.[1] === undefined ? undefined : regionCentre(parts[1]);
  },
  toText: (value, _field, { locale }) => {
    const parts = addressParts(value);
    if (!parts) return "";
    const place = regionText(parts.region, locale);
    return [locale === "zh" ? place.replaceAll("/", "") : place, parts.detail]
      .filter((part) => part !== "")
      .join(" ");
  },
  fromText: (text, field) => readAddress(text, field),
  guess: (samples, header) => {
    const found = samples.filter((sample) => (splitWritten(sample)?.detail ?? "") !== "").length;
    const share = samples.length === 0 ? 0 : found / samples.length;
    if (share < 0.6) return 0;
    return ADDRESS_HEADER.test(header) ? 0.93 : share >= 0.9 ? 0.7 : 0;
  },
  guessSettings: () => ({ level: "county", detailRequired: false }),
  jsonSchema: () => ({
    type: ["object", "string"],
    description:
      "Code of the division (GB/T 2260) and the rest, as {region, detail} or “370102 street”; answered in the latter form",
    properties: { region: { type: "string" }, detail: { type: "string" } },
    example: "370102 经十路 17703 号",
  }),
  publicInput: () => ({ kind: "input", type: "text", reads: "text", maxLength: LONGEST + 40 }),
});

/** The parts of a stored address; undefined for anything else. */
export function addressParts(value: unknown): AddressParts | undefined {
  const match = typeof value === "string" ? STORED.exec(value) : null;
  return match ? { region: match[1] ?? "", detail: match[2] ?? "" } : undefined;
}

function parseAddress(input: unknown, field: FieldDefinition): Result<string | null> {
  if (isEmptyInput(input)) return ok(null);
  const object = isPlainObject(input) ? input : undefined;
  const parts = object
    ? { region: object["region"] ?? "", detail: object["detail"] ?? "" }
    : addressParts(typeof input === "string" ? cleanLine(input) : undefined);
  if (!parts || typeof parts.region !== "string" || typeof parts.detail !== "string") return notAnAddress();
  return checked({ region: parts.region.trim(), detail: cleanLine(parts.detail) }, field);
}

function notAnAddress(): Result<never> {
  return fail("请选择地区并填写详细地址", "Choose a region and enter the street");
}

function checked({ region, detail }: AddressParts, field: FieldDefinition): Result<string | null> {
  if (region === "" && detail === "") return ok(null);
  if (region === "") return fail("请选择省市区", "Choose the region");
  const place = regionField.parse(region, field);
  if (!place.ok) return place;
  if (typeof place.value !== "string") return notAnAddress();
  if (detail === "" && switchSetting(field, "detailRequired", true))
    return fail("请填写详细地址", "Enter the street and number");
  const longest = Math.min(LONGEST, numberSetting(field, "maxLength", DEFAULT_LONGEST));
  if (textLength(detail) > longest)
    return fail(`详细地址最多 ${longest} 个字`, `The street has at most ${longest} characters`);
  return ok(detail === "" ? place.value : `${place.value} ${detail}`);
}

/** The longest beginning that names a place, and what stands behind it. */
function splitWritten(text: string): AddressParts | undefined {
  const line = cleanLine(text);
  const stored = addressParts(line);
  if (stored && division(stored.region)) return stored;
  const blank = line.indexOf(" ");
  const first = blank < 0 ? undefined : findRegion(line.slice(0, blank));
  if (first !== undefined) return deepened(first, line.slice(blank + 1));
  return readJoined(line);
}

/** Ends of names: what ends so is a whole name, and the same name again belongs to the street. */
const WHOLE_NAME = /[省市区县旗州盟]$/;

/** Without blanks the region is the shortest beginning that leads furthest down: 北京市朝阳区|朝阳北路. */
function readJoined(line: string): AddressParts | undefined {
  let found: { readonly region: string; readonly length: number } | undefined;
  for (let length = 2; length <= Math.min(40, line.length); length += 1) {
    const region = findRegion(line.slice(0, length));
    if (region === undefined) continue;
    const isWhole = found !== undefined && WHOLE_NAME.test(line.slice(0, found.length));
    const isSame = region === found?.region;
    if (found === undefined || (isSame ? !isWhole : region.startsWith(found.region)))
      found = { region, length };
  }
  if (!found) return undefined;
  return { region: found.region, detail: cleanLine(line.slice(found.length).replace(/^[\s,，/]+/, "")) };
}

/** `山东省 济南市 历下区 经十路`: words that lead further down belong to the region. */
function deepened(region: string, rest: string): AddressParts {
  const [word = "", ...others] = rest.split(" ");
  const inner = division(region)?.children.find(({ zh, en }) => zh === word || en === word);
  return inner && others.length > 0 ? deepened(inner.code, others.join(" ")) : { region, detail: rest };
}

function readAddress(text: string, field: FieldDefinition): Result<string | null> {
  if (isEmptyInput(text)) return ok(null);
  const parts = text.length > 400 ? undefined : splitWritten(text);
  const shown = text.trim().slice(0, 40);
  return parts
    ? checked(parts, field)
    : fail(`“${shown}”里没有找到省市区`, `No region was found in "${shown}"`);
}
