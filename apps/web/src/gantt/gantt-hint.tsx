import { LeftOutlined, RightOutlined } from "@ant-design/icons";
import { fillText } from "@mortise/kit";
import { useText } from "@mortise/ui";
import type { DayWindow } from "../schedule/days.ts";
import type { ScheduleEvent } from "../schedule/schedule-event.ts";
import { scheduleText } from "../schedule/text.ts";

/** Where a bar lies that is out of sight to one side; nothing while it can be seen. A click goes there. */
export function GanttHint({
  event,
  sight,
  names,
  title,
  onJump,
}: {
  readonly event: ScheduleEvent;
  readonly sight: DayWindow | undefined;
  /** Pixels at the left that names take. */
  readonly names: number;
  readonly title: string;
  readonly onJump: (day: string) => void;
}) {
  const t = useText(scheduleText);
  const isBefore = sight !== undefined && event.last < sight.first;
  const isAfter = sight !== undefined && event.first > sight.last;
  if (!isBefore && !isAfter) return null;
  const days = event.first === event.last ? event.first : `${event.first} – ${event.last}`;
  return (
    <button
      type="button"
      className={`gantt-hint ${isBefore ? "gantt-hint-before" : "gantt-hint-after"}`}
      style={isBefore ? { left: names + 6 } : {}}
      aria-label={fillText(t.goTo, { name: title, days })}
      title={fillText(t.goTo, { name: title, days })}
      onClick={(click) => {
        click.stopPropagation();
        onJump(event.first);
      }}
    >
      {isBefore ? <LeftOutlined aria-hidden="true" /> : null}
      {(isBefore ? event.last : event.first).slice(5)}
      {isAfter ? <RightOutlined aria-hidden="true" /> : null}
    </button>
  );
}
