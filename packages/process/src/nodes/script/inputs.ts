import type { Value } from "@mortise/expression";
import type { Json, JsonObject } from "@mortise/kit";
import { missing } from "../../model/checks.ts";
import type { CheckContext, SettingProblem } from "../../model/node-type.ts";
import type { Settings } from "../../model/settings.ts";
import type { StepContext } from "../../model/step-context.ts";
import { text } from "./text.ts";

/** A name that can stand behind `input.` and is no part of every object. */
const NAME = /^[A-Za-z_][A-Za-z0-9_]{0,62}$/;

/** Complaints about what the script is to get. */
export function checkInputs(settings: Settings, context: CheckContext): readonly SettingProblem[] {
  const rows = settings.items("inputs");
  const names = rows.map((row) => row.text("name"));
  return rows.flatMap((row, index) => {
    const at = `inputs.${index}`;
    const name = names[index];
    if (name === undefined) return [missing(`${at}.name`, text.noName)];
    if (!NAME.test(name) || name === "__proto__") return [missing(`${at}.name`, text.badName)];
    if (names.indexOf(name) !== index) return [missing(`${at}.name`, text.twice)];
    const field = row.text("field");
    const isThere = field !== undefined && context.variable(field) !== undefined;
    return isThere ? [] : [missing(`${at}.field`, text.noField)];
  });
}

/** Fields of the record and variables that the script gets. */
export function namesGiven(settings: Settings): readonly string[] {
  return settings.items("inputs").flatMap((row) => row.text("field") ?? []);
}

/** What the script sees as `input`. */
export function inputOf(context: StepContext): JsonObject {
  const rows = context.settings.items("inputs").map((row) => {
    const field = row.text("field") ?? "";
    return [row.text("name") ?? "", valueOf(context.value(field), context.kindOf(field))] as const;
  });
  return Object.fromEntries(rows);
}

function valueOf(value: Value, kind: string | undefined): Json {
  const isNumber = (kind === "number" || kind === "duration") && typeof value === "string";
  // Values are JSON.
  return isNumber ? Number(value) : (value as Json);
}
