import type { Locale, SettingSpec } from "@mortise/kit";
import { groupThousands } from "@mortise/fields";
import type { ChartSettings } from "./chart-settings.ts";
import type { FigureFormat } from "./figure-format.ts";

/** Sizes in which figures can be written, whatever their own. */
const UNITS: Readonly<
  Record<string, { readonly size: number; readonly sign: Readonly<Record<Locale, string>> }>
> = {
  thousand: { size: 1e3, sign: { zh: "千", en: "K" } },
  wan: { size: 1e4, sign: { zh: "万", en: "×10K" } },
  million: { size: 1e6, sign: { zh: "百万", en: "M" } },
  yi: { size: 1e8, sign: { zh: "亿", en: "×100M" } },
};

/** How the figures of a card are written: size, decimals and a unit. Every chart declares these. */
export const figureSettings: readonly SettingSpec[] = [
  {
    id: "scale",
    name: { zh: "数字写法", en: "Figures in" },
    kind: "choice",
    default: "auto",
    choices: [
      { value: "auto", name: { zh: "自动（万、亿）", en: "Automatic (K, M)" } },
      { value: "full", name: { zh: "完整数字", en: "Full figures" } },
      { value: "thousand", name: { zh: "千", en: "Thousands (K)" } },
      { value: "wan", name: { zh: "万", en: "Ten thousands (万)" } },
      { value: "million", name: { zh: "百万", en: "Millions (M)" } },
      { value: "yi", name: { zh: "亿", en: "Hundred millions (亿)" } },
    ],
  },
  { id: "decimals", name: { zh: "小数位数", en: "Decimals" }, kind: "number", min: 0, max: 6 },
  {
    id: "unit",
    name: { zh: "单位", en: "Unit" },
    kind: "text",
    help: { zh: "写在数字后面，例如“件”“人”", en: "Written after the figure, as in “12 pcs”" },
  },
];

/** A figure's writing as the card's settings want it; tooltips and tables keep every digit unless decimals are set. */
export function styledFormat(format: FigureFormat, settings: ChartSettings, locale: Locale): FigureFormat {
  const unit = settings.get("unit");
  const decimals = settings.get("decimals");
  const scale = settings.choice("scale");
  const places = typeof decimals === "number" ? decimals : undefined;
  const sign = typeof unit === "string" && unit !== "" ? (locale === "en" ? ` ${unit}` : unit) : "";
  if (places === undefined && sign === "" && (scale === "auto" || scale === "")) return format;
  const shape = shapeOf(format);
  if (!shape) return format;
  const fixed = (value: number, size: number, mark: string, digits: number | undefined): string => {
    const scaled = (Math.abs(value) * shape.scale) / size;
    const text = digits === undefined ? trimmed(scaled) : scaled.toFixed(digits);
    return `${value < 0 ? "-" : ""}${shape.prefix}${groupThousands(text)}${mark}${shape.suffix}`;
  };
  const full = (value: string | number | null): string =>
    value === null
      ? format.full(value)
      : (places === undefined ? format.full(value) : fixed(Number(value), 1, "", places)) + sign;
  const step = UNITS[scale];
  const short = (value: string | number | null): string => {
    if (value === null) return format.short(value);
    if (step) return fixed(Number(value), step.size, step.sign[locale], places) + sign;
    if (scale === "full") return full(value);
    return (
      (places === undefined || Math.abs(Number(value)) >= 1e4
        ? format.short(value)
        : fixed(Number(value), 1, "", places)) + sign
    );
  };
  return { short, full, number: (value) => format.number(value) };
}

/** Sign, unit and scale, read off from how one is written; none for texts and dates. */
function shapeOf(
  format: FigureFormat,
): { readonly prefix: string; readonly suffix: string; readonly scale: number } | undefined {
  if (format.number("1") === null) return undefined;
  const match = /^(\D*)([\d.,]+)([^\d]*)$/.exec(format.full("1"));
  if (!match) return undefined;
  return {
    prefix: match[1] ?? "",
    suffix: match[3] ?? "",
    scale: Number(match[2]?.replaceAll(",", "")) || 1,
  };
}

/** At most two decimals, none that are zero. */
function trimmed(value: number): string {
  return value
    .toFixed(2)
    .replace(/(\.\d*?)0+$/, "$1")
    .replace(/\.$/, "");
}
