import type { PublicEditLink } from "@mortise/contract";
import { localize, type Locale } from "@mortise/kit";
import { useEffect } from "react";
import { ownAddress } from "./address.ts";
import { type Answers, answerText, isBlank } from "./answers.ts";
import type { PublicFormView } from "./form-api.ts";
import { momentText } from "./form-gate.tsx";
import { applyRules } from "./rules.ts";
import type { Texts } from "./text.ts";

interface ReceiptPageProps {
  readonly title: string;
  readonly text: string;
  /** What was answered; left out where nothing is to be shown. */
  readonly answered?: { readonly view: PublicFormView; readonly answers: Answers } | undefined;
  readonly edit?: PublicEditLink | undefined;
  /** Where the visitor goes on to. */
  readonly redirect?: string | undefined;
  readonly locale: Locale;
  readonly t: Texts;
  readonly again: { readonly label: string; readonly run: () => void };
}

/** What a visitor sees once their answers have arrived. */
export function ReceiptPage({ title, text, answered, edit, redirect, locale, t, again }: ReceiptPageProps) {
  return (
    <section className="receipt">
      <div role="status">
        <span className="tick" aria-hidden="true">
          ✓
        </span>
        <h2>{title}</h2>
        <p>{text}</p>
      </div>
      {redirect ? <GoOn address={redirect} t={t} /> : null}
      {edit ? <EditLink edit={edit} locale={locale} t={t} /> : null}
      {answered ? <AnswerList {...answered} locale={locale} t={t} /> : null}
      <button type="button" className="plain" onClick={again.run}>
        {again.label}
      </button>
    </section>
  );
}

/** Long enough to read what is about to happen. */
const GOES_ON_MS = 2_500;

function GoOn({ address, t }: Pick<ReceiptPageProps, "t"> & { readonly address: string }) {
  useEffect(() => {
    const timer = setTimeout(() => window.location.assign(address), GOES_ON_MS);
    return () => clearTimeout(timer);
  }, [address]);
  return (
    <div className="own-link">
      <p>{t.goingOn.replace("{host}", new URL(address).host)}</p>
      <a className="plain wide" href={address}>
        {t.goOn}
      </a>
    </div>
  );
}

function EditLink({
  edit,
  locale,
  t,
}: Pick<ReceiptPageProps, "locale" | "t"> & { readonly edit: PublicEditLink }) {
  const address = ownAddress(edit.token);
  return (
    <div className="own-link">
      <label htmlFor="own-link">{t.ownLink.replace("{time}", momentText(edit.until, locale))}</label>
      <input id="own-link" readOnly value={address} onFocus={(event) => event.target.select()} />
      <a className="plain wide" href={address}>
        {t.changeIt}
      </a>
    </div>
  );
}

function AnswerList({
  view,
  answers,
  locale,
  t,
}: NonNullable<ReceiptPageProps["answered"]> & Pick<ReceiptPageProps, "locale" | "t">) {
  const shown = applyRules(view.fields, view.rules ?? [], answers).fields.filter(
    ({ id }) => !isBlank(answers[id]),
  );
  if (shown.length === 0) return null;
  return (
    <details className="section answers">
      <summary>{t.yourAnswers}</summary>
      <dl>
        {shown.map((field) => (
          <div key={field.id}>
            <dt>{localize(field.name, locale)}</dt>
            <dd>{answerText(field, answers[field.id], { regions: view.regions ?? [], locale, t })}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
}
