import type { Expression } from "@mortise/expression";
import type { Json } from "@mortise/kit";
import type { StepOutcome } from "../../model/node-type.ts";
import type { StepContext } from "../../model/step-context.ts";
import { fieldValues } from "../field-values.ts";
import { text } from "./text.ts";

/** Asks for the record, and looks once it is written which one it is. */
export function stepUpsert(context: StepContext): StepOutcome {
  const { settings } = context;
  const entity = settings.text("entity") ?? "";
  const keys = settings.texts("keys");
  const values = fieldValues(context, settings);
  if (keys.some((key) => (values[key] ?? null) === null)) {
    context.give({ record: null });
    return { type: "exit", exit: "next", text: text.emptyKey };
  }
  context.emit({ type: "upsert", entity, keys, values });
  return { type: "again", text: text.written };
}

/** Leaves the record that has the keys now. */
export function resumeUpsert(context: StepContext): StepOutcome {
  const { settings } = context;
  const entity = settings.text("entity") ?? "";
  const values = fieldValues(context, settings);
  const parts = settings.texts("keys").map((key): Expression => {
    // Values of key fields are JSON.
    const value = (values[key] ?? null) as Json;
    return { "==": [{ var: key }, value] };
  });
  const [id] = context.search({ entity, filter: { and: parts }, limit: 1 });
  context.give({ record: id ?? null });
  const name = context.wording.entity(entity);
  return {
    type: "exit",
    exit: "next",
    text: { zh: `已更新或新建${name.zh}`, en: `Updated or created a ${name.en}` },
  };
}
