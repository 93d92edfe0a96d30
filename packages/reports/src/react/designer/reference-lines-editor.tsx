import { DeleteOutlined, PlusOutlined } from "@ant-design/icons";
import type { Json } from "@mortise/kit";
import type { Measure } from "@mortise/metadata";
import { useLocalize, useText } from "@mortise/ui";
import { Button, InputNumber, Select } from "antd";
import { measureName } from "../../model/measure.ts";
import {
  REFERENCE_NAMES,
  type ReferenceKind,
  type ReferenceLine,
  readReferenceLines,
} from "../../model/reference-lines.ts";
import type { ReportField } from "../../model/report-field.ts";
import { text } from "./text.ts";

/** What an editor of a card's own kind of setting takes. */
export interface CardSettingProps {
  readonly id: string;
  readonly value: Json | undefined;
  readonly measures: readonly Measure[];
  readonly fields: readonly ReportField[];
  readonly disabled: boolean | undefined;
  readonly onChange: (value: Json | undefined) => void;
}

const KINDS: readonly ReferenceKind[] = ["constant", "average", "median", "percentile", "trend"];
const USUAL_PERCENT = 90;

/** Edits lines across a chart: of which kind, at which figure, of which measure. */
export function ReferenceLinesEditor({ id, value, measures, fields, disabled, onChange }: CardSettingProps) {
  const t = useText(text);
  const localize = useLocalize();
  const lines = readReferenceLines(value);
  const set = (next: readonly ReferenceLine[]): void =>
    onChange(next.length > 0 ? next.map((line) => ({ ...line })) : undefined);
  const choose = (index: number, kind: ReferenceKind): void => {
    const { value: _value, ...line } = lines[index] ?? { kind };
    const at = kind === "constant" ? { value: 0 } : kind === "percentile" ? { value: USUAL_PERCENT } : {};
    set(lines.with(index, { ...line, kind, ...at }));
  };
  return (
    <div id={id} className="m-inspector-list">
      {lines.map((line, index) => (
        // Lines have nothing but their place to tell them apart.
        // oxlint-disable-next-line react/no-array-index-key
        <div key={index} className="m-inspector-row">
          <Select<ReferenceKind>
            aria-label={t.lineKind}
            disabled={disabled === true}
            value={line.kind}
            options={KINDS.map((kind) => ({ value: kind, label: localize(REFERENCE_NAMES[kind]) }))}
            onChange={(kind) => choose(index, kind)}
          />
          {line.kind === "constant" || line.kind === "percentile" ? (
            <InputNumber
              aria-label={t.lineValue}
              disabled={disabled === true}
              value={line.value ?? null}
              {...(line.kind === "percentile" ? { min: 1, max: 99, precision: 0 } : {})}
              onChange={(at) => set(lines.with(index, { ...line, ...(at === null ? {} : { value: at }) }))}
            />
          ) : null}
          {measures.length > 1 ? (
            <Select<string>
              aria-label={t.measure}
              className="m-inspector-grow"
              disabled={disabled === true}
              value={line.measure ?? measures[0]?.id ?? ""}
              options={measures.map((one) => ({ value: one.id, label: localize(measureName(one, fields)) }))}
              onChange={(measure) => set(lines.with(index, { ...line, measure }))}
            />
          ) : null}
          <Button
            type="text"
            icon={<DeleteOutlined />}
            disabled={disabled === true}
            aria-label={`${t.removeItem} ${localize(REFERENCE_NAMES[line.kind])}`}
            onClick={() => set(lines.toSpliced(index, 1))}
          />
        </div>
      ))}
      <Button
        type="dashed"
        size="small"
        icon={<PlusOutlined />}
        disabled={disabled === true}
        onClick={() => set([...lines, { kind: "average" }])}
      >
        {t.addLine}
      </Button>
    </div>
  );
}
