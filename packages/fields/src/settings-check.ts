import {
  isLocalizedText,
  isPlainObject,
  type Json,
  type LocalizedText,
  type SettingSpec,
} from "@mortise/kit";
import type { FieldDefinition } from "@mortise/metadata";
import type { FieldType } from "./field-type.ts";

type Fits = (value: Json, spec: SettingSpec) => boolean;

const isText: Fits = (value) => typeof value === "string";
const isTextList: Fits = (value) => Array.isArray(value) && value.every((entry) => typeof entry === "string");
const isAnything: Fits = () => true;

/** What a stored value of each kind of setting looks like. */
const FITS: Readonly<Record<SettingSpec["kind"], Fits>> = {
  text: isText,
  "long-text": isText,
  "localized-text": isLocalizedText,
  number: (value) => typeof value === "number" && Number.isFinite(value),
  switch: (value) => typeof value === "boolean",
  choice: (value, spec) => (spec.choices ?? []).some((choice) => choice.value === value),
  choices: (value, spec) =>
    Array.isArray(value) &&
    value.every((entry) => (spec.choices ?? []).some((choice) => choice.value === entry)),
  field: isText,
  fields: isTextList,
  entity: isText,
  user: isText,
  users: isTextList,
  roles: isTextList,
  team: isText,
  teams: isTextList,
  role: isText,
  condition: isAnything,
  formula: isAnything,
  options: (value) => Array.isArray(value) && value.every(isPlainObject),
  duration: isAnything,
  custom: isAnything,
};

/** Complaints about a field's settings, by the type's declaration and its own further rules. */
export function checkFieldSettings(type: FieldType, field: FieldDefinition): readonly LocalizedText[] {
  const stored: unknown = field.settings ?? {};
  if (!isPlainObject(stored)) return [{ zh: "设置格式不正确", en: "The settings are malformed" }];
  // Definition documents are JSON.
  const settings = stored as Readonly<Record<string, Json>>;
  const declared = type.settings.flatMap((spec) => checkSetting(spec, settings));
  const unknown = Object.keys(settings)
    .filter((id) => !type.settings.some((spec) => spec.id === id))
    .map((id) => ({ zh: `没有“${id}”这个设置`, en: `There is no setting "${id}"` }));
  const own = declared.length === 0 ? (type.checkSettings?.(field) ?? []) : [];
  return [...declared, ...unknown, ...own];
}

function checkSetting(spec: SettingSpec, settings: Readonly<Record<string, Json>>): readonly LocalizedText[] {
  const value = Object.hasOwn(settings, spec.id) ? settings[spec.id] : undefined;
  const { zh, en } = spec.name;
  if (value === undefined || value === null || value === "") {
    const isMissing = spec.required === true && spec.default === undefined;
    return isMissing ? [{ zh: `请填写“${zh}”`, en: `"${en}" is needed` }] : [];
  }
  if (!FITS[spec.kind](value, spec)) return [{ zh: `“${zh}”填写有误`, en: `"${en}" does not fit` }];
  if (typeof value !== "number") return [];
  if (spec.min !== undefined && value < spec.min) {
    return [{ zh: `“${zh}”不能小于 ${spec.min}`, en: `"${en}" must be at least ${spec.min}` }];
  }
  if (spec.max !== undefined && value > spec.max) {
    return [{ zh: `“${zh}”不能大于 ${spec.max}`, en: `"${en}" must be at most ${spec.max}` }];
  }
  return [];
}
