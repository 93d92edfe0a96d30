import { DeleteOutlined, PlusOutlined } from "@ant-design/icons";
import type { DateGrain, Dimension } from "@mortise/metadata";
import { useLocalize, useText } from "@mortise/ui";
import { Button, Select } from "antd";
import type { ChartType } from "../../model/chart-type.ts";
import { withKnownSort } from "../../model/compose-card.ts";
import type { ReportField } from "../../model/report-field.ts";
import { dimensionOf } from "../../model/suggestion-parts.ts";
import type { CardPartProps } from "./card-part.ts";
import { InspectorSection } from "./inspector-section.tsx";
import { GRAIN_NAMES, LEVEL_NAMES, text } from "./text.ts";

/** What the card is split by. */
export function DimensionWell({
  card,
  fields,
  onChange,
  chart,
  title,
}: CardPartProps & { readonly chart: ChartType; readonly title?: string }) {
  const t = useText(text);
  const { kinds, max } = chart.dimensions;
  const offered = fields.filter((field) => field.groupable && (!kinds || kinds.includes(field.kind)));
  const set = (dimensions: readonly Dimension[]): void => onChange(withKnownSort({ ...card, dimensions }));
  const free = offered.find((field) => !card.dimensions.some((dimension) => dimension.field === field.id));
  return (
    <InspectorSection title={title ?? t.dimensions}>
      {card.dimensions.map((dimension, index) => (
        <DimensionRow
          key={dimension.field}
          dimension={dimension}
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
  readonly offered: readonly ReportField[];
  readonly onChange: (dimension: Dimension) => void;
  readonly onRemove: () => void;
}

function DimensionRow({ dimension, offered, onChange, onRemove }: DimensionRowProps) {
  const t = useText(text);
  const localize = useLocalize();
  const field = offered.find((candidate) => candidate.id === dimension.field);
  const choose = (id: string): void => {
    const chosen = offered.find((candidate) => candidate.id === id);
    if (chosen) onChange(dimensionOf(chosen));
  };
  return (
    <div className="m-inspector-row">
      <Select<string>
        aria-label={t.dimension}
        className="m-inspector-grow"
        showSearch
        optionFilterProp="label"
        value={dimension.field}
        options={offered.map((one) => ({ value: one.id, label: localize(one.name) }))}
        onChange={choose}
      />
      {field?.kind === "date" || field?.kind === "datetime" ? (
        <Select<DateGrain>
          aria-label={t.grain}
          value={dimension.grain ?? "day"}
          options={grainOptions(localize)}
          onChange={(grain) => onChange({ field: dimension.field, grain })}
        />
      ) : null}
      {field?.kind === "region" ? (
        <Select<2 | 4 | 6>
          aria-label={t.level}
          value={dimension.level ?? 6}
          options={([2, 4, 6] as const).map((value) => ({ value, label: localize(LEVEL_NAMES[value]) }))}
          onChange={(level) => onChange({ field: dimension.field, level })}
        />
      ) : null}
      <Button
        type="text"
        icon={<DeleteOutlined />}
        aria-label={`${t.removeItem} ${localize(field?.name)}`}
        onClick={onRemove}
      />
    </div>
  );
}

const GRAINS: readonly DateGrain[] = ["day", "week", "month", "quarter", "year"];

function grainOptions(localize: ReturnType<typeof useLocalize>) {
  return GRAINS.map((value) => ({ value, label: localize(GRAIN_NAMES[value]) }));
}
