import type { PublicFormField, PublicRegion } from "@mortise/contract";
import { localize, type Locale } from "@mortise/kit";
import type { Texts } from "./text.ts";

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

/** An answer in words, as a receipt shows it. */
export function answerText(
  { input }: PublicFormField,
  value: unknown,
  {
    regions,
    locale,
    t,
  }: { readonly regions: readonly PublicRegion[]; readonly locale: Locale; readonly t: Texts },
): string {
  if (input.kind === "checkbox") return value === true ? t.yes : t.no;
  if (input.kind === "select" || input.kind === "multi-select") {
    const keys: readonly unknown[] = Array.isArray(value) ? value : [value];
    const names = input.options
      .filter(({ key }) => keys.includes(key))
      .map(({ name }) => localize(name, locale));
    return names.join(locale === "zh" ? "，" : ", ");
  }
  const text = typeof value === "string" ? value : "";
  if (input.kind === "region") return regionText(regions, text, locale);
  if (input.kind === "input" && input.type === "datetime-local") return text.replace("T", " ");
  return input.kind === "input" && input.suffix ? `${text} ${input.suffix}` : text;
}

function regionText(regions: readonly PublicRegion[], code: string, locale: Locale): string {
  const region = regions.find((one) => code.startsWith(one.code));
  if (!region) return "";
  const below = regionText(region.children ?? [], code, locale);
  return below ? `${localize(region, locale)} ${below}` : localize(region, locale);
}
