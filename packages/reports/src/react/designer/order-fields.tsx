import { useLocalize, useText } from "@mortise/ui";
import { InputNumber, Select } from "antd";
import type { ChartType } from "../../model/chart-type.ts";
import { findMetric } from "../../metrics/index.ts";
import { measureName } from "../../model/measure.ts";
import type { CardPartProps } from "./card-part.ts";
import { InspectorSection } from "./inspector-section.tsx";
import { text } from "./text.ts";

const USUAL = "";
const MOST = 1_000;

/** The order of the groups, and how many are shown. */
export function OrderFields({
  card,
  allFields,
  onChange,
  chart,
}: CardPartProps & { readonly chart: ChartType }) {
  const t = useText(text);
  const localize = useLocalize();
  const keys = [
    ...card.measures.map((measure) => ({
      id: measure.id,
      name: localize(findMetric(measure.metric)?.name ?? measureName(measure, allFields)),
    })),
    ...card.dimensions.map(({ field }) => ({
      id: field,
      name: localize(allFields.find((candidate) => candidate.id === field)?.name),
    })),
  ];
  const options = keys.flatMap(({ id, name }) => [
    { value: `${id} desc`, label: `${name} ${t.descending}` },
    { value: `${id} asc`, label: `${name} ${t.ascending}` },
  ]);
  const [first] = card.sort ?? [];
  const choose = (value: string): void => {
    const { sort: _before, ...rest } = card;
    const [field = "", direction] = value.split(" ");
    onChange(value === USUAL ? rest : { ...rest, sort: [{ field, descending: direction === "desc" }] });
  };
  const setLimit = (limit: number | null): void => {
    const { limit: _before, ...rest } = card;
    onChange(limit === null ? rest : { ...rest, limit }, "limit");
  };
  return (
    <InspectorSection title={t.sort}>
      <Select<string>
        aria-label={t.sort}
        value={first ? `${first.field} ${first.descending === true ? "desc" : "asc"}` : USUAL}
        options={[{ value: USUAL, label: t.sortDefault }, ...options]}
        onChange={choose}
      />
      <label className="m-inspector-row">
        <span className="m-inspector-grow">{t.limit}</span>
        <InputNumber
          aria-label={t.limit}
          min={1}
          max={MOST}
          precision={0}
          placeholder={String(chart.limit)}
          value={card.limit ?? null}
          onChange={setLimit}
        />
      </label>
    </InspectorSection>
  );
}
