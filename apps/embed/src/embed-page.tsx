import { localize, type Locale } from "@mortise/kit";
import { useEffect, useMemo, useState } from "react";
import { localeOf, slugOf } from "./address.ts";
import { EmbedForm } from "./embed-form.tsx";
import { FormGate } from "./form-gate.tsx";
import { fetchForm, type PublicFormView, type Refusal } from "./form-api.ts";
import { keepDraft } from "./on-device.ts";
import { ProofSource } from "./proof/proof-source.ts";
import { OutboxNotes } from "./outbox-notes.tsx";
import { textsOf } from "./text.ts";
import { useOutbox } from "./use-outbox.ts";

/** The whole page: form, receipt, or why there is neither. */
export function EmbedPage() {
  const slug = slugOf(window.location.pathname);
  const [locale, setLocale] = useState<Locale>(() => localeOf(window.location.search, navigator.language));
  const [view, setView] = useState<PublicFormView>();
  const [refusal, setRefusal] = useState<Refusal>();
  const [receipt, setReceipt] = useState<string>();
  const [round, setRound] = useState(0);
  const t = useMemo(() => textsOf(locale), [locale]);
  const [password, setPassword] = useState<string>();
  const [knocks, setKnocks] = useState(0);
  useEffect(() => {
    let isCurrent = true;
    void fetchForm(slug, locale, password).then((answer) => {
      if (!isCurrent) return;
      if (answer.ok) setView(answer.value);
      else setRefusal(answer.refusal);
    });
    return () => {
      isCurrent = false;
    };
    // The description holds both languages: switching does not read it again.
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- see above
  }, [slug, password, knocks]);
  const proofs = useMemo(() => new ProofSource(slug, locale), [slug, locale]);
  const outbox = useOutbox(slug, locale, proofs);
  const [isLater, setLater] = useState(false);
  // What is on the device may have been sent while its receipt is still on screen.
  const isKept = isLater && outbox.waiting.length > 0;
  const title = view ? localize(view.form.name, locale) : "";
  useEffect(() => {
    document.documentElement.lang = locale === "zh" ? "zh-CN" : "en";
    document.title = title || "…";
  }, [locale, title]);
  return (
    <div className="page">
      <main className="sheet">
        <header>
          <h1>{title}</h1>
          <button
            type="button"
            className="language"
            lang={locale === "zh" ? "en" : "zh"}
            onClick={() => setLocale(locale === "zh" ? "en" : "zh")}
          >
            {t.other}
          </button>
        </header>
        <OutboxNotes
          outbox={outbox}
          t={t}
          onMend={({ key, answers }) => {
            keepDraft(slug, answers);
            outbox.remove(key);
            setReceipt(undefined);
            setRound(round + 1);
          }}
        />
        {receipt !== undefined ? (
          <section className="receipt" role="status">
            <span className="tick" aria-hidden="true">
              ✓
            </span>
            <h2>{isKept ? t.keptTitle : t.done}</h2>
            {isKept === isLater ? <p>{receipt}</p> : null}
            <button
              type="button"
              className="plain"
              onClick={() => {
                setReceipt(undefined);
                setRound(round + 1);
              }}
            >
              {t.again}
            </button>
          </section>
        ) : view?.gate ? (
          <FormGate
            gate={view.gate}
            locale={locale}
            t={t}
            onKnock={(given) => {
              if (given !== undefined) setPassword(given);
              setKnocks(knocks + 1);
            }}
          />
        ) : view ? (
          <EmbedForm
            key={round}
            slug={slug}
            proofs={proofs}
            password={password}
            view={view}
            locale={locale}
            t={t}
            onDone={(text) => {
              setReceipt(text);
              setLater(false);
            }}
            onLater={(one) => {
              const isAdded = outbox.add(one);
              if (isAdded) setReceipt(t.keptForLater);
              setLater(isAdded);
              return isAdded;
            }}
          />
        ) : (
          <p className="notice" role={refusal ? "alert" : "status"}>
            {refusal
              ? refusal.message || (refusal.code === "UNREACHABLE" ? t.unreachable : t.closed)
              : t.loading}
          </p>
        )}
      </main>
    </div>
  );
}
