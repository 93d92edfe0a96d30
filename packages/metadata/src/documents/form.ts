import type { Expression } from "@mortise/expression";
import type { JsonObject, LocalizedText } from "@mortise/kit";
import type { DocumentBase } from "./document-base.ts";
import type { FormItem } from "./form-item.ts";
import type { PublicAccess } from "./public-access.ts";

/** How long visitors may change what they sent, by a private link. */
export interface OwnEditing {
  readonly hours: number;
  /** Only while the record is so; a record that moved on stays as it is. */
  readonly while?: Expression;
}

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
  readonly access?: PublicAccess;
  /** Absent: what was sent is sent. */
  readonly editing?: OwnEditing;
}

/** A layout of an entity's fields: for creating, editing, showing, or public collection. */
export interface FormDocument extends DocumentBase<"form"> {
  readonly entity: string;
  readonly items: readonly FormItem[];
  readonly public?: PublicFormSettings;
}
