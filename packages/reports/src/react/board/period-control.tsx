import { periodName } from "@mortise/expression";
import { fillText, isPlainObject, type Json, sameText } from "@mortise/kit";
import { DayInput, useLocalize, useText } from "@mortise/ui";
import { Select } from "antd";
import type { DayRange } from "../../model/board/filter-condition.ts";
import type { FilterControlProps } from "./filter-control-props.ts";
import { boardText } from "./text.ts";

const DAYS = "days";

/** The periods that are offered first; others can be what a filter begins with. */
const USUAL: readonly (readonly [period: string, count?: number])[] = [
  ["today"],
  ["yesterday"],
  ["this-week"],
  ["last-week"],
  ["this-month"],
  ["last-month"],
  ["this-quarter"],
  ["last-quarter"],
  ["this-year"],
  ["last-year"],
  ["last-n-days", 7],
  ["last-n-days", 30],
  ["last-n-days", 90],
  ["last-n-months", 3],
  ["last-n-months", 6],
  ["last-n-months", 12],
];

/** Chooses a relative period, or two days. */
export function PeriodControl({ filter, value, onChange }: FilterControlProps) {
  const t = useText(boardText);
  const localize = useLocalize();
  // What a period filter holds is checked before it gets here.
  const range = isPlainObject(value) ? (value as DayRange) : undefined;
  const chosen = Array.isArray(value) ? JSON.stringify(value) : undefined;
  const known = USUAL.map((period) => JSON.stringify(period));
  const values = chosen === undefined || known.includes(chosen) ? known : [chosen, ...known];
  const nameOf = (text: string): string => {
    const [id = "", n = ""] = JSON.parse(text) as readonly [string?, (string | number)?]; // written above
    const name = localize(periodName(id) ?? sameText(id));
    return fillText(name, { n });
  };
  const choose = (next: string | undefined): void => {
    if (next === undefined) onChange(null);
    else onChange(next === DAYS ? { ...range } : (JSON.parse(next) as Json)); // written above
  };
  const setRange = (part: DayRange): void => {
    const { from, to } = { ...range, ...part };
    onChange({ ...(from ? { from } : {}), ...(to ? { to } : {}) });
  };
  return (
    <span className="m-board-period">
      <Select<string | undefined>
        aria-label={localize(filter.name)}
        allowClear
        placeholder={t.all}
        popupMatchSelectWidth={false}
        value={range ? DAYS : chosen}
        options={[
          ...values.map((text) => ({ value: text, label: nameOf(text) })),
          { value: DAYS, label: t.days },
        ]}
        onChange={choose}
      />
      {range ? (
        <>
          <DayInput
            aria-label={t.from}
            placeholder={t.from}
            value={range.from}
            onChange={(from) => setRange({ from: from ?? "" })}
          />
          <DayInput
            aria-label={t.to}
            placeholder={t.to}
            value={range.to}
            onChange={(to) => setRange({ to: to ?? "" })}
          />
        </>
      ) : null}
    </span>
  );
}
