/** Texts of the region map. */
export const text = {
  offTheMap: {
    zh: "另有 {n} 组不在地图上（未填写或不是省份），见“查看数据”",
    en: "{n} {n:group is|groups are} not on the map (empty or no province); see “as a table”",
  },
};
