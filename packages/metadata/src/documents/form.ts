import type { DocumentBase } from "./document-base.ts";
import type { FormItem } from "./form-item.ts";
import type { PublicFormSettings, PublicQuery } from "./public-form.ts";

/** A layout of an entity's fields: for creating, editing, showing, or public collection. */
export interface FormDocument extends DocumentBase<"form"> {
  readonly entity: string;
  readonly items: readonly FormItem[];
  readonly public?: PublicFormSettings;
  readonly publicQuery?: PublicQuery;
}
