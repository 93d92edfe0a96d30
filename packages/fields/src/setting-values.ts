import { isLocalizedText, type Json, type LocalizedText } from "@mortise/kit";
import type { DeleteRule, FieldDefinition } from "@mortise/metadata";

/** The stored value of a setting; own properties only, undefined when not set. */
export function settingOf(field: FieldDefinition, id: string): Json | undefined {
  const settings = field.settings;
  return settings && Object.hasOwn(settings, id) ? settings[id] : undefined;
}

/** A setting that is a finite number, or the fallback. */
export function numberSetting<Fallback extends number | undefined>(
  field: FieldDefinition,
  id: string,
  fallback: Fallback,
): number | Fallback {
  const value = settingOf(field, id);
  return typeof value === "number" && Number.isFinite(value) ? value : fallback;
}

/** A setting that is a non-empty text, or the fallback. */
export function textSetting<Fallback extends string | undefined>(
  field: FieldDefinition,
  id: string,
  fallback: Fallback,
): string | Fallback {
  const value = settingOf(field, id);
  return typeof value === "string" && value !== "" ? value : fallback;
}

/** A switch; off unless it was turned on. */
export function switchSetting(field: FieldDefinition, id: string, fallback = false): boolean {
  const value = settingOf(field, id);
  return typeof value === "boolean" ? value : fallback;
}

/** A setting that is a list of texts; none unless it was set. */
export function listSetting(field: FieldDefinition, id: string): readonly string[] {
  const value = settingOf(field, id);
  return Array.isArray(value) ? value.filter((one) => typeof one === "string") : [];
}

/** A setting that is a text in both languages, or the fallback. */
export function localizedSetting(field: FieldDefinition, id: string, fallback: LocalizedText): LocalizedText {
  const value = settingOf(field, id);
  return isLocalizedText(value) && (value.zh || value.en) ? value : fallback;
}

/**
 * The rule for records that point at a deleted one: unless the builder said otherwise their field is emptied, and one
 * that must not be empty stands in the way.
 */
export function deleteRuleOf(field: FieldDefinition): DeleteRule {
  const rule = settingOf(field, "onDelete");
  if (rule === "restrict" || rule === "cascade") return rule;
  return field.required === true ? "restrict" : "clear";
}
