import type { RouteOutput, routes } from "@mortise/contract";
import { fillText } from "@mortise/kit";
import type { FlowDocument } from "@mortise/metadata";
import { formatDateTime, useLocale, useLocalize, useText, useTimeZone } from "@mortise/ui";
import { Alert } from "antd";
import type { ReactNode } from "react";
import { drawnMoves } from "./drawn-moves.ts";
import type { MovesPicture } from "./moves-picture.ts";
import { text } from "./text.ts";

type Answer = RouteOutput<typeof routes.whatIf>;

interface AnswerProps {
  readonly answer: Answer;
  readonly flow: FlowDocument;
  readonly Picture: MovesPicture;
  readonly recordUrl: (entity: string, id: string) => string;
}

/** What a draft would have made of the past: figures, a picture, and tables of people, rules and records. */
export function WhatIfAnswer(props: AnswerProps) {
  const t = useText(text);
  const { answer, Picture } = props;
  const nameOf = useName(answer);
  const moves = drawnMoves(answer.moves, { nameOf, others: t.others });
  return (
    <div className="what-if">
      <Figures answer={answer} />
      <Trust answer={answer} />
      {answer.isCut ? <Alert type="warning" showIcon title={t.cut} /> : null}
      {answer.changed === 0 ? <Alert type="success" showIcon title={t.same} /> : null}
      <Section title={t.movesTitle}>
        <Picture moves={moves} />
      </Section>
      <Section title={t.peopleTitle}>
        <People answer={answer} />
      </Section>
      {answer.rules.length > 0 ? (
        <Section title={t.rulesTitle}>
          <Rules answer={answer} />
        </Section>
      ) : null}
      {answer.changes.length > 0 ? (
        <Section title={t.changesTitle}>
          <Changes {...props} />
        </Section>
      ) : null}
    </div>
  );
}

function Section({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section>
      <h3>{title}</h3>
      {children}
    </section>
  );
}

function useName(answer: Answer): (id: string | null) => string {
  const t = useText(text);
  return (id) => (id === null ? t.nobody : (answer.names[id] ?? id));
}

function Figures({ answer }: { readonly answer: Answer }) {
  const t = useText(text);
  const { starts, changed, unassigned, tasks } = answer;
  const sides = (before: number, after: number): string => fillText(t.wasNow, { before, after });
  const figures = [
    [t.starts, starts.toLocaleString("en-US")],
    [t.changed, changed.toLocaleString("en-US")],
    [t.unassigned, sides(unassigned.before, unassigned.after)],
    ...(tasks ? [[t.late, sides(tasks.before?.late ?? 0, tasks.after.late)] as const] : []),
  ] as const;
  return (
    <dl className="what-if-figures">
      {figures.map(([label, value]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

/** How much of what really happened comes out again. */
function Trust({ answer: { reproduced } }: { readonly answer: Answer }) {
  const t = useText(text);
  if (!reproduced) return null;
  const { same, of } = reproduced;
  return same === of ? (
    <Alert type="info" showIcon title={fillText(t.trusted, { n: of })} />
  ) : (
    <Alert type="warning" showIcon title={fillText(t.doubtful, { same, of })} />
  );
}

function People({ answer }: { readonly answer: Answer }) {
  const t = useText(text);
  const nameOf = useName(answer);
  const { unassigned } = answer;
  const rows = [
    ...answer.people,
    ...(unassigned.before + unassigned.after > 0 ? [{ id: null, ...unassigned }] : []),
  ];
  const most = Math.max(1, ...rows.flatMap(({ before, after }) => [before, after]));
  return (
    <table className="what-if-table">
      <thead>
        <tr>
          <th>{t.person}</th>
          <th className="what-if-number">{t.before}</th>
          <th className="what-if-number">{t.after}</th>
          <th className="what-if-number">{t.difference}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ id, before, after }) => (
          <tr key={id ?? ""}>
            <td>
              {nameOf(id)}
              <span
                className="what-if-bar"
                style={{ width: `${(after / most) * 100}%` }}
                aria-hidden="true"
              />
            </td>
            <td className="what-if-number">{before}</td>
            <td className="what-if-number">{after}</td>
            <td className="what-if-number">{signed(after - before)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function signed(difference: number): string {
  return difference > 0 ? `+${difference}` : String(difference).replace("-", "−");
}

function Rules({ answer }: { readonly answer: Answer }) {
  const t = useText(text);
  const localize = useLocalize();
  return (
    <table className="what-if-table">
      <thead>
        <tr>
          <th>{t.rule}</th>
          <th className="what-if-number">{t.used}</th>
        </tr>
      </thead>
      <tbody>
        {answer.rules.map(({ node, key, name, hits, covered }) => (
          <tr key={`${node}/${key}`} className={hits === 0 ? "what-if-idle" : ""}>
            <td>
              {localize(name)}
              {hits === 0 ? (
                <small>{covered > 0 ? fillText(t.covered, { n: covered }) : t.never}</small>
              ) : null}
            </td>
            <td className="what-if-number">{hits}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Changes({ answer, flow, recordUrl }: AnswerProps) {
  const t = useText(text);
  const localize = useLocalize();
  const locale = useLocale();
  const timeZone = useTimeZone();
  const nameOf = useName(answer);
  const ruleOf = (node: string | null, rule: string | null): string => {
    const found = answer.rules.find((one) => one.node === node && one.key === rule);
    return found ? localize(found.name) : t.noRule;
  };
  return (
    <>
      {answer.changed > answer.changes.length ? (
        <p className="flow-hint">{fillText(t.newest, { n: answer.changes.length })}</p>
      ) : null}
      <ul className="what-if-changes">
        {answer.changes.map(({ record, title, at, from, to, node, rule }) => (
          <li key={`${record} ${at}`}>
            <span>
              {title === "" ? (
                t.untitled
              ) : (
                <a href={recordUrl(flow.entity, record)} target="_blank" rel="noreferrer">
                  {title}
                </a>
              )}
              <small>{formatDateTime(at, locale, timeZone)}</small>
            </span>
            <span>
              {nameOf(from)} → <b>{nameOf(to)}</b>
              <small>{ruleOf(node, rule)}</small>
            </span>
          </li>
        ))}
      </ul>
    </>
  );
}
