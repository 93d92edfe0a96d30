import { fail, isPlainObject, ok, type Result } from "@mortise/kit";
import type { FieldDefinition } from "@mortise/metadata";
import { defineField } from "../field-type.ts";
import { numberSetting, textSetting } from "../setting-values.ts";
import { cleanLine, isEmptyInput, narrowText, textLength } from "../text-cleaning.ts";

const LONGEST_NAME = 200;
const STORED = /^(-?\d{1,3}(?:\.\d+)?),(-?\d{1,2}(?:\.\d+)?)(?: (.+))?$/;
/** Six decimals are a hand's breadth. */
const DECIMALS = 6;
const EARTH = 6_371_008.8;

/** A place on the earth. */
export interface Place {
  readonly longitude: number;
  readonly latitude: number;
  /** What it is called; empty when not given. */
  readonly name: string;
}

/** A point on the earth (WGS 84) with what it is called: where a visit was, where a device stands. */
export const locationField = defineField({
  id: "location",
  name: { zh: "定位", en: "Location" },
  description: {
    zh: "经纬度和地点名称，如签到、设备位置；可算距离",
    en: "Longitude, latitude and a name: a visit, a device; distances can be worked out",
  },
  named: /(定位|经纬度|坐标|位置)$|\b(location|coordinates)$/i,
  group: "choice",
  icon: "location",
  width: 200,
  settings: [
    {
      id: "ownOnly",
      name: { zh: "只能用当前位置", en: "Own position only" },
      kind: "switch",
      default: false,
      help: { zh: "界面上不能手动填写坐标", en: "Coordinates cannot be typed on screen" },
    },
    {
      id: "center",
      name: { zh: "只能在这个点附近", en: "Only near this point" },
      kind: "text",
      help: {
        zh: "经度,纬度，例如 117.000923,36.675807",
        en: "Longitude,latitude such as 117.000923,36.675807",
      },
    },
    {
      id: "radius",
      name: { zh: "附近多少米", en: "Within how many metres" },
      kind: "number",
      min: 50,
      max: 100_000,
      default: 500,
      help: { zh: "只在填了上面的点时起作用", en: "Counts only with a point above" },
    },
  ],
  example: {
    settings: {},
    values: ["117.000923,36.675807 泉城广场", "-0.127647,51.507322"],
  },
  aggregates: ["count"],
  searchable: true,
  kind: () => "text",
  column: () => ({ type: "text" }),
  comparedAs: (field) => ({ ...field, type: "text", settings: {} }),
  mask: { start: 0, end: 0 },
  parse: (input, field) => parsePlace(input, field),
  pointOf: (value) => {
    const place = typeof value === "string" ? readPlace(value) : undefined;
    return place && { longitude: place.longitude, latitude: place.latitude };
  },
  toText: (value) => (typeof value === "string" ? value : ""),
  fromText: (text, field) => parsePlace(text, field),
  guess: (samples) => {
    const fitting = samples.filter((sample) => {
      const place = readPlace(sample);
      return place !== undefined && /\.\d{3,}/.test(sample);
    }).length;
    return samples.length > 0 && fitting / samples.length >= 0.8 ? 0.96 : 0;
  },
  checkSettings: (field) => {
    const center = textSetting(field, "center", undefined);
    return center !== undefined && !readPlace(center)
      ? [{ zh: "“只能在这个点附近”请写成 经度,纬度", en: "Write the point as longitude,latitude" }]
      : [];
  },
  jsonSchema: () => ({
    type: ["object", "string"],
    description:
      "WGS 84 point as {lng, lat, address} or “lng,lat name”; answered in the latter form. Formulas: LONGITUDE, LATITUDE, DISTANCE",
    properties: { lng: { type: "number" }, lat: { type: "number" }, address: { type: "string" } },
    example: "117.000923,36.675807 泉城广场",
  }),
});

/** The place that a text holds; undefined when it holds none. */
export function readPlace(text: string): Place | undefined {
  const plain = narrowText(text)
    .replace(/^([^\s,]+)\s*,\s*/, "$1,")
    .replace(/\s+/g, " ");
  const match = STORED.exec(plain);
  const [longitude, latitude] = [Number(match?.[1]), Number(match?.[2])];
  if (!match || Math.abs(longitude) > 180 || Math.abs(latitude) > 90) return undefined;
  return { longitude, latitude, name: cleanLine(match[3] ?? "") };
}

/** The one form in which a place is stored. */
export function placeText({ longitude, latitude, name }: Place): string {
  const point = [longitude, latitude].map((degrees) => degrees.toFixed(DECIMALS)).join(",");
  return name === "" ? point : `${point} ${name}`;
}

function parsePlace(input: unknown, field: FieldDefinition): Result<string | null> {
  if (isEmptyInput(input)) return ok(null);
  const place = typeof input === "string" ? readPlace(input.slice(0, 400)) : placeOf(input);
  if (!place)
    return fail(
      "请填写位置：经度,纬度 地点名称，例如 117.000923,36.675807 泉城广场",
      "Enter a position as longitude,latitude and a name, such as 117.000923,36.675807 Quancheng Square",
    );
  if (textLength(place.name) > LONGEST_NAME)
    return fail(`地点名称最多 ${LONGEST_NAME} 个字`, `The name has at most ${LONGEST_NAME} characters`);
  const center = readPlace(textSetting(field, "center", ""));
  const radius = numberSetting(field, "radius", 500);
  const away = center ? metresBetween(center, place) : 0;
  return away > radius
    ? fail(
        `离规定地点 ${away} 米，需在 ${radius} 米内`,
        `${away} m from the given point; it has to be within ${radius} m`,
      )
    : ok(placeText(place));
}

function placeOf(input: unknown): Place | undefined {
  if (!isPlainObject(input)) return undefined;
  const [longitude, latitude, name] = [input["lng"], input["lat"], input["address"] ?? ""];
  if (typeof longitude !== "number" || typeof latitude !== "number" || typeof name !== "string")
    return undefined;
  return Math.abs(longitude) <= 180 && Math.abs(latitude) <= 90
    ? { longitude, latitude, name: cleanLine(name) }
    : undefined;
}

/** Metres along the earth between two places. */
export function metresBetween(a: Place, b: Place): number {
  const [north, east] = [a.latitude - b.latitude, a.longitude - b.longitude].map(radians);
  const square =
    Math.sin((north ?? 0) / 2) ** 2 +
    Math.cos(radians(a.latitude)) * Math.cos(radians(b.latitude)) * Math.sin((east ?? 0) / 2) ** 2;
  return Math.round(2 * EARTH * Math.asin(Math.sqrt(Math.min(1, square))));
}

function radians(degrees: number): number {
  return (degrees * Math.PI) / 180;
}
