import { localize } from "@mortise/kit";
import { BASE_OPTION, sheetText, tooltipSheet } from "../../model/axis-option.ts";
import { type ChartContext, type ChartOption, drawn } from "../../model/chart-context.ts";
import { lettersOn, rampOption } from "../../model/ramp-option.ts";
import { provinceNamed, provinceOf, provinces } from "./provinces.ts";

/** Names under which the maps are known to the chart library. */
export const MAP_NAMES = { outlines: "china", tiles: "china-tiles" } as const;

/** Which of the two maps a card shows. */
export function mapShape(context: ChartContext): keyof typeof MAP_NAMES {
  return context.settings.choice("shape") === "tiles" ? "tiles" : "outlines";
}

interface Place {
  readonly name: string;
  readonly value: number | null;
  readonly point?: number;
  readonly measure?: string;
}

/** The picture of a region map; groups that are no province (empty, abroad) have no place on it. */
export function mapOption(context: ChartContext): ChartOption {
  const { ink, locale, narrow, settings, data } = context;
  const shape = mapShape(context);
  const measure = data.measures[0]?.id ?? "";
  const format = context.format(measure);
  const places = placesOf(context);
  const figures = places.flatMap(({ value }) => (value === null ? [] : [value]));
  const most = Math.max(0, ...figures);
  const nameOf = (name: string): string => provinceNamed(name)?.name[locale] ?? name;
  const byName = new Map(places.map((place) => [place.name, place]));
  const isTiles = shape === "tiles";
  const label = {
    show: settings.isOn("names") && (isTiles || !narrow),
    fontSize: isTiles ? 11 : 9,
    formatter: ({ name }: { name: string }) => shortName(nameOf(name), isTiles && locale === "en", name),
  };
  return {
    ...BASE_OPTION,
    visualMap: rampOption(context, figures, { left: 0, bottom: 0 }),
    tooltip: {
      ...tooltipSheet(ink),
      trigger: "item",
      formatter: ({ name }: { name: string }) => {
        const point = data.points[byName.get(name)?.point ?? -1];
        return sheetText(
          nameOf(name),
          data.measures.map((one) => [
            localize(one.name, locale),
            context.format(one.id).full(point?.values[one.id] ?? null),
          ]),
        );
      },
    },
    series: [
      {
        type: "map",
        map: MAP_NAMES[shape],
        left: "center",
        top: 6,
        bottom: 6,
        roam: false,
        selectedMode: false,
        itemStyle: { areaColor: ink.line, borderColor: ink.paper, borderWidth: isTiles ? 0 : 0.8 },
        emphasis: { label: { show: true, color: ink.text }, itemStyle: { areaColor: "#e8b66b" } },
        label: { ...label, color: ink.soft },
        data: places.map((place) => ({
          ...place,
          label: {
            ...label,
            color: lettersOn(most === 0 ? 0 : (place.value ?? 0) / most),
            ...(isTiles
              ? { formatter: `${shortName(nameOf(place.name), locale === "en", place.name)}\n${format.short(place.value)}` }
              : {}),
          },
        })),
      },
    ],
  };
}

const LETTERS = 4;

/** Names that fit into a tile. */
function shortName(name: string, isShortened: boolean, key: string): string {
  if (!isShortened || name.length <= LETTERS) return name;
  return TILE_NAMES[provinceNamed(key)?.code ?? ""] ?? name.slice(0, LETTERS);
}

/** Letters after GB/T 2260, where the first ones of the name would be taken for another's. */
const TILE_NAMES: Readonly<Record<string, string>> = Object.fromEntries(
  "11BJ 12TJ 13HE 14SX 15NM 21LN 22JL 23HL 31SH 32JS 33ZJ 34AH 35FJ 36JX 37SD 41HA 42HB 43HN 44GD 45GX 46HI 50CQ 51SC 52GZ 53YN 54XZ 61SN 62GS 63QH 64NX 65XJ 71TW 81HK 82MO"
    .split(" ")
    .map((entry) => [entry.slice(0, 2), entry.slice(2)]),
);

function placesOf(context: ChartContext): readonly Place[] {
  const { data } = context;
  const measure = data.measures[0]?.id ?? "";
  return data.points.flatMap((point, index) => {
    const [key] = point.keys;
    const province = typeof key === "string" ? provinceOf(key) : undefined;
    return province
      ? [{ name: province.name.zh, value: drawn(context, point, measure), point: index, measure }]
      : [];
  });
}

/** How many groups a map leaves out since they are no province. */
export function offTheMap({ data }: ChartContext): number {
  const codes = new Set(provinces.map(({ code }) => code));
  return data.points.filter(({ keys: [key] }) => typeof key !== "string" || !codes.has(key.slice(0, 2))).length;
}
