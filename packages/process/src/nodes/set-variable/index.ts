import { missing } from "../../model/checks.ts";
import { defineNode, NEXT } from "../../model/node-type.ts";
import { stepSetVariable } from "./step.ts";
import { text } from "./text.ts";
import { variableField } from "./variable-field.ts";

/** Keeps a value for later steps. */
export const setVariableNode = defineNode({
  id: "set-variable",
  name: text.name,
  description: text.description,
  group: "data",
  icon: "edit",
  color: "cyan",
  settings: [
    { id: "sets", name: text.sets, help: text.setsHelp, kind: "custom", editor: "settable-variable" },
    { id: "label", name: text.label, kind: "localized-text", visibleWhen: { setting: "sets", in: [null] } },
    {
      id: "kind",
      name: text.kind,
      kind: "choice",
      default: "number",
      visibleWhen: { setting: "sets", in: [null] },
      choices: [
        { value: "number", name: text.number },
        { value: "text", name: text.plain },
        { value: "switch", name: text.boolean },
        { value: "date", name: text.date },
        { value: "datetime", name: text.datetime },
        { value: "user", name: text.user },
        { value: "team", name: text.team },
      ],
    },
    { id: "value", name: text.value, kind: "custom", editor: "variable-value", required: true },
  ],
  initial: { kind: "number" },
  exits: () => [NEXT],
  outputs: (settings) =>
    settings.text("sets") === undefined ? [{ field: variableField(settings), isSettable: true }] : [],
  summary(settings, { wording, entity }) {
    const sets = settings.text("sets");
    const name = sets === undefined ? variableField(settings).name : wording.field(entity, sets);
    return { zh: `设置“${name.zh}”`, en: `Set “${name.en}”` };
  },
  check(settings, context) {
    const sets = settings.text("sets");
    const known = sets === undefined ? undefined : context.variables.find(sets);
    if (sets !== undefined && known?.isSettable !== true) return [missing("sets", text.noVariable)];
    if (sets === undefined && !settings.localized("label")) return [missing("label", text.noName)];
    const value = settings.expression("value");
    if (value === undefined) return [missing("value", text.noValue)];
    const kind = context.catalog.fieldTypes.kindOf(known?.field ?? variableField(settings));
    return context.expression("value", value, [kind, "null"]);
  },
  step: stepSetVariable,
});
