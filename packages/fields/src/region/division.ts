import type { Locale } from "@mortise/kit";
import { foldText } from "../text-cleaning.ts";
import { DIVISION_LINES } from "./divisions.ts";

/** How deep a region goes. */
export const REGION_LEVELS = ["province", "city", "county"] as const;

/** One depth of a region. */
export type RegionLevel = (typeof REGION_LEVELS)[number];

/** A province, city or county. Names are `zh` official (山东省) and `en` (Shandong). */
export interface Division {
  /** GB/T 2260 code of 2, 4 or 6 digits. */
  readonly code: string;
  readonly zh: string;
  readonly en: string;
  readonly children: readonly Division[];
}

interface Tree {
  readonly provinces: readonly Division[];
  readonly byCode: ReadonlyMap<string, Division>;
  /** Divisions by folded name, official and short, in both languages; shallow ones first. */
  readonly byName: ReadonlyMap<string, readonly Division[]>;
}

let loaded: Tree | undefined;

/** Built on first use: parsing 3,400 lines costs a few milliseconds that most pages need not pay. */
function tree(): Tree {
  loaded ??= build();
  return loaded;
}

function build(): Tree {
  const byCode = new Map<string, Division & { children: Division[] }>();
  const provinces: Division[] = [];
  for (const entry of DIVISION_LINES.split(/[\n|]/)) {
    const [code = "", zh = "", ...english] = entry.split(" ");
    const division = { code, zh, en: english.join(" "), children: [] };
    byCode.set(code, division);
    const parent = byCode.get(code.slice(0, -2));
    (parent ? parent.children : provinces).push(division);
  }
  const all = [...byCode.values()].toSorted((a, b) => a.code.length - b.code.length);
  const byName = new Map<string, Division[]>();
  for (const division of all) {
    for (const name of new Set(namesOf(division).map(foldText))) {
      const same = byName.get(name);
      if (same) same.push(division);
      else byName.set(name, [division]);
    }
  }
  return { provinces, byCode, byName };
}

/** Official, everyday and English name; autonomous prefectures also as 甘孜州. */
function namesOf({ zh, en }: Division): readonly string[] {
  const short = shortName(zh);
  return zh.endsWith("自治州") ? [zh, short, `${short}州`, en] : [zh, short, en];
}

const PEOPLES =
  "维吾尔|哈萨克|蒙古|柯尔克孜|塔吉克|锡伯|达斡尔|鄂温克|鄂伦春|朝鲜|满|回|藏|苗|侗|土家|壮|瑶|彝|白|傣|景颇|傈僳|哈尼|拉祜|佤|布朗|布依|仡佬|羌|土|撒拉|东乡|保安|裕固|黎|畲|水|仫佬|毛南|怒|独龙|普米|纳西|各";
const AUTONOMOUS = new RegExp(`(?:(?:${PEOPLES})族?)*(?:自治[区州县旗])$`);
const PLAIN_SUFFIX = /(?:特别行政区|地区|林区|新区|[省市区县旗盟])$/;

/** Everyday form of an official name: 山东省 is 山东, 内蒙古自治区 is 内蒙古; names of two characters stay. */
export function shortName(zh: string): string {
  const shorter = [AUTONOMOUS, /自治[区州县旗]$/, PLAIN_SUFFIX].map((suffix) => zh.replace(suffix, ""));
  return shorter.find((short) => short.length >= 2 && short !== zh) ?? zh;
}

/** The division with that code. */
export function division(code: string): Division | undefined {
  return tree().byCode.get(code);
}

/** Divisions directly below a code; all provinces without one. */
export function regionChildren(code?: string): readonly Division[] {
  return code === undefined || code === "" ? tree().provinces : (tree().byCode.get(code)?.children ?? []);
}

/** Divisions that a folded name may mean, provinces before cities before counties. */
export function divisionsNamed(name: string): readonly Division[] {
  return tree().byName.get(foldText(name)) ?? [];
}

/** A municipality's single city, and the 直辖 entries of provinces, exist in the code only: people leave them out. */
function isImplied(item: Division, parent: Division | undefined): boolean {
  return item.zh === parent?.zh || item.zh.endsWith("直辖");
}

/** From province down to the division itself, without levels in between that people leave out; empty for an unknown code. */
export function regionPath(code: string): readonly Division[] {
  const path: Division[] = [];
  for (let length = 2; length <= code.length; length += 2) {
    const item = division(code.slice(0, length));
    if (!item) return [];
    const isLast = length === code.length;
    if (isLast || !isImplied(item, path.at(-1))) path.push(item);
  }
  return path;
}

/** `山东省/济南市/历下区`, `Shandong/Jinan/Lixia District`; an unknown code stands for itself. */
export function regionText(code: string, locale: Locale): string {
  const path = regionPath(code);
  return path.length === 0 ? code : path.map((item) => item[locale]).join("/");
}

/** Without the province where a city is named: `济南市/历下区`; `北京市/朝阳区` stays as it is. */
export function shortRegionText(code: string, locale: Locale): string {
  const path = regionPath(code);
  const isCityNamed = path[1]?.code.length === 4;
  return path.length === 0
    ? code
    : path
        .slice(isCityNamed ? 1 : 0)
        .map((item) => item[locale])
        .join("/");
}

/** Depth of a code. */
export function levelOf(code: string): RegionLevel {
  return REGION_LEVELS[code.length / 2 - 1] ?? "province";
}
