import type { FieldDefinition } from "@mortise/metadata";
import type { Settings } from "../../model/settings.ts";
import { text } from "./text.ts";

/** Field types of variables, by the setting `kind`. */
const TYPES: ReadonlySet<string> = new Set(["number", "text", "switch", "date", "datetime", "user", "team"]);

/** The variable that the settings describe, as a field. */
export function variableField(settings: Settings): FieldDefinition {
  const kind = settings.text("kind") ?? "number";
  return {
    id: "value",
    type: TYPES.has(kind) ? kind : "number",
    name: settings.localized("label") ?? text.variable,
  };
}
