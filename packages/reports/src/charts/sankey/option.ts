import { BASE_OPTION, sheetText, tooltipSheet } from "../../model/axis-option.ts";
import { type ChartContext, type ChartOption, drawn } from "../../model/chart-context.ts";
import { categorical } from "../../model/palette.ts";

/** One side of a band: a group of one dimension. */
interface Station {
  readonly id: string;
  readonly label: string;
  readonly depth: number;
}

interface Band {
  readonly from: Station;
  readonly to: Station;
  readonly value: number;
  /** The one point behind the band; bands between inner groups add up several and lead nowhere. */
  readonly point: number | undefined;
}

interface Hovered {
  readonly dataType: "node" | "edge";
  readonly name: string;
  readonly value: number;
  readonly data: { readonly title?: string };
}

/** The picture of a sankey: groups of neighbouring dimensions, joined by bands as wide as their figure. */
export function sankeyOption(context: ChartContext): ChartOption {
  const { ink, narrow, data } = context;
  const measure = data.measures[0]?.id ?? "";
  const format = context.format(measure);
  const bands = bandsOf(context);
  const stations = [
    ...new Map(bands.flatMap(({ from, to }) => [from, to]).map((one) => [one.id, one])).values(),
  ];
  const deepest = Math.max(0, ...stations.map(({ depth }) => depth));
  return {
    ...BASE_OPTION,
    tooltip: {
      ...tooltipSheet(ink),
      trigger: "item",
      formatter: ({ value, data: hovered }: Hovered) =>
        sheetText(hovered.title ?? "", [["", format.full(value)]]),
    },
    series: [
      {
        type: "sankey",
        left: 4,
        right: 4,
        top: 6,
        bottom: 6,
        nodeWidth: 12,
        nodeGap: narrow ? 6 : 10,
        draggable: false,
        emphasis: { focus: "adjacency" },
        lineStyle: { color: "gradient", opacity: 0.35 },
        label: { color: ink.text, fontSize: 12 },
        data: stations.map((station, index) => ({
          name: station.id,
          title: station.label,
          depth: station.depth,
          itemStyle: { color: categorical(index, context.palette), borderWidth: 0 },
          label: {
            position: station.depth === deepest ? "left" : "right",
            formatter: station.label,
            overflow: "truncate",
            width: narrow ? 64 : 110,
          },
        })),
        links: bands.map(({ from, to, value, point }) => ({
          source: from.id,
          target: to.id,
          value,
          title: `${from.label} → ${to.label}`,
          ...(point === undefined ? {} : { point, measure }),
        })),
      },
    ],
  };
}

/** Bands between groups of neighbouring dimensions; what is not more than nothing has none. */
export function bandsOf(context: ChartContext): readonly Band[] {
  const { data } = context;
  const measure = data.measures[0]?.id ?? "";
  const bands = new Map<string, Band>();
  data.points.forEach((point, index) => {
    const value = drawn(context, point, measure) ?? 0;
    if (value <= 0) return;
    const stations = point.labels.map((label, depth) => ({
      id: `${depth} ${JSON.stringify(point.keys[depth] ?? null)}`,
      label,
      depth,
    }));
    stations.slice(1).forEach((to, before) => {
      const from = stations[before];
      if (!from) return;
      const key = `${from.id} → ${to.id}`;
      const known = bands.get(key);
      bands.set(key, {
        from,
        to,
        value: (known?.value ?? 0) + value,
        point: known ? undefined : index,
      });
    });
  });
  return [...bands.values()];
}
