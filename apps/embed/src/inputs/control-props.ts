import type { PublicFormField, PublicRegion } from "@mortise/contract";
import type { Locale } from "@mortise/kit";
import type { Texts } from "../text.ts";

/** What every control takes. */
export interface ControlProps {
  readonly id: string;
  readonly field: PublicFormField;
  readonly regions: readonly PublicRegion[];
  readonly locale: Locale;
  readonly t: Texts;
  readonly value: unknown;
  readonly describedBy: string;
  readonly isInvalid: boolean;
  readonly onChange: (value: unknown) => void;
}
