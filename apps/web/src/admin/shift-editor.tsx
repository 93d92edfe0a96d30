import { useLocale, useText } from "@mortise/ui";
import { Checkbox, Radio } from "antd";
import type { Account } from "./admin-queries.ts";
import { WorkSpans } from "./calendar/work-spans.tsx";
import { adminText } from "./text.ts";

/** Hours of a person or a team; null are those of the team or company. */
export type Shift = Account["work"]["shift"];

const USUAL: NonNullable<Shift> = { hours: [["09:00", "18:00"]] };
const WORKING_WEEK = [1, 2, 3, 4, 5];

/** Edits when somebody is on duty: as everybody around them, or by hours and days of their own. */
export function ShiftEditor({
  value = null,
  onChange,
  isTeam = false,
}: {
  readonly value?: Shift;
  readonly onChange?: (shift: Shift) => void;
  readonly isTeam?: boolean;
}) {
  const t = useText(adminText);
  const set = (next: Shift): void => onChange?.(next);
  return (
    <div className="shift-editor">
      <Radio.Group
        value={value === null ? "shared" : "own"}
        options={[
          { value: "shared", label: isTeam ? t.shiftOfAbove : t.shiftOfTeam },
          { value: "own", label: t.shiftOwn },
        ]}
        onChange={({ target }) => set(target.value === "own" ? USUAL : null)}
      />
      {value === null ? null : (
        <>
          <WorkSpans
            spans={value.hours}
            onChange={(hours) => set({ ...value, hours: hours.map(([from, to]) => [from, to]) })}
          />
          <small>{t.shiftHint}</small>
          <Radio.Group
            aria-label={t.shiftDays}
            value={value.days ? "chosen" : "working"}
            options={[
              { value: "working", label: t.workDays },
              { value: "chosen", label: t.chosenDays },
            ]}
            onChange={({ target }) =>
              set(target.value === "chosen" ? { ...value, days: WORKING_WEEK } : { hours: value.hours })
            }
          />
          {value.days ? <Weekdays days={value.days} onChange={(days) => set({ ...value, days })} /> : null}
        </>
      )}
    </div>
  );
}

function Weekdays({
  days,
  onChange,
}: {
  readonly days: readonly number[];
  readonly onChange: (days: number[]) => void;
}) {
  const t = useText(adminText);
  const name = new Intl.DateTimeFormat(useLocale(), { weekday: "short", timeZone: "UTC" });
  return (
    <Checkbox.Group
      aria-label={t.shiftDays}
      value={[...days]}
      options={Array.from({ length: 7 }, (_, index) => ({
        value: index + 1,
        // 5 January 1970 was a Monday.
        label: name.format(Date.UTC(1970, 0, 5 + index)),
      }))}
      // Values are the numbers of the options.
      onChange={(chosen) => onChange((chosen as number[]).toSorted((a, b) => a - b))}
    />
  );
}
