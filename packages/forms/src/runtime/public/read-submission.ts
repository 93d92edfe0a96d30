import { fieldType, type FieldContext, hasRules } from "@mortise/fields";
import type { RecordEnvironmentOptions, Value } from "@mortise/expression";
import { type ErrorDetail, type LocalizedText, ok, type Result } from "@mortise/kit";
import type { FieldDefinition } from "@mortise/metadata";
import type { Actor } from "@mortise/store";
import { formInvalid } from "../../errors.ts";
import { filledBy, stepForm } from "../../model/logic/form-logic.ts";
import type { AskedField, OpenForm } from "./open-form.ts";

/** What a visitor sent. */
export interface Submission {
  readonly values: Readonly<Record<string, unknown>>;
  readonly parameters?: Readonly<Record<string, string>>;
  /** The honeypot: people do not see it, so only programs fill it. */
  readonly website?: string;
  readonly idempotencyKey?: string;
  /** What the visitor's device calls itself. */
  readonly device?: string;
  readonly password?: string;
  /** A solved challenge, as ALTCHA writes it. */
  readonly proof?: string;
  /** Codes that were sent to the visitor, by field. */
  readonly codes?: Readonly<Record<string, string>>;
  /** What the link filled in and the visitor cannot change, signed. */
  readonly prefill?: string;
  /** The internet address from which it came. */
  readonly peer?: string;
}

interface ReadingOptions {
  readonly actor: Actor;
  readonly moment: RecordEnvironmentOptions;
  /** Values of a signed link, which stand for what was sent of their fields. */
  readonly signed: Readonly<Record<string, Value>>;
}

/** What is said at a question without an answer that needs one. */
export const requiredText: LocalizedText = { zh: "请填写此项", en: "Please fill this in" };

/**
 * The record a submission becomes: answers to the fields on the form, parameters of the address that the form keeps,
 * and its fixed values, which nobody outside can override. What rules hide is neither asked for nor kept. FORM_SUBMISSION_INVALID names every field to mend.
 */
export function readSubmission(
  open: OpenForm,
  submission: Submission,
  { actor, moment, signed }: ReadingOptions,
): Readonly<Record<string, Value>> {
  const context = answerContext(actor);
  const asked = new Set(open.asked.map(({ field }) => field.id));
  const beside = {
    ...keptParameters(open, submission.parameters ?? {}, context),
    ...Object.fromEntries(Object.entries(signed).filter(([id]) => !asked.has(id))),
    ...fixedValues(open),
  };
  const { values } = readAnswers(open, {
    read: (question) => answerTo(question, { ...submission, signed }, context),
    beside,
    moment,
  });
  return { ...values, ...beside };
}

function answerTo(
  asked: AskedField,
  { values, signed }: Pick<Submission, "values"> & Pick<ReadingOptions, "signed">,
  context: FieldContext,
): Result<Value> {
  const { id } = asked.field;
  return Object.hasOwn(signed, id)
    ? ok(signed[id] ?? null)
    : readAnswer(ownValue(values, id), asked, context);
}

/** What a visitor has answered by now, for those answers that can be read; beside what the form adds itself. */
export function answersSoFar(
  open: OpenForm,
  submission: Pick<Submission, "values" | "parameters">,
  { actor, signed }: Omit<ReadingOptions, "moment">,
): Readonly<Record<string, Value>> {
  const context = answerContext(actor);
  const answered = open.asked.flatMap((asked): (readonly [string, Value])[] => {
    const result = answerTo(asked, { ...submission, signed }, context);
    return result.ok && result.value !== null ? [[asked.field.id, result.value]] : [];
  });
  return {
    ...Object.fromEntries(answered),
    ...keptParameters(open, submission.parameters ?? {}, context),
    ...signed,
    ...fixedValues(open),
  };
}

/** What the gateway's readers and the field types are asked with, in the visitor's language. */
export function answerContext({ locale, timeZone }: Actor): FieldContext {
  return { locale, timeZone, label: () => undefined, find: () => undefined };
}

/** A value that was sent under a name; what every object has is not sent. */
export function ownValue(values: Readonly<Record<string, unknown>>, id: string): unknown {
  return Object.hasOwn(values, id) ? values[id] : undefined;
}

/** What the questions that the form shows are answered with, and those that it hides. FORM_SUBMISSION_INVALID names every field to mend. */
export function readAnswers(
  open: OpenForm,
  {
    read,
    beside,
    moment,
  }: Omit<Answered, "values"> & { readonly read: (asked: AskedField) => Result<Value> },
): { readonly values: Readonly<Record<string, Value>>; readonly hidden: ReadonlySet<string> } {
  const problems: ErrorDetail[] = [];
  const values: Record<string, Value> = {};
  for (const asked of open.asked) {
    const result = read(asked);
    if (!result.ok) problems.push({ path: asked.field.id, message: result.error });
    else if (result.value !== null) values[asked.field.id] = result.value;
  }
  const { gone: hidden, filled } = withoutHidden(open, { values, beside, moment });
  for (const { field, item } of open.asked) {
    const isAsked = (item.required === true || field.required === true) && !hidden.has(field.id);
    const isAnswered =
      values[field.id] !== undefined ||
      filled.has(field.id) ||
      problems.some(({ path }) => path === field.id);
    if (isAsked && !isAnswered) problems.push({ path: field.id, message: requiredText });
  }
  // In the order of the questions, so that the first to mend comes first.
  const shown = open.asked.flatMap(({ field }) =>
    hidden.has(field.id) ? [] : problems.filter(({ path }) => path === field.id),
  );
  if (shown.length > 0) throw formInvalid({ count: shown.length }, { details: shown });
  return { values, hidden };
}

function fixedValues({ form }: OpenForm): Readonly<Record<string, Value>> {
  // Values of fields, checked by the gateway like any others.
  return (form.public?.values ?? {}) as Readonly<Record<string, Value>>;
}

interface Answered {
  readonly values: Record<string, Value>;
  readonly beside: Readonly<Record<string, Value>>;
  readonly moment: RecordEnvironmentOptions;
}

/** The questions that the form does not show for these values of the record. */
export function hiddenQuestions(
  open: OpenForm,
  values: Readonly<Record<string, Value>>,
  moment: RecordEnvironmentOptions,
): ReadonlySet<string> {
  return withoutHidden(open, { values: { ...values }, beside: {}, moment }).gone;
}

/** Takes out the answers to questions that the form does not show, and tells which those are and what linkages will fill. */
function withoutHidden(
  { logic, asked, form }: OpenForm,
  { values, beside, moment }: Answered,
): { readonly gone: ReadonlySet<string>; readonly filled: ReadonlySet<string> } {
  const gone = new Set<string>();
  const filled = new Set<string>();
  if (!hasRules(logic.record)) return { gone, filled };
  // An answer that goes may hide a further question; each round takes out one at least.
  for (let left = asked.length; left > 0; left -= 1) {
    const all = { ...values, ...beside };
    const { state, wanted } = stepForm(logic, { values: all, given: new Set(Object.keys(all)) }, moment);
    const hidden = asked.filter(({ field }) => state.hidden.has(field.id)).map(({ field }) => field.id);
    const fresh = hidden.filter((field) => !gone.has(field));
    for (const field of fresh) {
      gone.add(field);
      delete values[field];
    }
    if (fresh.length > 0) continue;
    const published = wanted.filter(({ rule }) => form.public?.fills?.includes(rule));
    for (const id of published.flatMap((ask) => filledBy(logic, ask))) filled.add(id);
    break;
  }
  return { gone, filled };
}

/** The value of a field that an answer stands for. */
export function readAnswer(
  given: unknown,
  { field, input }: AskedField,
  context: FieldContext,
): Result<Value> {
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
