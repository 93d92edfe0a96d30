import { missing } from "../../model/checks.ts";
import { defineNode, NEXT } from "../../model/node-type.ts";
import { searchSettings } from "../found-settings.ts";
import { checkWhere, whereText } from "../where.ts";
import { stepFindRecord } from "./step.ts";
import { text } from "./text.ts";

/** Finds the first record that meets conditions. */
export const findRecordNode = defineNode({
  id: "find-record",
  name: text.name,
  description: text.description,
  group: "data",
  icon: "search",
  color: "cyan",
  settings: searchSettings,
  initial: { where: { join: "and", rows: [] } },
  exits: () => [
    { ...NEXT, name: text.found },
    { id: "none", name: text.notFound },
  ],
  outputs(settings, { catalog }) {
    const entity = settings.text("entity");
    if (entity === undefined || !catalog.find("entity", entity)) return [];
    return [{ field: { id: "record", type: "reference", name: text.record, settings: { entity } } }];
  },
  summary(settings, context) {
    const entity = settings.text("entity");
    const name = context.wording.entity(entity);
    const where = whereText(settings, entity ?? "", context);
    return {
      zh: where.zh ? `查找${name.zh}：${where.zh}` : `查找${name.zh}`,
      en: where.en ? `Find a ${name.en}: ${where.en}` : `Find a ${name.en}`,
    };
  },
  check(settings, context) {
    const entity = settings.text("entity");
    if (entity === undefined || !context.catalog.find("entity", entity))
      return [missing("entity", text.noEntity)];
    return checkWhere(settings, entity, context);
  },
  step: stepFindRecord,
});
