import { missing } from "../../model/checks.ts";
import { defineNode, NEXT } from "../../model/node-type.ts";
import { searchSettings } from "../found-settings.ts";
import { checkWhere, whereText } from "../where.ts";
import { stepFindRecords } from "./step.ts";
import { text } from "./text.ts";

/** Records that a step leaves for later ones at most, whatever its settings say. */
export const MOST_FOUND = 1000;

/** Finds all records that meet conditions, up to a limit. */
export const findRecordsNode = defineNode({
  id: "find-records",
  name: text.name,
  description: text.description,
  group: "data",
  icon: "search",
  color: "cyan",
  settings: [
    ...searchSettings,
    { id: "limit", name: text.limit, help: text.limitHelp, kind: "number", min: 1, max: MOST_FOUND },
  ],
  initial: { where: { join: "and", rows: [] } },
  exits: () => [NEXT],
  outputs(settings, { catalog }) {
    const entity = settings.text("entity");
    if (entity === undefined || !catalog.find("entity", entity)) return [];
    const guard = { entity, fields: [] };
    return [
      { field: { id: "records", type: "references", name: text.records, settings: { entity } }, guard },
      { field: { id: "first", type: "reference", name: text.first, settings: { entity } } },
      { field: { id: "count", type: "number", name: text.count }, guard },
    ];
  },
  summary(settings, context) {
    const entity = settings.text("entity");
    const name = context.wording.entity(entity);
    const where = whereText(settings, entity ?? "", context);
    return {
      zh: where.zh ? `查找所有${name.zh}：${where.zh}` : `查找所有${name.zh}`,
      en: where.en ? `Find every ${name.en}: ${where.en}` : `Find every ${name.en}`,
    };
  },
  check(settings, context) {
    const entity = settings.text("entity");
    if (entity === undefined || !context.catalog.find("entity", entity))
      return [missing("entity", text.noEntity)];
    return checkWhere(settings, entity, context);
  },
  step: (context) => stepFindRecords(context, MOST_FOUND),
});
