import type { RuleMessage } from "@mortise/fields";
import type { LocalizedText } from "@mortise/kit";
import { useState } from "react";

/** What stands in the way of saving a form that rules speak about. */
export interface FormWarnings {
  /** Whether the form has said what it warns of and waits for a second yes. */
  readonly isAsking: boolean;
  /** Refusals by field; those of the form as a whole under `""`. */
  readonly refusals: Readonly<Record<string, LocalizedText>>;
  /** Whether the form may be saved now; the first time with new warnings it asks instead. */
  readonly mayGoOn: () => boolean;
}

/** Stops a form once for its warnings, and for good while a rule refuses it. */
export function useWarnings(messages: readonly RuleMessage[]): FormWarnings {
  const [asked, setAsked] = useState("");
  const warnings = messages.filter(({ level }) => level === "warn");
  const now = warnings.map(({ rule, message }) => `${rule} ${message.zh}`).join("\n");
  const refusals = Object.fromEntries(
    messages.filter(({ level }) => level === "refuse").map(({ field = "", message }) => [field, message]),
  );
  return {
    isAsking: now !== "" && asked === now,
    refusals,
    mayGoOn: () => {
      if (now === "" || asked === now) return true;
      setAsked(now);
      return false;
    },
  };
}
