import { defineError } from "@mortise/kit";

/** A definition names a field type that this version does not have. */
export const fieldTypeUnknown = defineError("FIELD_TYPE_UNKNOWN", 400, {
  zh: "没有“{type}”这种字段类型",
  en: 'There is no field type "{type}"',
});

/** A field component stands outside `FieldServicesProvider`. */
export const fieldServicesMissing = defineError("FIELD_SERVICES_MISSING", 500, {
  zh: "字段组件外面缺少 FieldServicesProvider",
  en: "A field component stands outside FieldServicesProvider",
});
