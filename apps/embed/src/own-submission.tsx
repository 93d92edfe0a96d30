import type { Locale, LocalizedText } from "@mortise/kit";
import { useEffect, useMemo, useState } from "react";
import type { Answers } from "./answers.ts";
import { EmbedForm } from "./embed-form.tsx";
import { changeOwn, fetchOwn, type OwnChange, type OwnView, type Refusal } from "./form-api.ts";
import { FormGate, momentText } from "./form-gate.tsx";
import type { FormSetting } from "./form-setting.ts";
import { ProofSource } from "./proof/proof-source.ts";
import { ReceiptPage } from "./receipt-page.tsx";
import type { Texts } from "./text.ts";
import { useAnswers } from "./use-answers.ts";

interface OwnSubmissionProps {
  readonly slug: string;
  readonly token: string;
  readonly locale: Locale;
  readonly t: Texts;
  /** Tells the name of the form, once it is known. */
  readonly onTitle: (name: LocalizedText) => void;
}

/** What a visitor sent before, by their private link: to look at and to change. */
export function OwnSubmission({ slug, token, locale, t, onTitle }: OwnSubmissionProps) {
  const [view, setView] = useState<OwnView>();
  const [refusal, setRefusal] = useState<Refusal>();
  const [saved, setSaved] = useState<{ readonly receipt: string; readonly answers: Answers }>();
  const [round, setRound] = useState(0);
  const proofs = useMemo(() => new ProofSource(slug), [slug]);
  useEffect(() => {
    let isCurrent = true;
    void fetchOwn(slug, locale, token).then((answer) => {
      if (!isCurrent) return;
      if (!answer.ok) return setRefusal(answer.refusal);
      setView(answer.value);
      onTitle(answer.value.form.name);
      return undefined;
    });
    return () => {
      isCurrent = false;
    };
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- read once, and anew after each change
  }, [slug, token, round]);
  if (refusal) {
    return (
      <p className="notice" role="alert">
        {refusal.message || t.unreachable}
      </p>
    );
  }
  if (!view) return <p role="status">{t.loading}</p>;
  if (view.gate) return <FormGate gate={view.gate} locale={locale} t={t} onKnock={() => undefined} />;
  if (saved) {
    return (
      <ReceiptPage
        title={t.saved}
        text={saved.receipt}
        answered={{ view, answers: saved.answers }}
        locale={locale}
        t={t}
        again={{
          label: t.changeMore,
          run: () => {
            setSaved(undefined);
            setView(undefined);
            setRound(round + 1);
          },
        }}
      />
    );
  }
  return (
    <OwnForm
      setting={{ slug, view, locale, t, proofs }}
      view={view}
      onSave={async (change, answers) => {
        const answer = await changeOwn(slug, locale, { ...change, token, revision: view.revision });
        if (!answer.ok) return answer.refusal;
        setSaved({ receipt: answer.value.receipt, answers });
        return undefined;
      }}
    />
  );
}

interface OwnFormProps {
  readonly setting: FormSetting;
  readonly view: OwnView;
  readonly onSave: (
    change: Pick<OwnChange, "values" | "codes">,
    answers: Answers,
  ) => Promise<Refusal | undefined>;
}

function OwnForm({ setting, view, onSave }: OwnFormProps) {
  const { locale, t } = setting;
  const state = useAnswers(view, view.answers, t);
  return (
    <EmbedForm
      setting={setting}
      state={state}
      labels={{ send: t.save, sending: t.saving }}
      onSend={() => onSave({ values: state.values(), codes: state.codes }, state.answers)}
      above={
        <p className="restored" role="status">
          {t.ownUntil.replace("{time}", momentText(view.until, locale))}
        </p>
      }
    />
  );
}
