import { fillText, localize } from "@mortise/kit";
import { findChart } from "../charts/index.ts";
import { type ChartContext, drawn } from "./chart-context.ts";

const TEXTS = {
  one: { zh: "{chart}：{figures}", en: "{chart}: {figures}" },
  many: {
    zh: "{chart}，共 {n} 组。{measure}最高：{most}；最低：{least}。",
    en: "{chart} of {n} {n:group|groups}. Highest {measure}: {most}; lowest: {least}.",
  },
  plain: { zh: "{chart}，共 {n} 组", en: "{chart} of {n} {n:group|groups}" },
} as const;

/** What a picture shows in one or two sentences, for those who hear it. */
export function dataSummary(context: ChartContext): string {
  const { data, card, locale } = context;
  const chart = localize(findChart(card.chart)?.name ?? { zh: "", en: "" }, locale);
  const [first] = data.measures;
  const n = data.points.length;
  if (!first || card.dimensions.length === 0) {
    const figures = data.measures.map(
      ({ id, name }) =>
        `${localize(name, locale)} ${context.format(id).full(data.points[0]?.values[id] ?? null)}`,
    );
    return fillText(TEXTS.one[locale], { chart, figures: figures.join(locale === "zh" ? "，" : ", ") });
  }
  const known = data.points.flatMap((point) => {
    const value = drawn(context, point, first.id);
    return value === null ? [] : [{ point, value }];
  });
  const [start] = known;
  if (!start) return fillText(TEXTS.plain[locale], { chart, n });
  const most = known.reduce((best, one) => (one.value > best.value ? one : best), start);
  const least = known.reduce((best, one) => (one.value < best.value ? one : best), start);
  const say = ({ point }: typeof start): string =>
    `${point.labels.join(" / ")} ${context.format(first.id).full(point.values[first.id] ?? null)}`;
  const measure = localize(first.name, locale);
  return fillText(TEXTS.many[locale], { chart, n, measure, most: say(most), least: say(least) });
}
