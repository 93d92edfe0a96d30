import { useState } from "react";
import { prefillOf } from "./address.ts";
import type { Answers } from "./answers.ts";
import type { PublicFormView } from "./form-api.ts";
import { keepDraft, keepLast, keptDraft, lastAnswers } from "./on-device.ts";
import { prefilled } from "./prefill.ts";

/** What a form begins with. */
export interface Start {
  readonly answers: Answers;
  /** What the link gives, and nothing that this device keeps. */
  readonly given: Answers;
  /** Where the answers come from. */
  readonly from: "draft" | "last" | "link";
  /** Forgets what the device keeps; gives what is left to begin with. */
  readonly forget: () => Answers;
}

/** The answers to begin with: what was typed and not sent, else what was sent last, and what the link says. */
export function useStart(slug: string, view: PublicFormView): Start {
  const [start, setStart] = useState(() => {
    const given = { ...prefilled(view.fields, prefillOf(window.location.search).open), ...view.locked };
    const draft = keptDraft(slug);
    if (Object.keys(draft).length > 0) return { given, from: "draft", answers: { ...draft, ...view.locked } };
    const last = view.remember ? askedOf(view, lastAnswers(slug)) : {};
    if (Object.keys(last).length > 0) return { given, from: "last", answers: { ...last, ...given } };
    return { given, from: "link", answers: given };
  });
  const forget = (): Answers => {
    keepDraft(slug, {});
    keepLast(slug, {});
    setStart({ given: start.given, from: "link", answers: start.given });
    return start.given;
  };
  // The three words above.
  return { ...start, from: start.from as Start["from"], forget };
}

/** The answers without those that the link fills in for good. */
export function typedOf({ locked = {} }: PublicFormView, answers: Answers): Answers {
  return Object.fromEntries(Object.entries(answers).filter(([id]) => !Object.hasOwn(locked, id)));
}

/** Of answers of another day, those to questions that the form still asks. */
function askedOf({ fields }: PublicFormView, answers: Answers): Answers {
  return Object.fromEntries(
    Object.entries(answers).filter(([id]) => fields.some((field) => field.id === id)),
  );
}
