import { DeleteOutlined, PlusOutlined } from "@ant-design/icons";
import type { Dimension } from "@mortise/metadata";
import { useLocalize, useText } from "@mortise/ui";
import { Button, Select } from "antd";
import type { ChartType } from "../../model/chart-type.ts";
import { withKnownSort } from "../../model/compose-card.ts";
import type { ReportField } from "../../model/report-field.ts";
import { dimensionOf } from "../../model/suggestion-parts.ts";
import type { CardPartProps } from "./card-part.ts";
import { InspectorSection } from "./inspector-section.tsx";
import { text } from "./text.ts";
import { DimensionSplit, DimensionSwitches } from "../wells/dimension-split.tsx";
import { fieldOptions } from "../wells/field-options.ts";
import { text as wellText } from "../wells/text.ts";

/** What the card is split by. */
export function DimensionWell({
  card,
  allFields,
  onChange,
  chart,
  title,
}: CardPartProps & { readonly chart: ChartType; readonly title?: string }) {
  const t = useText(text);
  const { kinds, max } = chart.dimensions;
  const isMeasured = (field: ReportField): boolean => field.kind === "number" || field.kind === "duration";
  const offered = allFields.filter(
    (field) => (field.groupable || isMeasured(field)) && (!kinds || kinds.includes(field.kind)),
  );
  const set = (dimensions: readonly Dimension[]): void => onChange(withKnownSort({ ...card, dimensions }));
  const free = offered.find(
    (field) => field.groupable && !card.dimensions.some((dimension) => dimension.field === field.id),
  );
  return (
    <InspectorSection title={title ?? t.dimensions}>
      {card.dimensions.map((dimension, index) => (
        <DimensionRow
          key={dimension.field}
          dimension={dimension}
          // The limit counts groups of the first dimension that goes down.
          isFirst={index === 0 && title === undefined}
          offered={offered.filter(
            ({ id }) => id === dimension.field || !card.dimensions.some((other) => other.field === id),
          )}
          onChange={(next) => set(card.dimensions.with(index, next))}
          onRemove={() => set(card.dimensions.toSpliced(index, 1))}
        />
      ))}
      {card.dimensions.length < max && free ? (
        <Button
          type="dashed"
          size="small"
          icon={<PlusOutlined />}
          onClick={() => set([...card.dimensions, dimensionOf(free)])}
        >
          {t.addDimension}
        </Button>
      ) : null}
    </InspectorSection>
  );
}

interface DimensionRowProps {
  readonly dimension: Dimension;
  readonly isFirst: boolean;
  readonly offered: readonly ReportField[];
  readonly onChange: (dimension: Dimension) => void;
  readonly onRemove: () => void;
}

function DimensionRow({ dimension, isFirst, offered, onChange, onRemove }: DimensionRowProps) {
  const t = useText(text);
  const names = useText(wellText);
  const localize = useLocalize();
  const field = offered.find((candidate) => candidate.id === dimension.field);
  const choose = (id: string): void => {
    const chosen = offered.find((candidate) => candidate.id === id);
    // Numbers that are no names of groups begin in ranges.
    if (chosen)
      onChange({ ...dimensionOf(chosen), ...(chosen.groupable ? {} : { buckets: { width: "100" } }) });
  };
  const split = field ? { dimension, field, isFirst, onChange } : undefined;
  return (
    <div className="m-inspector-item">
      <div className="m-inspector-row">
        <Select<string>
          aria-label={t.dimension}
          className="m-inspector-grow"
          showSearch
          optionFilterProp="label"
          value={dimension.field}
          options={fieldOptions(offered, localize, names)}
          onChange={choose}
        />
        {split ? <DimensionSplit {...split} /> : null}
        <Button
          type="text"
          icon={<DeleteOutlined />}
          aria-label={`${t.removeItem} ${localize(field?.name)}`}
          onClick={onRemove}
        />
      </div>
      {split ? <DimensionSwitches {...split} /> : null}
    </div>
  );
}
