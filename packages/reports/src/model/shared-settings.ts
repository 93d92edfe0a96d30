import type { SettingSpec } from "@mortise/kit";

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
