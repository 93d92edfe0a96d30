import type { AggregateFunction, Measure } from "@mortise/metadata";
import { useLocalize, useText } from "@mortise/ui";
import { InputNumber, Select, Tooltip } from "antd";
import { findMetric, metricTypes } from "../../metrics/index.ts";
import { FUNCTION_NAMES, isNumericMeasure, mayBe } from "../../model/measure.ts";
import type { ReportField } from "../../model/report-field.ts";
import { text as designer } from "../designer/text.ts";
import { fieldOptions } from "./field-options.ts";
import { text } from "./text.ts";

/** Props of what chooses a measure. */
export interface MeasureChoiceProps {
  readonly measure: Measure;
  /** The fields of the records and of related ones. */
  readonly allFields: readonly ReportField[];
  readonly isNumeric: boolean;
  readonly onChange: (measure: Measure) => void;
}

const RECORDS = "";
const FORMULA = "=formula";
const EXPRESSION = "=expression";
const METRIC = "=metric:";
const ORDER: readonly AggregateFunction[] = [
  "count",
  "sum",
  "avg",
  "median",
  "percentile",
  "max",
  "min",
  "countDistinct",
];
const OVER_EXPRESSION = ORDER.filter((name) => name !== "count");
const USUAL_PERCENT = 90;

/** What is counted or summed up, and how. */
export function MeasureChoice({ measure, allFields, isNumeric, onChange }: MeasureChoiceProps) {
  const t = useText(designer);
  const names = useText(text);
  const localize = useLocalize();
  const functionsOf = (field: ReportField): readonly AggregateFunction[] =>
    ORDER.filter(
      (name) =>
        mayBe(field, name) &&
        (!isNumeric || isNumericMeasure({ function: name, field: field.id }, allFields)),
    );
  const offered = allFields.filter((field) => functionsOf(field).length > 0);
  const metrics = metricTypes.filter((metric) => metric.plan(measure, allFields) !== undefined);
  const field = allFields.find((candidate) => candidate.id === measure.field);
  const functions = measure.expression === undefined ? (field ? functionsOf(field) : []) : OVER_EXPRESSION;
  const choose = (value: string): void => {
    const chosen = allFields.find((candidate) => candidate.id === value);
    onChange(chosen ? overField(measure, chosen, functionsOf(chosen)) : special(measure, value));
  };
  return (
    <>
      <Select<string>
        aria-label={t.measure}
        className="m-inspector-grow"
        showSearch
        optionFilterProp="label"
        value={valueOf(measure)}
        options={[
          { value: RECORDS, label: t.recordCount },
          ...fieldOptions(offered, localize, names),
          {
            label: names.ready,
            options: metrics.map(({ id, name, definition }) => ({
              value: `${METRIC}${id}`,
              label: localize(name),
              title: localize(definition),
            })),
          },
          {
            label: names.worked,
            options: [
              { value: FORMULA, label: names.formula },
              { value: EXPRESSION, label: names.expression },
            ],
          },
        ]}
        onChange={choose}
      />
      {measure.function === "metric" ? (
        <MetricField measure={measure} allFields={allFields} onChange={onChange} />
      ) : null}
      {functions.length > 0 && measure.function !== "metric" ? (
        <FunctionChoice measure={measure} functions={functions} onChange={onChange} />
      ) : null}
    </>
  );
}

function valueOf({ function: name, metric = "", expression, field }: Measure): string {
  if (name === "formula") return FORMULA;
  if (name === "metric") return `${METRIC}${metric}`;
  return expression === undefined ? (field ?? RECORDS) : EXPRESSION;
}

function FunctionChoice({
  measure,
  functions,
  onChange,
}: Pick<MeasureChoiceProps, "measure" | "onChange"> & { readonly functions: readonly AggregateFunction[] }) {
  const t = useText(designer);
  const names = useText(text);
  const localize = useLocalize();
  const { percent, ...rest } = measure;
  return (
    <>
      <Select<AggregateFunction>
        aria-label={t.function}
        value={functions.find((name) => name === measure.function) ?? null}
        options={functions.map((value) => ({ value, label: localize(FUNCTION_NAMES[value]) }))}
        onChange={(name) =>
          onChange({
            ...rest,
            function: name,
            ...(name === "percentile" ? { percent: percent ?? USUAL_PERCENT } : {}),
          })
        }
      />
      {measure.function === "percentile" ? (
        <InputNumber
          aria-label={names.percent}
          title={names.percent}
          min={1}
          max={99}
          value={percent ?? null}
          onChange={(value) => onChange({ ...measure, percent: value ?? USUAL_PERCENT })}
        />
      ) : null}
    </>
  );
}

/** Which of several fields a ready-made metric is about; its definition is told on hover. */
function MetricField({ measure, allFields, onChange }: Omit<MeasureChoiceProps, "isNumeric">) {
  const t = useText(text);
  const localize = useLocalize();
  const metric = findMetric(measure.metric);
  const fields = metric?.fields?.(allFields.filter(({ id }) => !id.includes("."))) ?? [];
  const [first] = fields;
  if (!metric || !first) return null;
  return (
    <Tooltip title={localize(metric.definition)}>
      <Select<string>
        aria-label={t.metricField}
        popupMatchSelectWidth={false}
        value={measure.field ?? first.id}
        options={fields.map((one) => ({ value: one.id, label: localize(one.name) }))}
        onChange={(field) => onChange({ ...measure, field })}
      />
    </Tooltip>
  );
}

/** What any measure keeps when it becomes another one; a name that was made for the one before goes. */
function keptOf({ id, filter, hidden }: Measure): Pick<Measure, "id" | "filter" | "hidden"> {
  return {
    id,
    ...(filter === undefined ? {} : { filter }),
    ...(hidden === undefined ? {} : { hidden }),
  };
}

function special(measure: Measure, value: string): Measure {
  const kept = keptOf(measure);
  if (value === EXPRESSION) return { ...kept, function: "sum", expression: 0 };
  if (value.startsWith(METRIC)) return { ...kept, function: "metric", metric: value.slice(METRIC.length) };
  if (value !== FORMULA) return { ...kept, function: "count" };
  const { filter: _rows, ...rest } = kept;
  return { ...rest, function: "formula", formula: 0 };
}

function overField(measure: Measure, field: ReportField, functions: readonly AggregateFunction[]): Measure {
  const preferred = functions.includes("sum") ? "sum" : functions[0];
  const same = functions.find((one) => one === measure.function && one !== "count");
  return { ...keptOf(measure), function: same ?? preferred ?? "count", field: field.id };
}
