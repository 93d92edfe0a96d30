import type { LocalizedText } from "@mortise/kit";
import type { DocumentBase } from "./document-base.ts";

/** The app itself: one per app, its id is the app's key and names the PostgreSQL schema (`app_<id>`). */
export interface AppDocument extends DocumentBase<"app"> {
  readonly icon: string;
  /** Accent colour as `#rrggbb`. */
  readonly color: string;
  readonly description?: LocalizedText;
}
