import { DeleteOutlined, PlusOutlined } from "@ant-design/icons";
import { shortKey } from "@mortise/kit";
import type { Catalog, Measure } from "@mortise/metadata";
import { useLocalize, useText } from "@mortise/ui";
import { Button, Collapse } from "antd";
import type { ChartType } from "../../model/chart-type.ts";
import { withKnownSort } from "../../model/compose-card.ts";
import { measureName } from "../../model/measure.ts";
import type { CardPartProps } from "./card-part.ts";
import { InspectorSection } from "./inspector-section.tsx";
import { text } from "./text.ts";
import { MeasureChoice } from "../wells/measure-choice.tsx";
import { MeasureDetails, MeasureFormula } from "../wells/measure-details.tsx";
import { TargetFields } from "../wells/target-fields.tsx";

interface MeasureWellProps extends CardPartProps {
  readonly chart: ChartType;
  readonly catalog: Catalog;
}

/** What the card counts and sums up. */
export function MeasureWell(props: MeasureWellProps) {
  const { card, onChange, chart } = props;
  const t = useText(text);
  const set = (measures: readonly Measure[], merge?: string): void =>
    onChange(withKnownSort({ ...card, measures }), merge);
  const add = (): void => set([...card.measures, { id: `m_${shortKey()}`, function: "count" }]);
  const shown = card.measures.filter(({ hidden }) => hidden !== true);
  return (
    <InspectorSection title={t.measures}>
      {card.measures.map((measure, index) => (
        <MeasureEditor
          {...props}
          key={measure.id}
          measure={measure}
          onMeasure={(next, merge) => set(card.measures.with(index, next), merge && `${measure.id}.${merge}`)}
          onRemove={card.measures.length > 1 ? () => set(card.measures.toSpliced(index, 1)) : undefined}
        />
      ))}
      {shown.length < chart.measures.max ? (
        <Button type="dashed" size="small" icon={<PlusOutlined />} onClick={add}>
          {t.addMeasure}
        </Button>
      ) : null}
    </InspectorSection>
  );
}

interface MeasureEditorProps extends MeasureWellProps {
  readonly measure: Measure;
  readonly onMeasure: (measure: Measure, merge?: string) => void;
  readonly onRemove: (() => void) | undefined;
}

function MeasureEditor({ onMeasure, onRemove, ...props }: MeasureEditorProps) {
  const { measure, card, catalog, allFields, chart } = props;
  const t = useText(text);
  const localize = useLocalize();
  const details = { ...props, onChange: onMeasure };
  return (
    <div className="m-inspector-item">
      <div className="m-inspector-row">
        <MeasureChoice
          measure={measure}
          allFields={allFields}
          isNumeric={chart.measures.numeric === true}
          onChange={onMeasure}
        />
        {onRemove ? (
          <Button
            type="text"
            icon={<DeleteOutlined />}
            aria-label={`${t.removeItem} ${localize(measureName(measure, allFields))}`}
            onClick={onRemove}
          />
        ) : null}
      </div>
      <MeasureFormula {...details} />
      <Collapse
        ghost
        size="small"
        items={[
          {
            key: "more",
            label: t.more,
            children: (
              <>
                <MeasureDetails {...details} />
                <TargetFields card={card} catalog={catalog} measure={measure} onChange={onMeasure} />
              </>
            ),
          },
        ]}
      />
    </div>
  );
}
