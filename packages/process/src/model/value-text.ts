import type { ValueText } from "./wording.ts";

/** Words for a field's value; placeholder until field types are merged. */
export const valueText: ValueText = (_field, value, label) => {
  const text = Array.isArray(value) ? value.map((item) => label(String(item)) ?? String(item)).join("、") : (label(String(value)) ?? String(value));
  return { zh: text, en: text };
};
