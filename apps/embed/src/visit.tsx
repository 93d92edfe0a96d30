import type { Locale, LocalizedText } from "@mortise/kit";
import { useEffect, useMemo, useState } from "react";
import { prefillOf } from "./address.ts";
import type { Answers } from "./answers.ts";
import { FormGate } from "./form-gate.tsx";
import { fetchForm, type PublicFormView, type Refusal } from "./form-api.ts";
import { NewSubmission } from "./new-submission.tsx";
import { keepDraft, keepPassword, keptPassword, type Waiting } from "./on-device.ts";
import { OutboxNotes } from "./outbox-notes.tsx";
import { ProofSource } from "./proof/proof-source.ts";
import { ReceiptPage } from "./receipt-page.tsx";
import type { Sent } from "./send-form.ts";
import type { Texts } from "./text.ts";
import { useOutbox } from "./use-outbox.ts";

/** What every page of a visitor takes. */
export interface VisitProps {
  readonly slug: string;
  readonly locale: Locale;
  readonly t: Texts;
  /** Tells the name of the form, once it is known. */
  readonly onTitle: (name: LocalizedText) => void;
}

/** What arrived, or waits on the device. */
interface Done {
  readonly sent: Sent;
  readonly answers?: Answers;
  readonly isLater: boolean;
}

/** A visit to a form: the form, its receipt, or why there is neither. */
export function Visit({ slug, locale, t, onTitle }: VisitProps) {
  const { view, refusal, password, knock } = useForm(slug, locale, onTitle);
  const [done, setDone] = useState<Done>();
  const [round, setRound] = useState(0);
  const proofs = useMemo(() => new ProofSource(slug), [slug]);
  const outbox = useOutbox(slug, locale, proofs);
  const startAgain = (): void => {
    setDone(undefined);
    setRound(round + 1);
  };
  const keep = (one: Waiting): boolean => {
    const isAdded = outbox.add(one);
    if (isAdded) setDone({ sent: { receipt: t.keptForLater }, isLater: true });
    return isAdded;
  };
  const mend = ({ key, answers }: Waiting): void => {
    keepDraft(slug, answers);
    outbox.remove(key);
    startAgain();
  };
  return (
    <>
      <OutboxNotes outbox={outbox} t={t} onMend={mend} />
      {done ? (
        <DoneReceipt
          done={done}
          isWaiting={outbox.waiting.length > 0}
          view={view}
          locale={locale}
          t={t}
          onAgain={startAgain}
        />
      ) : view?.gate ? (
        <FormGate gate={view.gate} locale={locale} t={t} onKnock={knock} />
      ) : view ? (
        <NewSubmission
          key={round}
          setting={{ slug, view, locale, t, proofs, password }}
          onDone={(sent, answers) => setDone({ sent, answers, isLater: false })}
          onLater={keep}
        />
      ) : (
        <p className="notice" role={refusal ? "alert" : "status"}>
          {refusal
            ? refusal.message || (refusal.code === "UNREACHABLE" ? t.unreachable : t.closed)
            : t.loading}
        </p>
      )}
    </>
  );
}

interface DoneReceiptProps extends Pick<VisitProps, "locale" | "t"> {
  readonly done: Done;
  readonly isWaiting: boolean;
  readonly view: PublicFormView | undefined;
  readonly onAgain: () => void;
}

function DoneReceipt({ done, isWaiting, view, locale, t, onAgain }: DoneReceiptProps) {
  const { sent, answers, isLater } = done;
  // What is on the device may have been sent while its receipt is still on screen.
  const isKept = isLater && isWaiting;
  return (
    <ReceiptPage
      title={isKept ? t.keptTitle : t.done}
      text={isKept === isLater ? sent.receipt : ""}
      answered={view && answers && { view, answers }}
      edit={sent.edit}
      redirect={sent.redirect}
      locale={locale}
      t={t}
      again={{ label: t.again, run: onAgain }}
    />
  );
}

/** Reads the form, and again when somebody knocks. */
function useForm(slug: string, locale: Locale, onTitle: VisitProps["onTitle"]) {
  const [view, setView] = useState<PublicFormView>();
  const [refusal, setRefusal] = useState<Refusal>();
  const [password, setPassword] = useState(() => keptPassword(slug));
  const [knocks, setKnocks] = useState(0);
  useEffect(() => {
    let isCurrent = true;
    void fetchForm(slug, locale, { password, signed: prefillOf(window.location.search).signed }).then(
      (answer) => {
        if (!isCurrent) return;
        if (!answer.ok) return setRefusal(answer.refusal);
        setView(answer.value);
        onTitle(answer.value.form.name);
        if (!answer.value.gate && password !== undefined) keepPassword(slug, password);
        return undefined;
      },
    );
    return () => {
      isCurrent = false;
    };
    // The description holds both languages: switching does not read it again.
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- see above
  }, [slug, password, knocks]);
  const knock = (given?: string): void => {
    if (given !== undefined) setPassword(given);
    setKnocks(knocks + 1);
  };
  return { view, refusal, password, knock };
}
