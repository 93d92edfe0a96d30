import { visibleItems } from "@mortise/forms";
import { localize } from "@mortise/kit";
import { type FormEvent, type ReactNode, useEffect, useRef, useState } from "react";
import type { Refusal } from "./form-api.ts";
import { FormItems } from "./form-items.tsx";
import type { FormSetting } from "./form-setting.ts";
import { askForCode } from "./send-form.ts";
import type { AnswersState } from "./use-answers.ts";

interface EmbedFormProps {
  readonly setting: FormSetting;
  readonly state: AnswersState;
  /** What the button says, and while it is under way. */
  readonly labels: { readonly send: string; readonly sending: string };
  /** Sends the answers once none is missing; the refusal, if there is one. */
  readonly onSend: () => Promise<Refusal | undefined>;
  readonly onFocus?: (() => void) | undefined;
  /** Stands above the questions. */
  readonly above?: ReactNode;
  /** Stands between the questions and the button. */
  readonly children?: ReactNode;
}

/** The questions of a form and the button that sends the answers. */
export function EmbedForm({ setting, state, labels, onSend, onFocus, above, children }: EmbedFormProps) {
  const { view, locale, t } = setting;
  const form = useRef<HTMLFormElement>(null);
  const { first } = state;
  useEffect(() => {
    // By now the page with the complaint has come forward.
    if (first)
      form.current
        ?.querySelector<HTMLElement>(`[data-field="${first.field}"] :is(input, select, textarea)`)
        ?.focus();
  }, [first]);
  const [isSending, setSending] = useState(false);
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    // Enter on a step that is not the last one goes on to the next.
    const next = form.current?.querySelector<HTMLElement>("[data-next]");
    if (next && !next.closest("[hidden]")) return next.click();
    if (!state.check()) return undefined;
    setSending(true);
    const refusal = await onSend();
    setSending(false);
    return refusal && state.refuse(refusal);
  };
  const intro = view.form.public?.intro;
  return (
    <form ref={form} noValidate onSubmit={(event) => void submit(event)} onFocus={onFocus}>
      {intro ? <p className="intro">{localize(intro, locale)}</p> : null}
      {above}
      <FormItems
        items={visibleItems(view.form.items, state.hidden)}
        view={{ ...view, fields: state.fields }}
        locale={locale}
        t={t}
        answers={state.answers}
        problems={state.problems}
        first={first}
        proving={{
          codes: state.codes,
          enterCode: state.enterCode,
          askForCode: (field, value) => askForCode(setting, { field, value }),
        }}
        onChange={state.change}
        onCheck={state.check}
      />
      {state.notice ? (
        <p className="notice" role="alert">
          {state.notice}
        </p>
      ) : null}
      {children}
      <button type="submit" className="submit" disabled={isSending}>
        {isSending ? labels.sending : labels.send}
      </button>
    </form>
  );
}
