/** Texts of the region map. */
export const text = {
  noOutlines: { zh: "省份轮廓没有加载出来", en: "The outlines could not be loaded" },
  noOutlinesHint: {
    zh: "请检查网络后刷新页面，或在图表设置里改用方格",
    en: "Look at the connection and reload the page, or choose tiles in the settings of the chart",
  },
  offTheMap: {
    zh: "另有 {n} 组不在地图上（未填写或不是省份），见“查看数据”",
    en: "{n} {n:group is|groups are} not on the map (empty or no province); see “as a table”",
  },
};
