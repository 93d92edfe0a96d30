import { missing } from "../../model/checks.ts";
import { defineNode, NEXT } from "../../model/node-type.ts";
import { checkFieldValues } from "../field-values.ts";
import { stepCreateRecord } from "./step.ts";
import { text } from "./text.ts";

/** Makes a record of another entity from this one, linked back by a reference field. */
export const createRecordNode = defineNode({
  id: "create-record",
  name: text.name,
  description: text.description,
  group: "data",
  icon: "plus",
  color: "cyan",
  settings: [
    { id: "entity", name: text.entity, kind: "entity", required: true },
    { id: "link", name: text.link, kind: "custom", editor: "link-field", help: text.linkHelp },
    { id: "values", name: text.values, kind: "custom", editor: "field-values" },
  ],
  initial: { values: [] },
  exits: () => [NEXT],
  outputs(settings, { catalog }) {
    const entity = settings.text("entity");
    if (entity === undefined || !catalog.find("entity", entity)) return [];
    return [{ field: { id: "record", type: "reference", name: text.record, settings: { entity } } }];
  },
  summary(settings, { wording }) {
    const name = wording.entity(settings.text("entity"));
    return { zh: `新建${name.zh}`, en: `Create a ${name.en}` };
  },
  check(settings, context) {
    const target = settings.text("entity");
    if (target === undefined || !context.catalog.find("entity", target))
      return [missing("entity", text.noEntity)];
    const problems = [...checkFieldValues(settings, target, context)];
    const link = settings.text("link");
    const field = link === undefined ? undefined : context.catalog.field(target, link);
    if (link !== undefined && (!field || context.catalog.fieldTypes.targetEntity(field) !== context.entity))
      problems.push(missing("link", text.noLink));
    return problems;
  },
  step: stepCreateRecord,
});
