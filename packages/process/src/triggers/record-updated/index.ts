import { missing } from "../../model/checks.ts";
import { defineTrigger, whenSetting } from "../../model/trigger-type.ts";
import { text } from "./text.ts";

/** Starts when chosen fields of a record change; any field when none is chosen. */
export const recordUpdatedTrigger = defineTrigger({
  id: "record-updated",
  name: text.name,
  description: text.description,
  icon: "form",
  settings: [{ id: "fields", name: text.fields, kind: "fields", help: text.fieldsHelp }, whenSetting],
  initial: { fields: [] },
  matches(settings, event) {
    if (event.type !== "updated") return false;
    const fields = settings.texts("fields");
    return fields.length === 0 || fields.some((field) => event.changed.includes(field));
  },
  summary(settings, { wording, entity }) {
    const names = settings.texts("fields").map((field) => wording.field(entity, field));
    const name = wording.entity(entity);
    if (names.length === 0) return { zh: `${name.zh}有修改时`, en: `When a ${name.en} changes` };
    return {
      zh: `${name.zh}的${names.map((field) => field.zh).join("、")}修改时`,
      en: `When ${names.map((field) => field.en).join(", ")} of a ${name.en} changes`,
    };
  },
  check: (settings, { catalog, entity }) =>
    settings.texts("fields").flatMap((field, index) =>
      catalog.scope(entity).variable(field)
        ? []
        : [
            missing(`fields.${index}`, {
              zh: `字段“${field}”不存在，可能已被删除`,
              en: `The field "${field}" does not exist; it may have been deleted`,
            }),
          ],
    ),
});
