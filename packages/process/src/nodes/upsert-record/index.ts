import { missing } from "../../model/checks.ts";
import { defineNode, NEXT } from "../../model/node-type.ts";
import { checkFieldValues } from "../field-values.ts";
import { resumeUpsert, stepUpsert } from "./step.ts";
import { text } from "./text.ts";

/** Updates the record with the same key, or creates one. */
export const upsertRecordNode = defineNode({
  id: "upsert-record",
  name: text.name,
  description: text.description,
  group: "data",
  icon: "sync",
  color: "cyan",
  settings: [
    { id: "entity", name: text.entity, kind: "entity", required: true },
    {
      id: "keys",
      name: text.keys,
      help: text.keysHelp,
      kind: "fields",
      of: "entity",
      accepts: ["text", "number", "option", "date", "reference", "user", "team"],
      required: true,
    },
    { id: "values", name: text.values, kind: "custom", editor: "field-values", required: true },
  ],
  initial: { values: [] },
  exits: () => [NEXT],
  outputs(settings, { catalog }) {
    const entity = settings.text("entity");
    if (entity === undefined || !catalog.find("entity", entity)) return [];
    return [{ field: { id: "record", type: "reference", name: text.record, settings: { entity } } }];
  },
  summary(settings, { wording }) {
    const entity = settings.text("entity");
    const name = wording.entity(entity);
    const keys = settings.texts("keys").map((field) => wording.field(entity ?? "", field));
    return {
      zh: `按${keys.map((key) => key.zh).join("、") || "…"}更新或新建${name.zh}`,
      en: `Update or create the ${name.en} with the same ${keys.map((key) => key.en).join(", ") || "…"}`,
    };
  },
  check(settings, context) {
    const target = settings.text("entity");
    if (target === undefined || !context.catalog.find("entity", target))
      return [missing("entity", text.noEntity)];
    const scope = context.catalog.scope(target);
    const keys = settings.texts("keys").filter((field) => scope.variable(field));
    if (keys.length === 0) return [missing("keys", text.noKeys)];
    const set = new Set(settings.items("values").map((item) => item.text("field")));
    return [
      ...(keys.every((key) => set.has(key)) ? [] : [missing("values", text.noKeyValue)]),
      ...checkFieldValues(settings, target, context),
    ];
  },
  step: stepUpsert,
  resume: resumeUpsert,
});
