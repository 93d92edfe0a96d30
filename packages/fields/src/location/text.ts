/** Texts of the location editor. */
export const text = {
  here: { zh: "使用当前位置", en: "Use my position" },
  name: { zh: "地点名称", en: "Name of the place" },
  coordinates: { zh: "经度,纬度", en: "Longitude,latitude" },
  denied: { zh: "浏览器没有允许定位，请在设置中打开", en: "The browser was not allowed to locate you" },
  failed: { zh: "没有取得位置，请到开阔处重试", en: "No position was found; try again outdoors" },
  unsupported: { zh: "这个浏览器不能定位", en: "This browser cannot locate you" },
  accuracy: { zh: "误差约 {metres} 米", en: "Within some {metres} m" },
  map: { zh: "在地图中查看", en: "Open on a map" },
} as const;
