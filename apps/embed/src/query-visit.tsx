import type { FoundRecord, PublicFormField, PublicGate, PublicRegion } from "@mortise/contract";
import { localize, type LocalizedText } from "@mortise/kit";
import { type FormEvent, useEffect, useMemo, useState } from "react";
import { call, knocking, type Refusal } from "./form-api.ts";
import { FormGate } from "./form-gate.tsx";
import { FormItems } from "./form-items.tsx";
import { ProofSource } from "./proof/proof-source.ts";
import { proven } from "./send-form.ts";
import type { VisitProps } from "./visit.tsx";
import { type AnswersState, useAnswers } from "./use-answers.ts";

/** A public query as the server describes it. */
interface QueryView {
  readonly title: LocalizedText;
  readonly intro?: LocalizedText;
  readonly fields: readonly PublicFormField[];
  readonly regions?: readonly PublicRegion[];
  readonly gate?: PublicGate;
}

/** A page on which visitors find records by what they know of them. */
export function QueryVisit(props: VisitProps) {
  const { slug, locale, t, onTitle } = props;
  const [view, setView] = useState<QueryView>();
  const [refusal, setRefusal] = useState<Refusal>();
  const [password, setPassword] = useState<string>();
  const [knocks, setKnocks] = useState(0);
  useEffect(() => {
    let isCurrent = true;
    void call<QueryView>(slug, locale, { kind: "queries", headers: knocking(password) }).then((answer) => {
      if (!isCurrent) return;
      if (!answer.ok) return setRefusal(answer.refusal);
      setView(answer.value);
      onTitle(answer.value.title);
      return undefined;
    });
    return () => {
      isCurrent = false;
    };
    // The description holds both languages: switching does not read it again.
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- see above
  }, [slug, password, knocks]);
  if (view?.gate) {
    const knock = (given?: string): void => {
      if (given !== undefined) setPassword(given);
      setKnocks(knocks + 1);
    };
    return <FormGate gate={view.gate} locale={locale} t={t} onKnock={knock} />;
  }
  if (view) return <QueryForm {...props} view={view} password={password} />;
  return (
    <p className="notice" role={refusal ? "alert" : "status"}>
      {refusal ? refusal.message || t.unreachable : t.loading}
    </p>
  );
}

interface QueryFormProps extends VisitProps {
  readonly view: QueryView;
  readonly password: string | undefined;
}

function QueryForm({ slug, locale, t, view, password }: QueryFormProps) {
  const proofs = useMemo(() => new ProofSource(slug, "queries"), [slug]);
  const form = useMemo(() => asForm(view), [view]);
  const state = useAnswers(form, {}, t);
  const [found, setFound] = useState<readonly FoundRecord[]>();
  const [isAsking, setAsking] = useState(false);
  const ask = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setFound(undefined);
    if (!state.check()) return undefined;
    setAsking(true);
    // Every question takes work of its own: without it the server would refuse it first.
    void proofs.get();
    const answer = await proven(proofs, (proof) =>
      call<{ readonly found: readonly FoundRecord[] }>(slug, locale, {
        kind: "queries",
        method: "POST",
        body: JSON.stringify({ values: state.values(), ...(proof === undefined ? {} : { proof }) }),
        headers: { "content-type": "application/json", ...knocking(password) },
      }),
    );
    setAsking(false);
    return answer.ok ? setFound(answer.value.found) : state.refuse(answer.refusal);
  };
  return (
    <form noValidate onSubmit={(event) => void ask(event)} onFocus={() => void proofs.get()}>
      {view.intro ? <p className="intro">{localize(view.intro, locale)}</p> : null}
      <QueryQuestions view={form} state={state} locale={locale} t={t} />
      {state.notice ? (
        <p className="notice" role="alert">
          {state.notice}
        </p>
      ) : null}
      <button type="submit" className="submit" disabled={isAsking}>
        {isAsking ? t.finding : t.find}
      </button>
      <div role="status">{found ? <Found found={found} locale={locale} t={t} /> : null}</div>
    </form>
  );
}

function QueryQuestions({
  view,
  state,
  locale,
  t,
}: Pick<QueryFormProps, "locale" | "t"> & {
  readonly view: ReturnType<typeof asForm>;
  readonly state: AnswersState;
}) {
  return (
    <FormItems
      items={view.form.items}
      view={view}
      locale={locale}
      t={t}
      answers={state.answers}
      problems={state.problems}
      first={state.first}
      proving={{ codes: {}, enterCode: () => undefined, askForCode: noCode }}
      onChange={state.change}
      onCheck={state.check}
    />
  );
}

function Found({
  found,
  locale,
  t,
}: Pick<QueryFormProps, "locale" | "t"> & { readonly found: readonly FoundRecord[] }) {
  if (found.length === 0) return <p className="notice">{t.nothingFound}</p>;
  return (
    <section className="found">
      <h2>{t.found}</h2>
      {found.map(({ shown }, index) => (
        <dl key={index}>
          {shown.map(({ field, name, text }) => (
            <div key={field}>
              <dt>{localize(name, locale)}</dt>
              <dd>{text}</dd>
            </div>
          ))}
        </dl>
      ))}
    </section>
  );
}

/** Nothing of a query is proved by codes. */
async function noCode() {
  return { ok: false, refusal: { code: "", message: "", fields: {} } } as const;
}

/** The questions of a query as a form of nothing else. */
function asForm({ title, fields, regions }: QueryView) {
  return {
    form: {
      kind: "form",
      id: "query",
      version: 1,
      name: title,
      entity: "query",
      items: fields.map(({ id }) => ({ type: "field", id, field: id, span: 12 }) as const),
    },
    fields,
    ...(regions ? { regions } : {}),
  } as const;
}
