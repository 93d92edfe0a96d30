import { fillText } from "@mortise/kit";
import { useLocale, useLocalize, useText } from "@mortise/ui";
import { Button } from "antd";
import type { Group, Looked } from "./ledger-group-type.ts";
import { text } from "./text.ts";

type Person = Group["people"][number];

/** Props of `LedgerGroup`. */
export interface LedgerGroupProps {
  readonly group: Group;
  readonly onLook: (person: Person, side: Looked["side"]) => void;
}

/** What each person was due and was given under one rule; a table that becomes cards on a phone. */
export function LedgerGroup({ group, onLook }: LedgerGroupProps) {
  const t = useText(text);
  const localize = useLocalize();
  const isWeighted = group.people.some(({ weight }) => weight !== group.people[0]?.weight);
  const name = group.ruleName ? localize(group.ruleName) : t.ruleGone;
  const sum = (of: (person: Person) => number): number =>
    group.people.reduce((all, person) => all + of(person), 0);
  const farthest = Math.max(1, ...group.people.map(({ due, given }) => Math.abs(given - due)));
  return (
    <section className="ledger-group" aria-label={name}>
      <header>
        <h3>{name}</h3>
        <p>
          {localize(group.flowName)} › {localize(group.nodeName)}
          {group.strategy ? ` · ${localize(group.strategy)}` : ""} ·{" "}
          {fillText(t.records, { n: group.records })}
        </p>
      </header>
      <table className="ledger-table">
        <thead>
          <tr>
            <th scope="col">{t.person}</th>
            {isWeighted ? <th scope="col">{t.weight}</th> : null}
            <th scope="col">{t.due}</th>
            <th scope="col">{t.given}</th>
            <th scope="col" className="ledger-wide">
              {t.difference}
            </th>
            <th scope="col">{t.madeUp}</th>
            <th scope="col">{t.missed}</th>
          </tr>
        </thead>
        <tbody>
          {group.people.map((person) => (
            <PersonRow key={person.id} {...{ person, isWeighted, farthest, onLook }} />
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{t.total}</th>
            {isWeighted ? <td /> : null}
            <Figure label={t.due} value={sum(({ due }) => due)} />
            <Figure label={t.given} value={sum(({ given }) => given)} />
            <Figure label={t.difference} value={sum(({ due, given }) => given - due)} />
            <td />
            <td />
          </tr>
        </tfoot>
      </table>
    </section>
  );
}

function PersonRow({
  person,
  isWeighted,
  farthest,
  onLook,
}: {
  readonly person: Person;
  readonly isWeighted: boolean;
  /** The greatest difference of the rule. */
  readonly farthest: number;
  readonly onLook: LedgerGroupProps["onLook"];
}) {
  const t = useText(text);
  const { name, active, weight, due, given, madeUp } = person;
  return (
    <tr>
      <th scope="row">
        {name || t.unknown}
        {active || !name ? null : <small> {t.inactive}</small>}
      </th>
      {isWeighted ? <Figure label={t.weight} value={weight} /> : null}
      <Figure label={t.due} value={due} />
      <td data-label={t.given}>
        {given > 0 ? (
          <Button
            type="link"
            size="small"
            aria-label={`${name} ${t.given} ${given} · ${t.show}`}
            onClick={() => onLook(person, "given")}
          >
            {given}
          </Button>
        ) : (
          "0"
        )}
      </td>
      <Difference value={given - due} farthest={farthest} />
      {madeUp > 0 ? <td data-label={t.madeUp}>{madeUp}</td> : <Nothing label={t.madeUp} />}
      <Missed person={person} onLook={onLook} />
    </tr>
  );
}

function Figure({ label, value }: { readonly label: string; readonly value: number }) {
  const say = useFigure();
  return <td data-label={label}>{say(value)}</td>;
}

function Difference({ value, farthest }: { readonly value: number; readonly farthest: number }) {
  const t = useText(text);
  const say = useFigure();
  const isEven = Math.abs(value) < SEEN / 2;
  const share = Math.min(1, Math.abs(value) / farthest);
  return (
    <td data-label={t.difference} className="ledger-difference">
      <span>{isEven ? "0" : `${value > 0 ? "+" : "−"}${say(Math.abs(value))}`}</span>
      <i className="ledger-bar" aria-hidden="true">
        {isEven ? null : (
          <b className={value > 0 ? "ledger-more" : "ledger-less"} style={{ width: `${share * HALF}%` }} />
        )}
      </i>
    </td>
  );
}

/** Half of a bar in percent: more goes to the right of the middle, less to the left. */
const HALF = 50;
/** The least difference that is shown. */
const SEEN = 0.01;

function Missed({
  person,
  onLook,
}: {
  readonly person: Person;
  readonly onLook: LedgerGroupProps["onLook"];
}) {
  const t = useText(text);
  const names: Readonly<Record<string, string>> = t;
  const kinds = Object.entries(person.missed).toSorted(([, one], [, other]) => other - one);
  if (kinds.length === 0) return <Nothing label={t.missed} />;
  return (
    <td data-label={t.missed}>
      <Button
        type="link"
        size="small"
        className="ledger-missed"
        aria-label={`${person.name} ${t.missed} · ${t.show}`}
        onClick={() => onLook(person, "missed")}
      >
        {kinds.map(([kind, times]) => `${names[`missed/${kind}`] ?? kind} ${times}`).join(" · ")}
      </Button>
    </td>
  );
}

/** Left out where people are cards. */
function Nothing({ label }: { readonly label: string }) {
  const t = useText(text);
  return (
    <td data-label={label} className="ledger-none">
      {t.nothing}
    </td>
  );
}

/** Says shares of records with two places at most. */
function useFigure(): (value: number) => string {
  const format = new Intl.NumberFormat(useLocale(), { maximumFractionDigits: 2 });
  return (value) => format.format(Math.abs(value) < SEEN / 2 ? 0 : value);
}
