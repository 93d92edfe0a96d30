import type { PublicFormField } from "@mortise/contract";
import type { Answers } from "./answers.ts";

const YES: ReadonlySet<string> = new Set(["true", "1", "yes", "是"]);

/** What a link fills in, as far as the form asks for it: texts as they are typed, options by key or by name. */
export function prefilled(
  fields: readonly PublicFormField[],
  given: Readonly<Record<string, string>>,
): Answers {
  return Object.fromEntries(
    fields.flatMap((field) => {
      const text = Object.hasOwn(given, field.id) ? (given[field.id] ?? "") : "";
      const answer = text === "" ? undefined : answerOf(field, text);
      return answer === undefined ? [] : [[field.id, answer]];
    }),
  );
}

function answerOf({ input }: PublicFormField, text: string): unknown {
  const keyOf = (wanted: string): string | undefined =>
    "options" in input
      ? input.options.find(({ key, name }) => [key, name.zh, name.en].includes(wanted.trim()))?.key
      : undefined;
  switch (input.kind) {
    case "select":
      return keyOf(text);
    case "multi-select": {
      const keys = text.split(/[,，]/).flatMap((part) => keyOf(part) ?? []);
      return keys.length > 0 ? keys : undefined;
    }
    case "checkbox":
      return YES.has(text.trim().toLowerCase());
    case "region":
      return /^\d{2,6}$/.test(text) ? text : undefined;
    case "input": {
      const bare = input.suffix && text.endsWith(input.suffix) ? text.slice(0, -input.suffix.length) : text;
      return bare.trim().slice(0, input.maxLength);
    }
    case "textarea":
      return text.slice(0, input.maxLength);
    case "files":
      return undefined;
  }
}
