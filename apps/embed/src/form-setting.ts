import type { Locale } from "@mortise/kit";
import type { PublicFormView } from "./form-api.ts";
import type { ProofSource } from "./proof/proof-source.ts";
import type { Texts } from "./text.ts";

/** A form in front of a visitor, whether they fill it in for the first time or change what they sent. */
export interface FormSetting {
  readonly slug: string;
  readonly view: PublicFormView;
  readonly locale: Locale;
  readonly t: Texts;
  readonly proofs: ProofSource;
  readonly password?: string | undefined;
}
