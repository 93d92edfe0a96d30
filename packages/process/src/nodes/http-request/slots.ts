import type { Value } from "@mortise/expression";
import { QUOTE } from "@mortise/metadata";
import type { Guard } from "../../model/node-output.ts";
import type { StepContext } from "../../model/step-context.ts";

/** A value as another system reads it: keys of options, ids, days as `2026-11-30`; absent values are empty. */
export function machineText(value: Value): string {
  if (value === null) return "";
  if (typeof value === "string") return value;
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  return value.map((item) => (typeof item === "string" ? item : JSON.stringify(item))).join(",");
}

/** The names in a text that stand for values. */
export function namesIn(text: string): readonly string[] {
  return [...new Set([...text.matchAll(QUOTE)].map(([, name = ""]) => name))];
}

/** Fills the names in a text with their values, each written as its place asks for: `encode` keeps it from being more than a value there. */
export function fillSlots(
  context: StepContext,
  text: string,
  encode: (value: string) => string = (value) => value,
): string {
  return text.replace(QUOTE, (_token, name: string) => encode(machineText(context.value(name))));
}

/** Fields of other entities behind some names: who may not read them is not shown what was sent. */
export function guardsOf(context: StepContext, names: readonly string[]): readonly Guard[] {
  const { variables, catalog } = context.flow;
  return names.flatMap((name) => {
    const variable = variables.find(name);
    const field = variable?.field ?? catalog.field(context.state.entity, name);
    const target = field && catalog.fieldTypes.targetEntity(field);
    const title = target === undefined ? undefined : catalog.find("entity", target)?.titleField;
    return [
      ...(variable?.guard ? [variable.guard] : []),
      // Records are sent by their id or their title.
      ...(target !== undefined && title !== undefined ? [{ entity: target, fields: [title] }] : []),
    ];
  });
}
