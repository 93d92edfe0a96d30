import { shortKey } from "@mortise/kit";
import type { RecordRule, RuleAction, RuleActionType } from "@mortise/metadata";
import { startingFill } from "./fill-editor.tsx";
import { NEW_MATCH } from "./match-editor.tsx";

/** The kinds of actions, in the order of the menu. */
export const ACTION_TYPES: readonly RuleActionType[] = [
  "show",
  "hide",
  "require",
  "lock",
  "set",
  "fill",
  "offer",
  "narrow",
  "gate",
  "refuse",
  "warn",
];

/** An action of another kind that keeps the fields already chosen, as far as it takes any. */
export function newAction(type: RuleActionType, before?: RuleAction): RuleAction {
  const fields = before && "fields" in before ? before.fields : [];
  const field = before && "field" in before ? (before.field ?? "") : (fields[0] ?? "");
  switch (type) {
    case "hide":
    case "show":
    case "require":
    case "lock":
      return { type, fields: fields.length > 0 || field === "" ? fields : [field] };
    case "set":
      return { type, field, value: null };
    case "offer":
      return { type, field, options: [] };
    case "fill":
      return startingFill("");
    case "narrow":
      return { type, field, match: [NEW_MATCH] };
    case "gate":
      return { type, field: "", move: "enter", options: [], fields: [] };
    case "refuse":
    case "warn":
      return {
        type,
        message: before && "message" in before ? before.message : { zh: "", en: "" },
        ...(field === "" ? {} : { field }),
      };
  }
}

/** A rule that says nothing yet. */
export function newRule(): RecordRule {
  return { id: `rule_${shortKey(6)}`, when: true, actions: [{ type: "require", fields: [] }] };
}
