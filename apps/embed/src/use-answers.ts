import type { PublicFormField } from "@mortise/contract";
import { useState } from "react";
import { type Answers, missing, toValues } from "./answers.ts";
import type { PublicFormView, Refusal } from "./form-api.ts";
import { applyRules } from "./rules.ts";
import type { Texts } from "./text.ts";

type Problems = Readonly<Record<string, string>>;

/** A form while it is filled in: what stands in the controls, what is asked for, and what is wrong with it. */
export interface AnswersState {
  readonly answers: Answers;
  /** The questions as the rules leave them. */
  readonly fields: readonly PublicFormField[];
  readonly hidden: ReadonlySet<string>;
  readonly problems: Problems;
  readonly notice: string;
  /** The first question to mend; another object each time somebody is led there. */
  readonly first: { readonly field: string } | undefined;
  readonly change: (id: string, value: unknown) => void;
  /** Changes answers that nobody typed. */
  readonly fill: (answers: Answers) => void;
  /** Starts with other answers. */
  readonly replace: (answers: Answers) => void;
  readonly note: (text: string) => void;
  /** Looks for missing answers, of all questions or of some, and shows them; whether there are none. */
  readonly check: (only?: readonly string[]) => boolean;
  readonly refuse: (refusal: Refusal) => void;
  readonly values: () => Answers;
  /** Codes that prove answers, by field, and where they are typed. */
  readonly codes: Readonly<Record<string, string>>;
  readonly enterCode: (field: string, code: string) => void;
}

/** Keeps the answers to a form; whatever goes wrong, what was typed stays. */
export function useAnswers(view: PublicFormView, start: Answers, t: Texts): AnswersState {
  const [answers, setAnswers] = useState(start);
  const [problems, setProblems] = useState<Problems>({});
  const [notice, note] = useState("");
  const [first, setFirst] = useState<{ readonly field: string }>();
  const [codes, setCodes] = useState<Readonly<Record<string, string>>>({});
  const { fields, hidden } = applyRules(view.fields, view.rules ?? [], answers);
  const mend = (id: string): void => {
    const { [id]: _mended, ...rest } = problems;
    setProblems(rest);
    if (Object.keys(rest).length === 0) note("");
  };
  const show = (found: Problems, message: string): void => {
    setProblems(found);
    note(message);
    const wrong = fields.find(({ id }) => found[id] !== undefined);
    setFirst(wrong && { field: wrong.id });
  };
  return {
    answers,
    fields,
    hidden,
    problems,
    notice,
    first,
    note,
    fill: (more) => setAnswers((current) => ({ ...current, ...more })),
    replace: setAnswers,
    change: (id, value) => {
      setAnswers((current) => ({ ...current, [id]: value }));
      mend(id);
    },
    codes,
    enterCode: (id, code) => {
      setCodes((current) => ({ ...current, [id]: code }));
      mend(id);
    },
    check: (only) => {
      const blank = missing(fields, answers).filter((id) => only?.includes(id) ?? true);
      show(Object.fromEntries(blank.map((id) => [id, t.required])), blank.length > 0 ? t.mend : "");
      return blank.length === 0;
    },
    refuse: ({ fields: refused, message }) => show(refused, message || t.unreachable),
    values: () => toValues(fields, answers),
  };
}
