import type { Locale } from "@mortise/kit";

/** A province: first two digits of its division codes, names, and its place on the grid of tiles. */
export interface Province {
  readonly code: string;
  readonly name: Readonly<Record<Locale, string>>;
  readonly tile: readonly [column: number, row: number];
}

const ROWS: readonly (readonly [code: string, zh: string, en: string, column: number, row: number])[] = [
  ["11", "北京", "Beijing", 7, 2],
  ["12", "天津", "Tianjin", 8, 2],
  ["13", "河北", "Hebei", 7, 3],
  ["14", "山西", "Shanxi", 6, 2],
  ["15", "内蒙古", "Inner Mongolia", 6, 1],
  ["21", "辽宁", "Liaoning", 9, 2],
  ["22", "吉林", "Jilin", 9, 1],
  ["23", "黑龙江", "Heilongjiang", 9, 0],
  ["31", "上海", "Shanghai", 9, 4],
  ["32", "江苏", "Jiangsu", 8, 4],
  ["33", "浙江", "Zhejiang", 8, 5],
  ["34", "安徽", "Anhui", 7, 4],
  ["35", "福建", "Fujian", 8, 6],
  ["36", "江西", "Jiangxi", 7, 5],
  ["37", "山东", "Shandong", 8, 3],
  ["41", "河南", "Henan", 6, 3],
  ["42", "湖北", "Hubei", 6, 4],
  ["43", "湖南", "Hunan", 6, 5],
  ["44", "广东", "Guangdong", 7, 6],
  ["45", "广西", "Guangxi", 6, 6],
  ["46", "海南", "Hainan", 6, 7],
  ["50", "重庆", "Chongqing", 5, 4],
  ["51", "四川", "Sichuan", 4, 4],
  ["52", "贵州", "Guizhou", 5, 5],
  ["53", "云南", "Yunnan", 4, 5],
  ["54", "西藏", "Tibet", 2, 4],
  ["61", "陕西", "Shaanxi", 5, 3],
  ["62", "甘肃", "Gansu", 3, 2],
  ["63", "青海", "Qinghai", 3, 3],
  ["64", "宁夏", "Ningxia", 4, 2],
  ["65", "新疆", "Xinjiang", 1, 2],
  ["71", "台湾", "Taiwan", 9, 6],
  ["81", "香港", "Hong Kong", 8, 7],
  ["82", "澳门", "Macao", 7, 7],
];

/** The 34 divisions of the first level. */
export const provinces: readonly Province[] = ROWS.map(([code, zh, en, column, row]) => ({
  code,
  name: { zh, en },
  tile: [column, row],
}));

/** The province of a region's code of any level; undefined for codes of no province. */
export function provinceOf(code: string): Province | undefined {
  return provinces.find((province) => code.startsWith(province.code));
}

const GAP = 0.06;
/** Maps are drawn a little flatter than their degrees. */
const ASPECT = 0.75;

/** The province of that Chinese name, by which maps know it. */
export function provinceNamed(name: string): Province | undefined {
  return provinces.find((province) => province.name.zh === name);
}

/** The provinces as equal squares, in the shape in which the chart library takes maps; north is up. */
export function provinceTiles() {
  return {
    type: "FeatureCollection",
    features: provinces.map(({ name, tile: [column, row] }) => {
      const [left, right] = [column + GAP, column + 1 - GAP];
      const [top, bottom] = [-(row + GAP) * ASPECT, -(row + 1 - GAP) * ASPECT];
      const corner = [left, top];
      return {
        type: "Feature",
        properties: { name: name.zh },
        geometry: {
          type: "Polygon",
          coordinates: [[corner, [right, top], [right, bottom], [left, bottom], corner]],
        },
      };
    }),
  };
}
