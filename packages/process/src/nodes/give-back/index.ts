import { OUTPUT } from "../../model/calls/call-signature.ts";
import { missing, under } from "../../model/checks.ts";
import { defineNode, NEXT } from "../../model/node-type.ts";
import { stepGiveBack } from "./step.ts";
import { text } from "./text.ts";

/** Sets what the flow gives back to its caller. */
export const giveBackNode = defineNode({
  id: "give-back",
  name: text.name,
  description: text.description,
  group: "logic",
  icon: "swap",
  color: "purple",
  settings: [{ id: "values", name: text.values, kind: "custom", editor: "given-back", required: true }],
  initial: { values: [] },
  exits: () => [NEXT],
  summary(settings, { wording, entity }) {
    const rows = settings.items("values").flatMap((row) => row.text("output") ?? []);
    if (rows.length === 0) return { zh: "还没有填写", en: "nothing filled in yet" };
    const names = rows.map((id) => wording.field(entity, `$${OUTPUT}.${id}`));
    const zh = names.map((name) => `“${name.zh}”`).join("、");
    return { zh: `填写${zh}`, en: `Fill in ${names.map((name) => `“${name.en}”`).join(", ")}` };
  },
  check(settings, context) {
    const { signature } = context.variables;
    if (!signature) return [missing("", text.notCalled)];
    if (signature.outputs.length === 0) return [missing("values", text.noOutputs)];
    const rows = settings.items("values");
    if (rows.length === 0) return [missing("values", text.noValues)];
    return rows.flatMap((row, index) => {
      const output = signature.outputs.find(({ id }) => id === row.text("output"));
      if (!output) return [missing(`values.${index}.output`, text.gone)];
      const kind = context.catalog.fieldTypes.kindOf(output);
      return under(`values.${index}`, context.expression("value", row.expression("value"), [kind, "null"]));
    });
  },
  step: stepGiveBack,
});
