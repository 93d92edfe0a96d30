import type { FieldOption } from "./option-list.ts";

/**
 * How a light public form renders a field with native controls. The value given to `parse` is:
 * the input's text for `input` and `textarea`, a key for `select`, a list of keys for `multi-select`,
 * a boolean for `checkbox`, a division code for `region`, uploaded file objects for `files`.
 * With `reads: "text"` the text goes through `fromText` instead of `parse`; a `suffix` is shown behind the input and
 * is appended to what was typed, so that `1` in front of a `%` is 1% and not 100%.
 */
export type PublicInput =
  | {
      readonly kind: "input";
      readonly type: "text" | "tel" | "email" | "url" | "date" | "month" | "time" | "datetime-local";
      readonly inputMode?: "decimal" | "numeric" | "tel" | "email" | "url";
      readonly reads: "text";
      readonly maxLength?: number;
      readonly suffix?: string;
    }
  | { readonly kind: "textarea"; readonly reads: "text"; readonly maxLength?: number }
  | {
      readonly kind: "select" | "multi-select";
      readonly reads: "value";
      readonly options: readonly FieldOption[];
    }
  | { readonly kind: "checkbox"; readonly reads: "value" }
  | { readonly kind: "region"; readonly reads: "value"; readonly level: "province" | "city" | "county" }
  | { readonly kind: "files"; readonly reads: "value"; readonly maxCount: number; readonly accept?: string };
