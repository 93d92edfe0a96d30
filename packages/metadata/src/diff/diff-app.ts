import type { AppDocument } from "../documents/app.ts";
import { type ChangeList, changedProperties, type PropertyNames } from "./change.ts";

const PROPERTIES: PropertyNames<AppDocument> = {
  icon: { zh: "图标", en: "icon" },
  color: { zh: "颜色", en: "colour" },
  description: { zh: "说明", en: "description" },
};

/** Changes of the app itself. */
export function diffApp(before: AppDocument, after: AppDocument, list: ChangeList): void {
  list.addChanged(changedProperties(before, after, PROPERTIES));
}
