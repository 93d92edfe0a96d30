import { defineChart } from "../../model/chart-type.ts";
import { COUNT } from "../../model/measure.ts";
import { lookSettings } from "../../model/shared-settings.ts";

const PROVINCE = 2;

/** Provinces of China, the figure as colour. */
export const mapChart = defineChart({
  id: "map",
  name: { zh: "区域地图", en: "Region map" },
  description: { zh: "按省份着色，看各地区的大小", en: "Provinces of China; the darker, the more" },
  icon: "region",
  dimensions: { min: 1, max: 1, kinds: ["region"] },
  measures: { min: 1, max: 3, numeric: true },
  size: { w: 6, h: 10 },
  limit: 40,
  settings: [
    {
      id: "shape",
      name: { zh: "样式", en: "Shape" },
      kind: "choice",
      default: "outlines",
      help: {
        zh: "轮廓仅作示意；对外公开发布请用方格，或先取得审图号",
        en: "Outlines are a sketch; use tiles for what is published, or have the map approved first",
      },
      choices: [
        { value: "outlines", name: { zh: "省份轮廓", en: "Outlines" } },
        { value: "tiles", name: { zh: "方格（每省一格）", en: "Tiles, one per province" } },
      ],
    },
    { id: "names", name: { zh: "显示省份名称", en: "Show names" }, kind: "switch", default: true },
    ...lookSettings,
  ],
  fitDimension: (dimension) => ({ ...dimension, level: PROVINCE }),
  check: (card) =>
    card.dimensions[0] && card.dimensions[0].level !== PROVINCE
      ? [
          {
            path: "dimensions.0.level",
            message: {
              zh: "区域地图按省显示，请把层级改为“按省”",
              en: "The map shows provinces; choose that level",
            },
          },
        ]
      : [],
  suits: () => 0.86,
  suggest: ({ entity, fields }) =>
    fields
      .filter((field) => field.kind === "region" && field.groupable)
      .slice(0, 1)
      .map((field) => ({
        score: 0.58,
        title: { zh: `各省${entity.zh}`, en: `${entity.en} by province` },
        dimensions: [{ field: field.id, level: PROVINCE }],
        measures: [COUNT],
      })),
});
