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
  const { ink, locale, data } = context;
  const shape = mapShape(context);
  const places = placesOf(context);
  const figures = places.flatMap(({ value }) => (value === null ? [] : [value]));
  const byName = new Map(places.map((place) => [place.name, place]));
  return {
    ...BASE_OPTION,
    visualMap: rampOption(context, figures, { left: 0, bottom: 0 }),
    tooltip: {
      ...tooltipSheet(ink),
      trigger: "item",
      formatter: ({ name }: { name: string }) => {
        const point = data.points[byName.get(name)?.point ?? -1];
        return sheetText(
          nameIn(context, name),
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
        layoutCenter: ["50%", "50%"],
        layoutSize: "98%",
        roam: false,
        selectedMode: false,
        itemStyle: { areaColor: ink.line, borderColor: ink.paper, borderWidth: shape === "tiles" ? 0 : 0.8 },
        emphasis: { label: { show: true, color: ink.text }, itemStyle: { areaColor: POINTED } },
        label: { ...labelOf(context), color: ink.soft },
        data: drawnPlaces(context, places, Math.max(0, ...figures)),
      },
    ],
  };
}

const POINTED = "#e8b66b";

function nameIn({ locale }: ChartContext, name: string): string {
  return provinceNamed(name)?.name[locale] ?? name;
}

function labelOf(context: ChartContext): ChartOption {
  const isTiles = mapShape(context) === "tiles";
  return {
    show: context.settings.isOn("names") && (isTiles || !context.narrow),
    fontSize: isTiles ? 11 : 9,
    lineHeight: 14,
    formatter: ({ name }: { name: string }) => (isTiles ? tileName(context, name) : nameIn(context, name)),
  };
}

function drawnPlaces(context: ChartContext, places: readonly Place[], most: number): readonly ChartOption[] {
  const { ink } = context;
  const format = context.format(context.data.measures[0]?.id ?? "");
  const isTiles = mapShape(context) === "tiles";
  // The inset of the southern islands is drawn by its lines.
  const inset = {
    name: "南海诸岛",
    value: null,
    itemStyle: { areaColor: ink.faint, borderColor: ink.faint },
  };
  return [
    inset,
    ...places.map((place) => ({
      ...place,
      label: {
        ...labelOf(context),
        color: lettersOn(most === 0 ? 0 : (place.value ?? 0) / most),
        ...(isTiles ? { formatter: `${tileName(context, place.name)}\n${format.short(place.value)}` } : {}),
      },
    })),
  ];
}

/** Names that fit into a tile: Chinese ones, and the two letters of GB/T 2260 elsewhere. */
function tileName(context: ChartContext, name: string): string {
  const code = provinceNamed(name)?.code ?? "";
  return context.locale === "zh" ? name : (LETTERS[code] ?? nameIn(context, name));
}

const LETTERS: Readonly<Record<string, string>> = Object.fromEntries(
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
  return data.points.filter(({ keys: [key] }) => typeof key !== "string" || !codes.has(key.slice(0, 2)))
    .length;
}
