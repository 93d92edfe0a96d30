import { visibleItems } from "@mortise/forms";
import { localize, type Locale, newId } from "@mortise/kit";
import { type FormEvent, useEffect, useRef, useState } from "react";
import { momentText } from "./form-gate.tsx";
import { deviceId, keepDraft, keptDraft, type Waiting } from "./on-device.ts";
import { parametersOf } from "./address.ts";
import { type Answers, missing, toValues } from "./answers.ts";
import { applyRules } from "./rules.ts";
import type { PublicFormView } from "./form-api.ts";
import { sendForm } from "./send-form.ts";
import type { ProofSource } from "./proof/proof-source.ts";
import { FormItems } from "./form-items.tsx";
import type { Texts } from "./text.ts";

interface EmbedFormProps {
  readonly slug: string;
  readonly proofs: ProofSource;
  readonly password: string | undefined;
  readonly view: PublicFormView;
  readonly locale: Locale;
  readonly t: Texts;
  readonly onDone: (receipt: string) => void;
  /** Keeps a submission on the device; false when that is not possible. */
  readonly onLater: (one: Waiting) => boolean;
}

/** The form itself. Whatever goes wrong, what was typed stays. */
export function EmbedForm({ slug, proofs, password, view, locale, t, onDone, onLater }: EmbedFormProps) {
  const [answers, setAnswers] = useState<Answers>(() => keptDraft(slug));
  const [isRestored, setRestored] = useState(() => Object.keys(answers).length > 0);
  useEffect(() => keepDraft(slug, answers), [slug, answers]);
  const [problems, setProblems] = useState<Readonly<Record<string, string>>>({});
  const [notice, setNotice] = useState("");
  const [later, setLater] = useState<Waiting>();
  const [isSending, setSending] = useState(false);
  const [website, setWebsite] = useState("");
  // One key per filled form: pressing the button twice makes one record.
  const key = useRef(newId());
  const form = useRef<HTMLFormElement>(null);
  const [first, setFirst] = useState<{ readonly field: string }>();
  useEffect(() => {
    // By now the page with the complaint has come forward.
    if (first)
      form.current
        ?.querySelector<HTMLElement>(`[data-field="${first.field}"] :is(input, select, textarea)`)
        ?.focus();
  }, [first]);
  const { fields, hidden } = applyRules(view.fields, view.rules ?? [], answers);
  const showProblems = (found: Readonly<Record<string, string>>, message: string): void => {
    setProblems(found);
    setNotice(message);
    const wrong = fields.find(({ id }) => found[id] !== undefined);
    setFirst(wrong && { field: wrong.id });
  };
  const check = (only: readonly string[]): boolean => {
    const blank = missing(fields, answers).filter((id) => only.includes(id));
    showProblems(Object.fromEntries(blank.map((id) => [id, t.required])), blank.length > 0 ? t.mend : "");
    return blank.length === 0;
  };
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    // Enter on a step that is not the last one goes on to the next.
    const next = form.current?.querySelector<HTMLElement>("[data-next]");
    if (next && !next.closest("[hidden]")) return next.click();
    const blank = missing(fields, answers);
    if (blank.length > 0)
      return showProblems(Object.fromEntries(blank.map((id) => [id, t.required])), t.mend);
    setSending(true);
    setLater(undefined);
    const submission = {
      values: toValues(fields, answers),
      parameters: parametersOf(window.location.search),
      website,
      device: deviceId(),
    };
    const answer = await sendForm(slug, { submission, locale, key: key.current, password }, proofs);
    setSending(false);
    if (answer.ok) {
      keepDraft(slug, {});
      return onDone(answer.value.receipt);
    }
    const { code, message, fields: refused } = answer.refusal;
    // Refused answers are mended and sent as a new submission.
    if (code !== "UNREACHABLE") key.current = newId();
    else setLater({ key: key.current, submission, answers, ...(password === undefined ? {} : { password }) });
    return showProblems(refused, message || t.unreachable);
  };
  const change = (id: string, value: unknown): void => {
    setLater(undefined);
    setAnswers((current) => ({ ...current, [id]: value }));
    setProblems(({ [id]: _mended, ...rest }) => rest);
  };
  const intro = view.form.public?.intro;
  return (
    <form
      ref={form}
      noValidate
      onSubmit={(event) => void submit(event)}
      onFocus={view.proof && (() => void proofs.get())}
    >
      {intro ? <p className="intro">{localize(intro, locale)}</p> : null}
      {view.closesAt ? (
        <p className="text">{t.closesAt.replace("{time}", momentText(view.closesAt, locale))}</p>
      ) : null}
      {isRestored ? (
        <p className="restored" role="status">
          {t.restored}
          <button
            type="button"
            className="plain"
            onClick={() => {
              setAnswers({});
              setRestored(false);
            }}
          >
            {t.discard}
          </button>
        </p>
      ) : null}
      <FormItems
        items={visibleItems(view.form.items, hidden)}
        view={{ ...view, fields }}
        locale={locale}
        t={t}
        answers={answers}
        problems={problems}
        first={first}
        onChange={change}
        onCheck={check}
      />
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
      {notice ? (
        <p className="notice" role="alert">
          {notice}
        </p>
      ) : null}
      {later ? (
        <button
          type="button"
          className="plain wide"
          onClick={() => {
            if (!onLater(later)) return setNotice(t.notKept);
            keepDraft(slug, {});
            return undefined;
          }}
        >
          {t.keepForLater}
        </button>
      ) : null}
      <button type="submit" className="submit" disabled={isSending}>
        {isSending ? (view.proof ? t.proving : t.sending) : t.submit}
      </button>
    </form>
  );
}
