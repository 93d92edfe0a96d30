import type { SettingSpec } from "@mortise/kit";
import type { Search } from "../model/search.ts";
import type { Settings } from "../model/settings.ts";

const text = {
  entity: { zh: "查找什么", en: "What to look for" },
  where: { zh: "满足哪些条件", en: "That meet" },
  sort: { zh: "按哪个字段排序", en: "In the order of" },
  direction: { zh: "排序方向", en: "Direction" },
  ascending: { zh: "从小到大、从早到晚", en: "Least or earliest first" },
  descending: { zh: "从大到小、从晚到早", en: "Greatest or latest first" },
} as const;

/** Settings of steps that look for records: of which entity, that meet what, in which order. */
export const searchSettings = [
  { id: "entity", name: text.entity, kind: "entity", required: true },
  { id: "where", name: text.where, kind: "custom", editor: "where" },
  {
    id: "sort",
    name: text.sort,
    kind: "field",
    of: "entity",
  },
  {
    id: "direction",
    name: text.direction,
    kind: "choice",
    default: "descending",
    choices: [
      { value: "descending", name: text.descending },
      { value: "ascending", name: text.ascending },
    ],
  },
] as const satisfies readonly SettingSpec[];

/** The order that the settings ask for; the newest first without one. */
export function sortOf(settings: Settings): Pick<Search, "sort"> {
  const field = settings.text("sort");
  if (field === undefined) return {};
  return { sort: [{ field, descending: settings.text("direction") !== "ascending" }] };
}
