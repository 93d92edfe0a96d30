import { missing } from "../../model/checks.ts";
import { defineNode, NEXT } from "../../model/node-type.ts";
import { LEADS_TO_RECORDS, targetEntity } from "../target-records.ts";
import { stepDeleteRecords } from "./step.ts";
import { text } from "./text.ts";

/** Moves records to the recycle bin: never the run's own, which would end the run. */
export const deleteRecordsNode = defineNode({
  id: "delete-records",
  name: text.name,
  description: text.description,
  group: "data",
  icon: "delete",
  color: "red",
  settings: [
    {
      id: "reference",
      name: text.reference,
      help: text.referenceHelp,
      kind: "field",
      accepts: LEADS_TO_RECORDS,
      required: true,
    },
  ],
  initial: {},
  exits: () => [NEXT],
  summary(settings, { wording, entity }) {
    const reference = settings.text("reference");
    if (reference === undefined) return text.noReference;
    const name = wording.field(entity, reference);
    return { zh: `删除“${name.zh}”`, en: `Delete “${name.en}”` };
  },
  check(settings, context) {
    const reference = settings.text("reference");
    const kind = reference === undefined ? undefined : context.variable(reference)?.kind;
    const target = targetEntity(context.wording, context.entity, reference);
    return reference !== undefined &&
      target !== undefined &&
      kind !== undefined &&
      LEADS_TO_RECORDS.includes(kind)
      ? []
      : [missing("reference", text.noReference)];
  },
  step: stepDeleteRecords,
});
