import type { Locale } from "@mortise/kit";
import type { FormItem } from "@mortise/metadata";
import type { Answers } from "./answers.ts";
import type { Answer, PublicFormView } from "./form-api.ts";
import type { Texts } from "./text.ts";

/** How answers are proved by codes that are sent to them. */
export interface Proving {
  readonly codes: Readonly<Record<string, string>>;
  readonly enterCode: (field: string, code: string) => void;
  /** Has a code sent; answers why not, or the seconds until another one may be asked for. */
  readonly askForCode: (field: string, value: string) => Promise<Answer<{ readonly againInSeconds: number }>>;
}

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
  /** How answers are proved by codes. */
  readonly proving: Proving;
  readonly onCheck: (fields: readonly string[]) => boolean;
}
