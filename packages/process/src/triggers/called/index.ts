import { inputsIn, outputsIn, RECORD_TYPES } from "../../model/calls/call-signature.ts";
import { missing } from "../../model/checks.ts";
import type { CheckContext, SettingProblem } from "../../model/node-type.ts";
import type { Settings } from "../../model/settings.ts";
import { defineTrigger } from "../../model/trigger-type.ts";
import { text } from "./text.ts";

/** Starts when a step of another flow calls it, with what that step hands over; no change starts it. */
export const calledTrigger = defineTrigger({
  id: "called",
  name: text.name,
  description: text.description,
  icon: "node",
  settings: [
    { id: "inputs", name: text.inputs, help: text.inputsHelp, kind: "custom", editor: "declared-inputs" },
    { id: "outputs", name: text.outputs, help: text.outputsHelp, kind: "custom", editor: "declared-outputs" },
    { id: "callers", name: text.callers, kind: "custom", editor: "callers" },
  ],
  initial: { inputs: [], outputs: [] },
  matches: () => false,
  signature: (settings) => ({ inputs: inputsIn(settings), outputs: outputsIn(settings) }),
  summary(settings, { wording, entity }) {
    const name = wording.entity(entity);
    const inputs = inputsIn(settings).map(({ field }) => field.name);
    const zh = inputs.map((input) => input.zh).join("、");
    const en = inputs.map((input) => input.en).join(", ");
    return {
      zh: `其他流程为${name.zh}调用时${zh && `，带入${zh}`}`,
      en: `When another flow calls it for a ${name.en}${en && `, with ${en}`}`,
    };
  },
  check: (settings, context) => [
    ...checkRows(settings, "inputs", context),
    ...checkRows(settings, "outputs", context),
  ],
});

function checkRows(
  settings: Settings,
  list: "inputs" | "outputs",
  { catalog }: CheckContext,
): readonly SettingProblem[] {
  const rows = settings.items(list);
  const names = rows.map((row) => row.localized("name")?.zh);
  return rows.flatMap((row, index) => {
    const at = `${list}.${index}`;
    const name = names[index];
    if (name === undefined) return [missing(`${at}.name`, text.noName)];
    if (names.indexOf(name) !== index) return [missing(`${at}.name`, text.twice)];
    const needsEntity = RECORD_TYPES.includes(row.text("type") ?? "");
    const isThere = !needsEntity || catalog.find("entity", row.text("entity") ?? "") !== undefined;
    return isThere ? [] : [missing(`${at}.entity`, text.noEntity)];
  });
}
