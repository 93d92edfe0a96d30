import { defineRegionOf } from "../region/region-of.ts";

/** Province and city where a telephone number was given out, worked out when the record is saved. */
export const mobileRegionField = defineRegionOf({
  id: "mobile-region",
  name: { zh: "手机归属地", en: "Region of a number" },
  description: {
    zh: "由手机或座机号码得出省、市，可筛选、统计，也可按地区分配",
    en: "Province and city of a telephone number; for filters, reports and routing by region",
  },
  named: /归属地$/,
  source: {
    name: { zh: "哪个号码", en: "Of which number" },
    accepts: ["text"],
    help: {
      zh: "手机字段；中国号码以外没有归属地",
      en: "A mobile field; numbers outside China have no region",
    },
  },
  example: { settings: { field: "mobile" }, values: ["37", "3701"] },
  regionOf: (source) => ({ phoneRegion: [source] }),
  notImported: {
    zh: "归属地由号码得出，不能导入",
    en: "The region follows from the number and cannot be imported",
  },
});
