/** Words of maps. */
export const mapText = {
  map: { zh: "地图", en: "Map" },
  onMap: { zh: "地图上 {n} 条", en: "{n} on the map" },
  nowhere: { zh: "{n} 条没有位置", en: "{n} without a place" },
  cut: {
    zh: "只显示前 {n} 条，请用筛选缩小范围",
    en: "Only the first {n} are shown; narrow them by a filter",
  },
  place: { zh: "位置字段", en: "Place" },
  cluster: { zh: "{n} 条记录，放大查看", en: "{n} {n:record|records}, zoom in" },
  here: { zh: "此处 {n} 条", en: "{n} here" },
  open: { zh: "打开", en: "Open" },
  close: { zh: "关闭", en: "Close" },
  zoomIn: { zh: "放大", en: "Zoom in" },
  zoomOut: { zh: "缩小", en: "Zoom out" },
  fit: { zh: "显示全部", en: "Show all" },
  ground: {
    zh: "经纬网底图，不联网；管理员可以配置地图瓦片",
    en: "Plain ground, nothing is asked of the internet; administrators can set up map tiles",
  },
};
