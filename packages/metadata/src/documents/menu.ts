import type { LocalizedText } from "@mortise/kit";
import type { DocumentBase } from "./document-base.ts";

/** One entry of the app's menu: `target` is the id of an entity, view or dashboard. */
export interface MenuItem {
  readonly id: string;
  readonly type: "entity" | "view" | "dashboard" | "group";
  readonly target?: string;
  readonly name?: LocalizedText;
  readonly icon?: string;
  readonly items?: readonly MenuItem[];
}

/** The app's menu: one per app with id `main`. */
export interface MenuDocument extends DocumentBase<"menu"> {
  readonly items: readonly MenuItem[];
}
