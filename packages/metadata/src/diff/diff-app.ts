import type { AppDocument } from "../documents/app.ts";
import { type ChangeList, changedProperties, joinNames, type PropertyNames } from "./change.ts";

const PROPERTIES: PropertyNames<AppDocument> = {
  icon: { zh: "图标", en: "icon" },
  color: { zh: "颜色", en: "colour" },
  description: { zh: "说明", en: "description" },
};

/** Changes of the app itself. */
export function diffApp(before: AppDocument, after: AppDocument, list: ChangeList): void {
  const properties = changedProperties(before, after, PROPERTIES);
  if (properties.length === 0) return;
  const names = joinNames(properties);
  list.add("changed", { zh: `修改了${names.zh}`, en: `${names.en} changed` });
}
