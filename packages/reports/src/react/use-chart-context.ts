import type { FieldContext } from "@mortise/fields";
import { OPTION_TINTS } from "@mortise/fields/react";
import { type Catalog, fieldName, OPTION_COLORS } from "@mortise/metadata";
import { useLocale, useTimeZone } from "@mortise/ui";
import { useMemo } from "react";
import { findChart } from "../charts/index.ts";
import type { ChartContext } from "../model/chart-context.ts";
import { ChartSettings } from "../model/chart-settings.ts";
import { figureFormat } from "../model/figure-format.ts";
import { styledFormat } from "../model/figure-style.ts";
import { COUNT } from "../model/measure.ts";
import { CHART_INKS, findPalette } from "../model/palette.ts";
import { cardFields } from "../model/report-field.ts";
import type { CardAnswer } from "./card-query.ts";
import { useChartLook } from "./chart-look.tsx";

/** Everything the picture of an answer is made from; undefined until there is one. */
export function useChartContext(
  catalog: Catalog,
  answer: CardAnswer | undefined,
  narrow: boolean,
): ChartContext | undefined {
  const locale = useLocale();
  const timeZone = useTimeZone();
  const look = useChartLook();
  return useMemo(() => {
    if (!answer) return undefined;
    const { card, data } = answer;
    const fields = cardFields(catalog, card);
    const writing: FieldContext = { locale, timeZone, label: () => undefined, find: () => undefined };
    const settings = new ChartSettings(findChart(card.chart)?.settings ?? [], card.settings);
    const formats = new Map(
      card.measures.map((one) => {
        const format = data.measures.find(({ id }) => id === one.id)?.format;
        const own = figureFormat(format === undefined ? one : { ...one, format }, fields, writing);
        return [one.id, styledFormat(own, settings, locale)];
      }),
    );
    const plain = styledFormat(figureFormat(COUNT, [], writing), settings, locale);
    const chosen = settings.choice("palette");
    const palette = chosen === "" || chosen === "auto" ? look.palette : chosen;
    return {
      card,
      data,
      settings,
      locale,
      format: (measure) => formats.get(measure) ?? plain,
      dimensionName: (field) =>
        fields.find(({ id }) => id === field)?.name ?? fieldName(catalog, card.entity, field),
      hue: (color) => OPTION_TINTS[OPTION_COLORS.find((known) => known === color) ?? "gray"].dot,
      ink: CHART_INKS[look.theme],
      palette: findPalette(palette),
      usesOptionColors: palette === undefined,
      narrow,
    };
  }, [answer, catalog, locale, timeZone, look, narrow]);
}
