import { ConditionBuilder, FormulaInput } from "@mortise/fields/react";
import type { Expression } from "@mortise/expression";
import type { FieldDefinition, Measure, TableCalculation } from "@mortise/metadata";
import { useLocalize, useText } from "@mortise/ui";
import { Checkbox, InputNumber, Select } from "antd";
import { findMetric } from "../../metrics/index.ts";
import { measureName } from "../../model/measure.ts";
import type { ReportField } from "../../model/report-field.ts";
import type { CardPartProps } from "../designer/card-part.ts";
import { TextPair } from "../designer/text-pair.tsx";
import { text as designer } from "../designer/text.ts";
import { CALCULATION_NAMES, text } from "./text.ts";

/** Props of the details of a measure. */
export interface MeasureDetailsProps extends Pick<CardPartProps, "card" | "fields" | "fieldsOf"> {
  readonly measure: Measure;
  readonly allFields: readonly ReportField[];
  readonly onChange: (measure: Measure, merge?: string) => void;
}

/** Name, condition, and what is made of a measure. */
export function MeasureDetails(props: MeasureDetailsProps) {
  const { measure, fields, fieldsOf, allFields, onChange } = props;
  const t = useText(designer);
  const names = useText(text);
  const { hidden: _hidden, ...shown } = measure;
  const metric = findMetric(measure.metric);
  return (
    <>
      <TextPair
        value={measure.name ?? { zh: "", en: "" }}
        labels={[t.measureNameZh, t.measureNameEn]}
        placeholder={metric?.name ?? measureName({ ...measure, name: { zh: "", en: "" } }, allFields)}
        onChange={(name) => onChange({ ...measure, name }, "name")}
      />
      {measure.function === "formula" ? null : (
        <>
          <div className="m-inspector-hint">{t.measureCondition}</div>
          <ConditionBuilder
            fields={fields.map((field) => field.definition)}
            fieldsOf={fieldsOf}
            {...(measure.filter === undefined ? {} : { value: measure.filter })}
            onChange={(filter) => onChange(withFilter(measure, filter), "filter")}
          />
        </>
      )}
      <CalculationChoice measure={measure} onChange={onChange} />
      <Checkbox
        checked={measure.hidden === true}
        onChange={({ target }) => onChange(target.checked ? { ...shown, hidden: true } : shown)}
      >
        {names.hidden}
      </Checkbox>
      {measure.function === "formula" ? <PercentSwitch measure={measure} onChange={onChange} /> : null}
    </>
  );
}

function PercentSwitch({ measure, onChange }: Pick<MeasureDetailsProps, "measure" | "onChange">) {
  const t = useText(text);
  const { format: _format, ...plain } = measure;
  return (
    <Checkbox
      checked={measure.format === "percent"}
      onChange={({ target }) => onChange(target.checked ? { ...plain, format: "percent" } : plain)}
    >
      {t.asPercent}
    </Checkbox>
  );
}

/** The formula of a measure that is worked out, or the expression that is worked out per record. */
export function MeasureFormula({ card, measure, fields, onChange }: MeasureDetailsProps) {
  const t = useText(text);
  const localize = useLocalize();
  const place = card.measures.findIndex(({ id }) => id === measure.id);
  const metric = findMetric(measure.metric);
  if (metric) return <div className="m-inspector-hint">{localize(metric.definition)}</div>;
  if (measure.function === "formula") {
    const above = card.measures.slice(0, place).map((one): FieldDefinition => ({
      id: one.id,
      type: "number",
      name: findMetric(one.metric)?.name ?? measureName(one, fields),
    }));
    return (
      <>
        <div className="m-inspector-hint">{t.formulaFirst}</div>
        <FormulaInput
          fields={above}
          {...written(measure.formula)}
          onChange={(formula) => onChange({ ...measure, formula: formula ?? 0 }, "formula")}
        />
      </>
    );
  }
  if (measure.expression === undefined) return null;
  return (
    <>
      <div className="m-inspector-hint">{t.expressionHint}</div>
      <FormulaInput
        fields={fields.map((field) => field.definition)}
        {...written(measure.expression)}
        onChange={(expression) => onChange({ ...measure, expression: expression ?? 0 }, "expression")}
      />
    </>
  );
}

/** A formula that nobody has written yet is an empty line. */
function written(formula: Expression | undefined): { readonly value?: Expression } {
  return formula === undefined || formula === 0 ? {} : { value: formula };
}

const AS_IS = "";
const USUAL_WINDOW = 3;

function CalculationChoice({ measure, onChange }: Pick<MeasureDetailsProps, "measure" | "onChange">) {
  const t = useText(text);
  const localize = useLocalize();
  const { calculation, ...plain } = measure;
  const choose = (type: string): void => {
    if (type === AS_IS) return onChange(plain);
    const chosen = type === "movingAverage" ? { type, window: USUAL_WINDOW } : { type };
    // The menu holds the types there are.
    onChange({ ...plain, calculation: chosen as TableCalculation });
  };
  return (
    <div className="m-inspector-row">
      <span className="m-inspector-hint">{t.calculation}</span>
      <Select<string>
        aria-label={t.calculation}
        className="m-inspector-grow"
        value={calculation?.type ?? AS_IS}
        options={[
          { value: AS_IS, label: t.asIs },
          ...Object.entries(CALCULATION_NAMES).map(([value, name]) => ({ value, label: localize(name) })),
        ]}
        onChange={choose}
      />
      {calculation?.type === "movingAverage" ? (
        <InputNumber
          aria-label={t.window}
          title={t.window}
          min={2}
          max={400}
          precision={0}
          value={calculation.window}
          onChange={(window) =>
            onChange({ ...plain, calculation: { ...calculation, window: window ?? USUAL_WINDOW } })
          }
        />
      ) : null}
    </div>
  );
}

function withFilter(measure: Measure, filter: Expression | undefined): Measure {
  const { filter: _before, ...rest } = measure;
  return filter === undefined ? rest : { ...rest, filter };
}
