import { fillText } from "@mortise/kit";
import type { Catalog, DashboardCard, Measure, MeasureTarget } from "@mortise/metadata";
import { useLocalize, useText } from "@mortise/ui";
import { Select } from "antd";
import { cardFields, type ReportField, reportFields } from "../../model/report-field.ts";
import { amountFields } from "../../model/suggestion-parts.ts";
import { text } from "./text.ts";

/** Props of `TargetFields`. */
export interface TargetFieldsProps {
  readonly card: DashboardCard;
  readonly catalog: Catalog;
  readonly measure: Measure;
  readonly onChange: (measure: Measure) => void;
}

const NONE = "";

/** What a measure is to reach: where targets are kept, and which of their fields say the same as those of the card. */
export function TargetFields({ card, catalog, measure, onChange }: TargetFieldsProps) {
  const t = useText(text);
  const localize = useLocalize();
  const { target, ...plain } = measure;
  const set = (next: MeasureTarget): void => onChange({ ...plain, target: next });
  const entities = catalog
    .all("entity")
    .filter(({ id }) => id !== card.entity && amountFields(reportFields(catalog, id)).length > 0);
  const choose = (id: string): void => {
    const fields = reportFields(catalog, id);
    const [amount] = amountFields(fields);
    if (!amount) return onChange(plain);
    set({ entity: id, field: amount.id, by: alike(matchable(card, catalog), fields) });
  };
  const there = target ? reportFields(catalog, target.entity) : [];
  return (
    <>
      <div className="m-inspector-row">
        <span className="m-inspector-hint">{t.target}</span>
        <Select<string>
          aria-label={t.target}
          className="m-inspector-grow"
          showSearch
          optionFilterProp="label"
          value={target?.entity ?? NONE}
          options={[
            { value: NONE, label: t.noTarget },
            ...entities.map(({ id, name }) => ({ value: id, label: localize(name) })),
          ]}
          onChange={choose}
        />
      </div>
      {target ? (
        <>
          <Select<string>
            aria-label={t.targetField}
            title={t.targetField}
            value={target.field}
            options={amountFields(there).map(({ id, name }) => ({ value: id, label: localize(name) }))}
            onChange={(field) => set({ ...target, field })}
          />
          {matchable(card, catalog).map((field) => (
            <MatchedField key={field.id} field={field} there={there} target={target} onChange={set} />
          ))}
        </>
      ) : null}
    </>
  );
}

interface MatchedFieldProps {
  readonly field: ReportField;
  readonly there: readonly ReportField[];
  readonly target: MeasureTarget;
  readonly onChange: (target: MeasureTarget) => void;
}

function MatchedField({ field, there, target, onChange }: MatchedFieldProps) {
  const t = useText(text);
  const localize = useLocalize();
  const label = fillText(t.targetBy, { name: localize(field.name) });
  const choose = (id: string): void => {
    const { [field.id]: _before, ...rest } = target.by ?? {};
    onChange({ ...target, by: id === NONE ? rest : { ...rest, [field.id]: id } });
  };
  return (
    <label className="m-inspector-row">
      <span className="m-inspector-hint">{label}</span>
      <Select<string>
        aria-label={label}
        className="m-inspector-grow"
        value={target.by?.[field.id] ?? NONE}
        options={[
          { value: NONE, label: t.notSplit },
          ...there
            .filter((one) => isAlike(field, one))
            .map(({ id, name }) => ({ value: id, label: localize(name) })),
        ]}
        onChange={choose}
      />
    </label>
  );
}

/** The fields of a card that targets may be told apart by: its dimensions, and the date along which it is compared. */
function matchable(card: DashboardCard, catalog: Catalog): readonly ReportField[] {
  const used = new Set([
    ...[...card.dimensions, ...(card.columns ?? [])].map(({ field }) => field),
    ...(card.compare ? [card.compare.field] : []),
  ]);
  return cardFields(catalog, card).filter(({ id }) => used.has(id));
}

function isAlike(own: ReportField, other: ReportField): boolean {
  const dates = ["date", "datetime"];
  if (dates.includes(own.kind)) return dates.includes(other.kind) && other.groupable;
  return own.kind === other.kind && other.groupable;
}

/** The first field of a like kind for each, as a start. */
function alike(own: readonly ReportField[], there: readonly ReportField[]): Readonly<Record<string, string>> {
  return Object.fromEntries(
    own.flatMap((field) => {
      const other = there.find((one) => isAlike(field, one));
      return other ? [[field.id, other.id]] : [];
    }),
  );
}
