import { DeleteOutlined, PlusOutlined } from "@ant-design/icons";
import { ConditionBuilder } from "@mortise/fields/react";
import type { Expression } from "@mortise/expression";
import { shortKey } from "@mortise/kit";
import type { AggregateFunction, Measure } from "@mortise/metadata";
import { useLocalize, useText } from "@mortise/ui";
import { Button, Collapse, Select } from "antd";
import type { ChartType } from "../../model/chart-type.ts";
import { withKnownSort } from "../../model/compose-card.ts";
import { FUNCTION_NAMES, isNumericMeasure, measureName } from "../../model/measure.ts";
import type { ReportField } from "../../model/report-field.ts";
import type { CardPartProps } from "./card-part.ts";
import { InspectorSection } from "./inspector-section.tsx";
import { TextPair } from "./text-pair.tsx";
import { text } from "./text.ts";

/** What the card counts and sums up. */
export function MeasureWell({
  card,
  fields,
  fieldsOf,
  onChange,
  chart,
}: CardPartProps & { readonly chart: ChartType }) {
  const t = useText(text);
  const set = (measures: readonly Measure[], merge?: string): void =>
    onChange(withKnownSort({ ...card, measures }), merge);
  const add = (): void => set([...card.measures, { id: `m_${shortKey()}`, function: "count" }]);
  return (
    <InspectorSection title={t.measures}>
      {card.measures.map((measure, index) => (
        <MeasureEditor
          key={measure.id}
          measure={measure}
          fields={fields}
          fieldsOf={fieldsOf}
          isNumeric={chart.measures.numeric === true}
          onChange={(next, merge) => set(card.measures.with(index, next), merge && `${measure.id}.${merge}`)}
          onRemove={card.measures.length > 1 ? () => set(card.measures.toSpliced(index, 1)) : undefined}
        />
      ))}
      {card.measures.length < chart.measures.max ? (
        <Button type="dashed" size="small" icon={<PlusOutlined />} onClick={add}>
          {t.addMeasure}
        </Button>
      ) : null}
    </InspectorSection>
  );
}

interface MeasureEditorProps {
  readonly measure: Measure;
  readonly fields: readonly ReportField[];
  readonly fieldsOf: CardPartProps["fieldsOf"];
  readonly isNumeric: boolean;
  readonly onChange: (measure: Measure, merge?: string) => void;
  readonly onRemove: (() => void) | undefined;
}

const RECORDS = "";
const ORDER: readonly AggregateFunction[] = ["count", "sum", "avg", "max", "min", "countDistinct"];

function MeasureEditor(props: MeasureEditorProps) {
  const { measure, fields, fieldsOf, onChange, onRemove } = props;
  const t = useText(text);
  const localize = useLocalize();
  return (
    <div className="m-inspector-item">
      <div className="m-inspector-row">
        <MeasureChoice {...props} />
        {onRemove ? (
          <Button
            type="text"
            icon={<DeleteOutlined />}
            aria-label={`${t.removeItem} ${localize(measureName(measure, fields))}`}
            onClick={onRemove}
          />
        ) : null}
      </div>
      <Collapse
        ghost
        size="small"
        items={[
          {
            key: "more",
            label: t.more,
            children: (
              <MeasureDetails measure={measure} fields={fields} fieldsOf={fieldsOf} onChange={onChange} />
            ),
          },
        ]}
      />
    </div>
  );
}

/** What is counted or summed up, and how. */
function MeasureChoice({ measure, fields, isNumeric, onChange }: MeasureEditorProps) {
  const t = useText(text);
  const localize = useLocalize();
  const functionsOf = (field: ReportField): readonly AggregateFunction[] =>
    ORDER.filter(
      (name) =>
        field.aggregates.includes(name) &&
        (!isNumeric || isNumericMeasure({ function: name, field: field.id }, fields)),
    );
  const offered = fields.filter((field) => functionsOf(field).length > 0);
  const field = fields.find((candidate) => candidate.id === measure.field);
  const chooseField = (id: string): void => {
    const chosen = fields.find((candidate) => candidate.id === id);
    onChange(chosen ? overField(measure, chosen, functionsOf(chosen)) : countOf(measure));
  };
  return (
    <>
      <Select<string>
        aria-label={t.measure}
        className="m-inspector-grow"
        showSearch
        optionFilterProp="label"
        value={measure.field ?? RECORDS}
        options={[
          { value: RECORDS, label: t.recordCount },
          ...offered.map((one) => ({ value: one.id, label: localize(one.name) })),
        ]}
        onChange={chooseField}
      />
      {field ? (
        <Select<AggregateFunction>
          aria-label={t.function}
          value={functionsOf(field).find((name) => name === measure.function) ?? null}
          options={functionsOf(field).map((value) => ({ value, label: localize(FUNCTION_NAMES[value]) }))}
          onChange={(name) => onChange({ ...measure, function: name })}
        />
      ) : null}
    </>
  );
}

function MeasureDetails({
  measure,
  fields,
  fieldsOf,
  onChange,
}: Pick<MeasureEditorProps, "measure" | "fields" | "fieldsOf" | "onChange">) {
  const t = useText(text);
  return (
    <>
      <TextPair
        value={measure.name ?? { zh: "", en: "" }}
        labels={[t.measureNameZh, t.measureNameEn]}
        placeholder={measureName({ ...measure, name: { zh: "", en: "" } }, fields)}
        onChange={(name) => onChange({ ...measure, name }, "name")}
      />
      <div className="m-inspector-hint">{t.measureCondition}</div>
      <ConditionBuilder
        fields={fields.map((field) => field.definition)}
        fieldsOf={fieldsOf}
        {...(measure.filter === undefined ? {} : { value: measure.filter })}
        onChange={(filter) => onChange(withFilter(measure, filter), "filter")}
      />
    </>
  );
}

function withFilter(measure: Measure, filter: Expression | undefined): Measure {
  const { filter: _before, ...rest } = measure;
  return filter === undefined ? rest : { ...rest, filter };
}

/** A count of records; a name that was made for the field before goes. */
function countOf({ id, filter }: Measure): Measure {
  return { id, function: "count", ...(filter === undefined ? {} : { filter }) };
}

function overField(
  { id, function: before, filter }: Measure,
  field: ReportField,
  functions: readonly AggregateFunction[],
): Measure {
  const preferred = functions.includes("sum") ? "sum" : functions[0];
  const kept = functions.find((one) => one === before && one !== "count");
  const name = kept ?? preferred ?? "count";
  return { id, function: name, field: field.id, ...(filter === undefined ? {} : { filter }) };
}
