import { BASE_OPTION, sheetText, tooltipSheet } from "../../model/axis-option.ts";
import { type ChartContext, type ChartOption, drawn, pointColor } from "../../model/chart-context.ts";
import { categorical } from "../../model/palette.ts";

/** A rectangle: a leaf leads to its point, all others hold smaller ones. */
export interface TreeBox {
  readonly name: string;
  value: number;
  point?: number;
  measure?: string;
  children?: TreeBox[];
  itemStyle?: { readonly color: string };
}

/** The picture of a treemap. */
export function treemapOption(context: ChartContext): ChartOption {
  const { ink, narrow, data } = context;
  const format = context.format(data.measures[0]?.id ?? "");
  const boxes = boxesOf(context);
  const isNested = context.card.dimensions.length > 1;
  return {
    ...BASE_OPTION,
    tooltip: {
      ...tooltipSheet(ink),
      trigger: "item",
      formatter: ({ treePathInfo, value }: { treePathInfo: readonly { name: string }[]; value: number }) =>
        sheetText(
          treePathInfo
            .map(({ name }) => name)
            .filter((name) => name !== "")
            .join(" · "),
          [["", format.full(value)]],
        ),
    },
    series: [
      {
        type: "treemap",
        left: 0,
        right: 0,
        top: 0,
        bottom: 0,
        roam: false,
        nodeClick: false,
        breadcrumb: { show: false },
        visibleMin: 40,
        itemStyle: { borderColor: ink.paper, borderWidth: 1, gapWidth: 1 },
        label: {
          fontSize: narrow ? 11 : 12,
          lineHeight: 16,
          color: "#fff",
          textBorderColor: "rgba(0, 0, 0, 0.35)",
          textBorderWidth: 2,
          formatter: ({ name, value }: { name: string; value: number }) => `${name}\n${format.short(value)}`,
        },
        upperLabel: {
          show: isNested,
          height: 22,
          color: ink.text,
          fontWeight: 600,
          fontSize: 12,
          formatter: ({ name, value }: { name: string; value: number }) => `${name} ${format.short(value)}`,
        },
        levels: [
          { itemStyle: { gapWidth: 4, borderWidth: 0, borderColor: ink.paper }, upperLabel: { show: false } },
          {
            itemStyle: { gapWidth: 1, borderWidth: isNested ? 3 : 0, borderColor: ink.line },
            colorAlpha: [0.6, 1],
          },
        ],
        data: boxes,
      },
    ],
  };
}

/** The rectangles within each other; groups without a positive figure have none. */
export function boxesOf(context: ChartContext): readonly TreeBox[] {
  const { data, card } = context;
  const measure = data.measures[0]?.id ?? "";
  const top: TreeBox[] = [];
  const known = new Map<string, TreeBox>();
  data.points.forEach((point, index) => {
    const value = drawn(context, point, measure) ?? 0;
    if (value <= 0) return;
    let siblings = top;
    point.labels.forEach((name, depth) => {
      const key = JSON.stringify(point.keys.slice(0, depth + 1));
      const box =
        known.get(key) ?? addBox(context, { siblings, name, depth, color: pointColor(point, context) });
      known.set(key, box);
      box.value += value;
      if (depth === card.dimensions.length - 1) {
        box.point = index;
        box.measure = measure;
      } else siblings = box.children ??= [];
    });
  });
  return top;
}

function addBox(
  context: ChartContext,
  place: { siblings: TreeBox[]; name: string; depth: number; color: string | undefined },
): TreeBox {
  const { siblings, name, depth } = place;
  const isTop = depth === 0;
  // Points carry the colour of their last dimension, which is the top one only where there is no other.
  const own = context.card.dimensions.length === 1 ? place.color : undefined;
  const box: TreeBox = {
    name,
    value: 0,
    ...(isTop ? { itemStyle: { color: own ?? categorical(siblings.length, context.palette) } } : {}),
  };
  siblings.push(box);
  return box;
}
