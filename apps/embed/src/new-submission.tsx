import { type Locale, newId } from "@mortise/kit";
import { useEffect, useRef, useState } from "react";
import { parametersOf, prefillOf } from "./address.ts";
import type { Answers } from "./answers.ts";
import { EmbedForm } from "./embed-form.tsx";
import type { Refusal, Submission } from "./form-api.ts";
import { momentText } from "./form-gate.tsx";
import type { FormSetting } from "./form-setting.ts";
import { deviceId, keepDraft, keepLast, keepSent, type Waiting } from "./on-device.ts";
import { SentBefore } from "./sent-before.tsx";
import { sendForm, type Sent } from "./send-form.ts";
import { typedOf, useStart } from "./use-start.ts";
import { useAnswers } from "./use-answers.ts";
import { useLiveFills } from "./use-live-fills.ts";
import { visitorFacts, visitorWindow } from "./visitor-facts.ts";

interface NewSubmissionProps {
  readonly setting: FormSetting;
  readonly onDone: (sent: Sent, answers: Answers) => void;
  /** Keeps a submission on the device; false when that is not possible. */
  readonly onLater: (one: Waiting) => boolean;
}

/** A form that is filled in for the first time, with what the link, the draft or the last time on this device says. */
export function NewSubmission({ setting, onDone, onLater }: NewSubmissionProps) {
  const { slug, proofs, password, view, locale, t } = setting;
  const start = useStart(slug, view);
  const state = useAnswers(view, start.answers, t);
  const { answers } = state;
  useLiveFills(setting, state);
  useEffect(() => {
    if (answers !== start.answers) keepDraft(slug, answers === start.given ? {} : typedOf(view, answers));
  }, [slug, view, answers, start]);
  const [later, setLater] = useState<Waiting>();
  const [website, setWebsite] = useState("");
  // One key per filled form: pressing the button twice makes one record.
  const key = useRef(newId());
  const send = async (): Promise<Refusal | undefined> => {
    setLater(undefined);
    const submission: Submission = {
      values: state.values(),
      ...broughtAlong(locale),
      website,
      device: deviceId(),
      codes: state.codes,
    };
    const answer = await sendForm(slug, { submission, locale, key: key.current, password }, proofs);
    if (answer.ok) {
      keepDraft(slug, {});
      if (view.remember) keepLast(slug, typedOf(view, answers));
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
  return (
    <EmbedForm
      setting={setting}
      state={state}
      labels={{ send: t.submit, sending: view.proof ? t.proving : t.sending }}
      onSend={send}
      onFocus={view.proof && (() => void proofs.get())}
      above={
        <>
          {view.closesAt ? (
            <p className="text">{t.closesAt.replace("{time}", momentText(view.closesAt, locale))}</p>
          ) : null}
          <SentBefore slug={slug} locale={locale} t={t} />
          {start.from === "link" ? null : (
            <p className="restored" role="status">
              {start.from === "draft" ? t.restored : t.remembered}
              <button type="button" className="plain" onClick={() => state.replace(start.forget())}>
                {start.from === "draft" ? t.discard : t.forget}
              </button>
            </p>
          )}
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

/** What the address and the browser say beside what is typed; a page around the form knows better what came before. */
function broughtAlong(locale: Locale): Pick<Submission, "parameters" | "prefill"> {
  const { search } = window.location;
  const { signed } = prefillOf(search);
  const parameters = { ...visitorFacts(visitorWindow(), locale), ...parametersOf(search) };
  return { parameters, ...(signed === undefined ? {} : { prefill: signed }) };
}
