import { defineRegionOf } from "../region/region-of.ts";

/** Province and city where an internet address is used, worked out when the record is saved. */
export const ipRegionField = defineRegionOf({
  id: "ip-region",
  name: { zh: "IP 归属地", en: "Region of an IP address" },
  description: {
    zh: "由 IP 地址得出省、市，没有地区和手机时也能按地区分配；需要管理员先在服务器上放入 IP 数据",
    en: "Province and city of an IP address, to route by where there is neither region nor number; an administrator has to give the server a list first",
  },
  named: /IP\s*归属地$/i,
  source: {
    name: { zh: "哪个 IP 地址", en: "Of which address" },
    accepts: ["text"],
    help: {
      zh: "存放 IP 地址的文本字段。产品不带 IP 数据：管理员把数据文件放到数据目录后才有结果",
      en: "A text field that holds an IP address. No list ships with the product: there are results once an administrator has put one into the data directory",
    },
  },
  example: { settings: { field: "ip" }, values: ["37", "3702"] },
  regionOf: (source) => ({ ipRegion: [source] }),
  notImported: {
    zh: "归属地由 IP 地址得出，不能导入",
    en: "The region follows from the address and cannot be imported",
  },
});
