import type { SettingSpec } from "@mortise/kit";
import { figureSettings } from "./figure-style.ts";
import { palettes } from "./palette.ts";

/** Writes the figures onto the chart. */
export const labelsSetting: SettingSpec = {
  id: "labels",
  name: { zh: "显示数值", en: "Show figures" },
  kind: "switch",
  default: false,
};

/** Shows options that no record has. */
export const emptyOptionsSetting: SettingSpec = {
  id: "emptyOptions",
  name: { zh: "显示没有记录的选项", en: "Show options without records" },
  kind: "switch",
  default: false,
};

/** Lines across the picture: a fixed figure, the average, the trend. */
export const linesSetting: SettingSpec = {
  id: "lines",
  name: { zh: "参考线", en: "Reference lines" },
  kind: "custom",
  editor: "reference-lines",
};

/** Colours of the groups; what nobody chose is the dashboard's. */
export const paletteSetting: SettingSpec = {
  id: "palette",
  name: { zh: "配色", en: "Colours" },
  kind: "choice",
  default: "auto",
  help: {
    zh: "“自动”用仪表盘的配色，选项保留自己的颜色",
    en: "“Automatic” takes the dashboard's colours, and options keep their own",
  },
  choices: [
    { value: "auto", name: { zh: "自动", en: "Automatic" } },
    ...palettes.map(({ id, name }) => ({ value: id, name })),
  ],
};

/** Which colour says “more than before”: red in Chinese markets, green elsewhere. */
export const riseSetting: SettingSpec = {
  id: "rise",
  name: { zh: "涨跌颜色", en: "Colour of a rise" },
  kind: "choice",
  default: "auto",
  choices: [
    { value: "auto", name: { zh: "按语言（中文红涨绿跌）", en: "By language (green in English)" } },
    { value: "red", name: { zh: "红涨绿跌", en: "Red rises, green falls" } },
    { value: "green", name: { zh: "绿涨红跌", en: "Green rises, red falls" } },
  ],
};

/** What every drawn chart lets people set about its look. */
export const lookSettings: readonly SettingSpec[] = [paletteSetting, ...figureSettings];
