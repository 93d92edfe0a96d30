import type { LocalizedText } from "@mortise/kit";
import type { StepOutcome } from "../../model/node-type.ts";
import type { Settings } from "../../model/settings.ts";
import type { StepContext } from "../../model/step-context.ts";
import type { Wording } from "../../model/wording.ts";
import { readWhere } from "../where.ts";
import { text } from "./text.ts";

const FUNCTIONS = ["count", "sum", "avg", "max", "min"] as const;
type Function = (typeof FUNCTIONS)[number];

function functionOf(settings: Settings): Function {
  return FUNCTIONS.find((id) => id === settings.text("of")) ?? "count";
}

/** What is worked out, in words: the sum of Amount. */
export function figureOf(settings: Settings, wording: Wording): LocalizedText {
  const of = functionOf(settings);
  if (of === "count") return text.count;
  const field = wording.field(settings.text("entity") ?? "", settings.text("field") ?? "");
  return { zh: `${field.zh}${text[of].zh}`, en: `${text[of].en} of ${field.en}` };
}

/** Leaves the figure. */
export function stepTotal(context: StepContext): StepOutcome {
  const { settings } = context;
  const entity = settings.text("entity") ?? "";
  const where = readWhere(context, settings, entity);
  const of = functionOf(settings);
  const field = of === "count" ? undefined : settings.text("field");
  const none = of === "count" ? "0" : null;
  const amount =
    where.kind === "none"
      ? none
      : context.figure({
          entity,
          function: of,
          ...(where.filter === undefined ? {} : { filter: where.filter }),
          ...(field === undefined ? {} : { field }),
        });
  context.give({ result: amount });
  if (amount === null) return { type: "exit", exit: "next", text: text.nothing };
  const said = context.wording.value(context.state.entity, `$${context.node.id}.result`, amount);
  const name = figureOf(settings, context.wording);
  return { type: "exit", exit: "next", text: { zh: `${name.zh}：${said.zh}`, en: `${name.en}: ${said.en}` } };
}
