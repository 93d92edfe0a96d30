import type { JsonObject, LocalizedText } from "@mortise/kit";
import type { DocumentBase } from "./document-base.ts";

/** A field placed on a form. `span` is its width in twelfths. */
export interface FormFieldItem {
  readonly type: "field";
  readonly id: string;
  readonly field: string;
  readonly span: number;
  /** Overrides of the entity's label, help and required flag (a form can only be stricter). */
  readonly label?: LocalizedText;
  readonly help?: LocalizedText;
  readonly required?: boolean;
  readonly readOnly?: boolean;
}

/** A titled group of items. */
export interface FormSectionItem {
  readonly type: "section";
  readonly id: string;
  readonly title: LocalizedText;
  readonly collapsed?: boolean;
  readonly items: readonly FormItem[];
}

/** A paragraph of explanation. */
export interface FormTextItem {
  readonly type: "text";
  readonly id: string;
  readonly content: LocalizedText;
  readonly span: number;
}

/** Anything that can stand on a form. */
export type FormItem = FormFieldItem | FormSectionItem | FormTextItem;

/** How a form is offered to visitors without an account. */
export interface PublicFormSettings {
  readonly enabled: boolean;
  /** Unguessable last part of the address `/f/<slug>`. */
  readonly slug: string;
  readonly intro?: LocalizedText;
  readonly receipt?: LocalizedText;
  /** Query parameters stored to fields: `{ "utm_source": "utm_source" }`. */
  readonly parameters?: Readonly<Record<string, string>>;
  /** Values set on each submission, e.g. `{ "source": "website" }`. */
  readonly values?: JsonObject;
  /** Ids of the entity's rules whose data linkage works for visitors too: what they fill in is shown to anybody. */
  readonly fills?: readonly string[];
}

/** A layout of an entity's fields: for creating, editing, showing, or public collection. */
export interface FormDocument extends DocumentBase<"form"> {
  readonly entity: string;
  readonly items: readonly FormItem[];
  readonly public?: PublicFormSettings;
}
