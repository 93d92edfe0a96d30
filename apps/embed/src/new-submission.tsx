import { type Locale, newId } from "@mortise/kit";
import { useEffect, useRef, useState } from "react";
import { parametersOf } from "./address.ts";
import type { Answers } from "./answers.ts";
import { EmbedForm } from "./embed-form.tsx";
import type { PublicFormView, Refusal } from "./form-api.ts";
import { momentText } from "./form-gate.tsx";
import { deviceId, keepDraft, keptDraft, keepSent, type Waiting } from "./on-device.ts";
import type { ProofSource } from "./proof/proof-source.ts";
import { SentBefore } from "./sent-before.tsx";
import { askForCode, sendForm, type Sent } from "./send-form.ts";
import type { Texts } from "./text.ts";
import { useAnswers } from "./use-answers.ts";

interface NewSubmissionProps {
  readonly slug: string;
  readonly proofs: ProofSource;
  readonly password: string | undefined;
  readonly view: PublicFormView;
  readonly locale: Locale;
  readonly t: Texts;
  readonly onDone: (sent: Sent, answers: Answers) => void;
  /** Keeps a submission on the device; false when that is not possible. */
  readonly onLater: (one: Waiting) => boolean;
}

/** A form that is filled in for the first time, with the draft that the device kept. */
export function NewSubmission(props: NewSubmissionProps) {
  const { slug, proofs, password, view, locale, t, onDone, onLater } = props;
  const state = useAnswers(view, keptDraft(slug), t);
  const { answers } = state;
  const [isRestored, setRestored] = useState(() => Object.keys(answers).length > 0);
  useEffect(() => keepDraft(slug, answers), [slug, answers]);
  const [later, setLater] = useState<Waiting>();
  const [website, setWebsite] = useState("");
  // One key per filled form: pressing the button twice makes one record.
  const key = useRef(newId());
  const send = async (): Promise<Refusal | undefined> => {
    setLater(undefined);
    const parameters = parametersOf(window.location.search);
    const submission = {
      values: state.values(),
      parameters,
      website,
      device: deviceId(),
      codes: state.codes,
    };
    const answer = await sendForm(slug, { submission, locale, key: key.current, password }, proofs);
    if (answer.ok) {
      keepDraft(slug, {});
      keepSent(slug, answer.value.edit);
      onDone(answer.value, answers);
      return undefined;
    }
    // Refused answers are mended and sent as a new submission.
    if (answer.refusal.code !== "UNREACHABLE") key.current = newId();
    else setLater({ key: key.current, submission, answers, ...(password === undefined ? {} : { password }) });
    return answer.refusal;
  };
  const keepForLater = (one: Waiting): void => {
    if (onLater(one)) keepDraft(slug, {});
    else state.note(t.notKept);
  };
  const discard = (): void => {
    state.replace({});
    setRestored(false);
  };
  return (
    <EmbedForm
      view={view}
      state={state}
      locale={locale}
      t={t}
      labels={{ send: t.submit, sending: view.proof ? t.proving : t.sending }}
      onSend={send}
      askForCode={(field, value) => askForCode({ slug, locale, password, field, value }, proofs)}
      onFocus={view.proof && (() => void proofs.get())}
      above={
        <>
          {view.closesAt ? (
            <p className="text">{t.closesAt.replace("{time}", momentText(view.closesAt, locale))}</p>
          ) : null}
          <SentBefore slug={slug} locale={locale} t={t} />
          {isRestored ? (
            <p className="restored" role="status">
              {t.restored}
              <button type="button" className="plain" onClick={discard}>
                {t.discard}
              </button>
            </p>
          ) : null}
        </>
      }
    >
      <div className="trap" aria-hidden="true">
        <label>
          Website
          <input
            tabIndex={-1}
            autoComplete="off"
            name="website"
            value={website}
            onChange={(event) => setWebsite(event.target.value)}
          />
        </label>
      </div>
      {later?.answers === answers ? (
        <button type="button" className="plain wide" onClick={() => keepForLater(later)}>
          {t.keepForLater}
        </button>
      ) : null}
    </EmbedForm>
  );
}
