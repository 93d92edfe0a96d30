import { fieldType, type FieldContext } from "@mortise/fields";
import type { Value } from "@mortise/expression";
import type { ErrorDetail, LocalizedText, Result } from "@mortise/kit";
import type { FieldDefinition } from "@mortise/metadata";
import type { Actor } from "@mortise/store";
import { formInvalid } from "../../errors.ts";
import type { AskedField, OpenForm } from "./open-form.ts";

/** What a visitor sent. */
export interface Submission {
  readonly values: Readonly<Record<string, unknown>>;
  readonly parameters?: Readonly<Record<string, string>>;
  /** The honeypot: people do not see it, so only programs fill it. */
  readonly website?: string;
  readonly idempotencyKey?: string;
}

const required: LocalizedText = { zh: "请填写此项", en: "Please fill this in" };

/**
 * The record a submission becomes: answers to the fields on the form, parameters of the address that the form keeps,
 * and its fixed values, which nobody outside can override. FORM_SUBMISSION_INVALID names every field to mend.
 */
export function readSubmission(
  open: OpenForm,
  submission: Submission,
  actor: Actor,
): Readonly<Record<string, unknown>> {
  const context: FieldContext = {
    locale: actor.locale,
    timeZone: actor.timeZone,
    label: () => undefined,
    find: () => undefined,
  };
  const problems: ErrorDetail[] = [];
  const values: Record<string, Value> = {};
  for (const asked of open.asked) {
    const { field, item } = asked;
    const given = Object.hasOwn(submission.values, field.id) ? submission.values[field.id] : undefined;
    const result = readAnswer(given, asked, context);
    if (!result.ok) problems.push({ path: field.id, message: result.error });
    else if (result.value !== null) values[field.id] = result.value;
    else if (item.required === true || field.required === true)
      problems.push({ path: field.id, message: required });
  }
  if (problems.length > 0) throw formInvalid({ count: problems.length }, { details: problems });
  return {
    ...keptParameters(open, submission.parameters ?? {}, context),
    ...values,
    ...open.form.public?.values,
  };
}

function readAnswer(given: unknown, { field, input }: AskedField, context: FieldContext): Result<Value> {
  const type = fieldType(field.type);
  const isText = input.kind !== "checkbox" && input.reads === "text" && typeof given === "string";
  return isText ? type.fromText(given, field, context) : type.parse(given, field);
}

/** What does not fit is left out: visitors did not type the address. */
function keptParameters(
  { form, entity }: OpenForm,
  given: Readonly<Record<string, string>>,
  context: FieldContext,
): Readonly<Record<string, Value>> {
  const kept = Object.entries(form.public?.parameters ?? {}).flatMap(([name, id]) => {
    const field = entity.fields.find((candidate) => candidate.id === id);
    const text = Object.hasOwn(given, name) ? given[name] : undefined;
    const value = field && text !== undefined ? readParameter(text, field, context) : null;
    return value === null ? [] : [[id, value] as const];
  });
  return Object.fromEntries(kept);
}

function readParameter(text: string, field: FieldDefinition, context: FieldContext): Value {
  const type = fieldType(field.type);
  if (type.computed !== undefined) return null;
  const result = type.fromText(text, field, context);
  return result.ok ? result.value : null;
}
