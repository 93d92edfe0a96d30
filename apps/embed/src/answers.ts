import type { PublicFormField } from "@mortise/contract";

/** What stands in the controls, by field id. */
export type Answers = Readonly<Record<string, unknown>>;

/** Whether nothing was answered. */
export function isBlank(value: unknown): boolean {
  return (
    value === undefined || value === null || value === "" || (Array.isArray(value) && value.length === 0)
  );
}

/** Fields without an answer that need one. */
export function missing(fields: readonly PublicFormField[], answers: Answers): readonly string[] {
  return fields.filter((field) => field.required && isBlank(answers[field.id])).map(({ id }) => id);
}

/** The answers as they are sent: blanks left out, units put behind what was typed. */
export function toValues(fields: readonly PublicFormField[], answers: Answers): Answers {
  return Object.fromEntries(
    fields.flatMap(({ id, input }) => {
      const value = answers[id];
      if (isBlank(value)) return [];
      const suffix = input.kind === "input" ? (input.suffix ?? "") : "";
      return [[id, typeof value === "string" ? value + suffix : value]];
    }),
  );
}
