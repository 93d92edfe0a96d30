import type { Locale } from "@mortise/kit";
import type { FormItem } from "@mortise/metadata";
import type { Answers } from "./answers.ts";
import type { PublicFormView } from "./form-api.ts";
import type { Texts } from "./text.ts";

/** What the items of a public form need. */
export interface FormItemsProps {
  readonly items: readonly FormItem[];
  readonly view: PublicFormView;
  readonly locale: Locale;
  readonly t: Texts;
  readonly answers: Answers;
  readonly problems: Readonly<Record<string, string>>;
  /** The first question to mend; another object each time somebody is led there. */
  readonly first: { readonly field: string } | undefined;
  readonly onChange: (field: string, value: unknown) => void;
  /** Checks some questions before the next step, and shows what is missing; whether none is. */
  readonly onCheck: (fields: readonly string[]) => boolean;
}
