import { findFieldType } from "@mortise/fields";
import { plainText } from "./plain-text.ts";
import type { ValueText } from "./wording.ts";

/** Words for a field's value, by its field type; dates in the product's home zone. */
export const valueText: ValueText = (field, value, label) => {
  const type = findFieldType(field.type);
  const say = (locale: "zh" | "en"): string =>
    type?.toText(value, field, { locale, timeZone: "Asia/Shanghai", label, find: () => undefined }) ??
    plainText(value);
  return { zh: say("zh"), en: say("en") };
};
