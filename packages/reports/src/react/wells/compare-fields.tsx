import type { ComparisonBase, DashboardCard, PeriodComparison } from "@mortise/metadata";
import { useLocalize, useText } from "@mortise/ui";
import { Checkbox, Select } from "antd";
import type { CardPartProps } from "../designer/card-part.ts";
import { InspectorSection } from "../designer/inspector-section.tsx";
import { fieldOptions } from "./field-options.ts";
import { PERIOD_NAMES, text } from "./text.ts";

const NONE = "";
const BASES: readonly ComparisonBase[] = ["previous", "lastYear"];

/** Which periods a card compares: 同比 and 环比. */
export function CompareFields({ card, allFields, onChange }: CardPartProps) {
  const t = useText(text);
  const localize = useLocalize();
  const { compare, ...plain } = card;
  const dates = allFields.filter(({ kind }) => kind === "date" || kind === "datetime");
  const set = (next: PeriodComparison): void => onChange({ ...plain, compare: next });
  const choose = (field: string): void =>
    field === NONE ? onChange(plain) : set({ period: "month", with: ["previous"], ...compare, field });
  if (dates.length === 0) return null;
  return (
    <InspectorSection title={t.compare}>
      <div className="m-inspector-row">
        <Select<string>
          aria-label={t.compareOn}
          className="m-inspector-grow"
          showSearch
          optionFilterProp="label"
          value={compare?.field ?? NONE}
          options={[{ value: NONE, label: t.noCompare }, ...fieldOptions(dates, localize, t)]}
          onChange={choose}
        />
        {compare && !runsAlong(card, compare) ? (
          <Select<PeriodComparison["period"]>
            aria-label={t.period}
            value={compare.period}
            options={Object.entries(PERIOD_NAMES).map(([value, name]) => ({ value, label: localize(name) }))}
            onChange={(period) => set({ ...compare, period })}
          />
        ) : null}
      </div>
      {compare ? <CompareSwitches compare={compare} onChange={set} /> : null}
    </InspectorSection>
  );
}

/** Along a dimension over the same date, the periods are its groups. */
function runsAlong({ dimensions }: DashboardCard, { field }: PeriodComparison): boolean {
  return dimensions.some((dimension) => dimension.field === field && dimension.part === undefined);
}

function CompareSwitches({
  compare,
  onChange,
}: {
  readonly compare: PeriodComparison;
  readonly onChange: (compare: PeriodComparison) => void;
}) {
  const t = useText(text);
  const { whole, ...rest } = compare;
  const turn = (base: ComparisonBase, isOn: boolean): void => {
    const chosen = BASES.filter((one) => (one === base ? isOn : compare.with.includes(one)));
    if (chosen.length > 0) onChange({ ...compare, with: chosen });
  };
  return (
    <>
      <div className="m-inspector-row">
        {BASES.map((base) => (
          <Checkbox
            key={base}
            checked={compare.with.includes(base)}
            onChange={({ target }) => turn(base, target.checked)}
          >
            {t[base]}
          </Checkbox>
        ))}
      </div>
      <Checkbox
        checked={whole === true}
        onChange={({ target }) => onChange(target.checked ? { ...rest, whole: true } : rest)}
      >
        {t.whole}
      </Checkbox>
    </>
  );
}
