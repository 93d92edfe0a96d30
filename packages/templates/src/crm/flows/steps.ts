import type { Expression } from "@mortise/expression";
import type { JsonObject, LocalizedText } from "@mortise/kit";
import type { FlowDocument, FlowNode } from "@mortise/metadata";

/** A step that goes on with `next`, or along the named exits. */
export function step(
  id: string,
  type: string,
  settings: JsonObject,
  next?: string | Readonly<Record<string, string>>,
): FlowNode {
  return { id, type, settings, exits: typeof next === "string" ? { next } : (next ?? {}) };
}

/** Sets fields: field id → expression. */
export function setFields(values: Readonly<Record<string, Expression>>): JsonObject {
  return { values: Object.entries(values).map(([field, value]) => ({ field, value })) };
}

/** A question with the two ways `yes` and `else`. */
export function question(
  id: string,
  name: LocalizedText,
  when: Expression,
  ways: { readonly yes: string; readonly else?: string },
): FlowNode {
  const exits = { yes: ways.yes, ...(ways.else ? { else: ways.else } : {}) };
  return {
    id,
    type: "condition",
    name,
    settings: { branches: [{ id: "yes", name: { ...name }, when }] },
    exits: { ...exits },
  };
}

/** A message: to whom, its title and body in both languages. */
export function message(to: readonly JsonObject[], title: LocalizedText, body: LocalizedText): JsonObject {
  return { to, title: { ...title }, body: { ...body } };
}

/** What follows a verdict: the record's status says so, and so does a message to its owner. */
export function marked(status: string, title: LocalizedText, body: LocalizedText): readonly FlowNode[] {
  return [
    step(status, "update", setFields({ status }), `tell_${status}`),
    step(`tell_${status}`, "notify", message([{ source: "owner" }], title, body)),
  ];
}

/** A flow that is switched on. */
export function flow(
  id: string,
  entity: string,
  name: LocalizedText,
  rest: Pick<FlowDocument, "trigger" | "start" | "nodes"> & Partial<FlowDocument>,
): FlowDocument {
  return { kind: "flow", id, version: 1, name, entity, enabled: true, again: "parallel", ...rest };
}
