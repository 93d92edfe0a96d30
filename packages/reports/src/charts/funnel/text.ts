/** Texts of the funnel. */
export const text = {
  layers: { zh: "各阶段", en: "Stages" },
  fromPrevious: { zh: "相对上一阶段的转化率", en: "Conversion from the stage above" },
  ofFirst: { zh: "占第一阶段的比例", en: "Share of the first stage" },
};
