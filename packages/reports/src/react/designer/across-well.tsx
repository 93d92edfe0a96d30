import { useText } from "@mortise/ui";
import { Switch } from "antd";
import type { ChartType } from "../../model/chart-type.ts";
import type { CardPartProps } from "./card-part.ts";
import { DimensionWell } from "./dimension-well.tsx";
import { text } from "./text.ts";

/** What goes across in a type that takes it, and whether subtotals are worked out. */
export function AcrossWell(props: CardPartProps & { readonly chart: ChartType }) {
  const { card, allFields, onChange, chart } = props;
  const t = useText(text);
  if (!chart.columns) return null;
  const across = { ...card, dimensions: card.columns ?? [] };
  return (
    <>
      <DimensionWell
        {...props}
        title={t.across}
        card={across}
        allFields={allFields.filter(({ id }) => !card.dimensions.some((dimension) => dimension.field === id))}
        chart={{ ...chart, dimensions: chart.columns }}
        onChange={({ dimensions }, merge) => onChange({ ...card, columns: dimensions }, merge)}
      />
      <label className="m-inspector-row">
        <span className="m-inspector-grow">{t.totals}</span>
        <Switch
          aria-label={t.totals}
          checked={card.totals === true}
          onChange={(totals) => onChange({ ...card, totals })}
        />
      </label>
    </>
  );
}
