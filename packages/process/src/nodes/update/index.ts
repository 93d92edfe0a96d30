import { missing } from "../../model/checks.ts";
import { defineNode, NEXT } from "../../model/node-type.ts";
import { checkFieldValues, fieldNames } from "../field-values.ts";
import { LEADS_TO_RECORDS, targetEntity } from "../target-records.ts";
import { stepUpdate } from "./step.ts";
import { text } from "./text.ts";

/** Sets fields of the record, of those it refers to, or of those that an earlier step has found. */
export const updateNode = defineNode({
  id: "update",
  name: text.name,
  description: text.description,
  group: "data",
  icon: "form",
  color: "cyan",
  settings: [
    {
      id: "reference",
      name: text.reference,
      kind: "field",
      accepts: LEADS_TO_RECORDS,
      help: text.referenceHelp,
    },
    { id: "values", name: text.values, kind: "custom", editor: "field-values", required: true },
  ],
  initial: { values: [] },
  exits: () => [NEXT],
  needsRecord: (settings) => settings.text("reference") === undefined,
  summary(settings, { wording, entity }) {
    const reference = settings.text("reference");
    const target = targetEntity(wording, entity, reference);
    const names = fieldNames(wording, target ?? entity, settings);
    if (!names.zh) return text.nothing;
    const whose = reference === undefined ? { zh: "", en: "" } : wording.field(entity, reference);
    return {
      zh: whose.zh ? `设置${whose.zh}的${names.zh}` : `设置${names.zh}`,
      en: whose.en ? `Set ${names.en} of the ${whose.en}` : `Set ${names.en}`,
    };
  },
  check(settings, context) {
    const reference = settings.text("reference");
    const target = targetEntity(context.wording, context.entity, reference);
    if (reference?.startsWith("$") && !context.variable(reference))
      return [missing("reference", text.noReference)];
    if (target === undefined) return [missing("reference", text.noReference)];
    if (settings.items("values").length === 0) return [missing("values", text.noValues)];
    return checkFieldValues(settings, target, context);
  },
  step: stepUpdate,
});
