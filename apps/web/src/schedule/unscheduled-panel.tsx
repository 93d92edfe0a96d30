import { useDraggable } from "@dnd-kit/core";
import { CloseOutlined, HolderOutlined } from "@ant-design/icons";
import type { RecordData } from "@mortise/contract";
import { fillText } from "@mortise/kit";
import type { FieldDefinition } from "@mortise/metadata";
import { EmptyState, useIsPhone, useText } from "@mortise/ui";
import { Button, Drawer } from "antd";
import { FieldInput } from "../app/field-parts.tsx";
import { MoreButton } from "../shell/more-button.tsx";
import { eventLook } from "./event-look.ts";
import { useSchedule } from "./schedule-parts.ts";
import { scheduleText } from "./text.ts";
import type { useUnscheduled } from "./use-unscheduled.ts";

interface UnscheduledPanelProps {
  readonly query: ReturnType<typeof useUnscheduled>;
  readonly onClose: () => void;
}

/** The records without a date: dragged onto a day, or given one by its picker. Beside the days, on the phone from below. */
export function UnscheduledPanel({ query, onClose }: UnscheduledPanelProps) {
  const t = useText(scheduleText);
  const phone = useIsPhone();
  const list = <UnscheduledList query={query} />;
  if (phone)
    return (
      <Drawer open placement="bottom" size="75%" title={t.unscheduled} onClose={onClose}>
        {list}
      </Drawer>
    );
  return (
    <aside className="unscheduled" aria-label={t.unscheduled}>
      <header>
        <h3>{t.unscheduled}</h3>
        <Button
          type="text"
          size="small"
          icon={<CloseOutlined aria-hidden="true" />}
          aria-label={t.closeUnscheduled}
          onClick={onClose}
        />
      </header>
      <p>{t.unscheduledHint}</p>
      {list}
    </aside>
  );
}

function UnscheduledList({ query }: Pick<UnscheduledPanelProps, "query">) {
  const t = useText(scheduleText);
  const { isUnscheduled } = useSchedule();
  const records = (query.data?.pages ?? []).flatMap((page) => page.items).filter(isUnscheduled);
  return (
    <>
      {query.isSuccess && records.length === 0 ? <EmptyState title={t.allScheduled} /> : null}
      <ul>
        {records.map((record) => (
          <UnscheduledItem key={record.id} record={record} />
        ))}
      </ul>
      <MoreButton query={query}>{t.moreUnscheduled}</MoreButton>
    </>
  );
}

const DAY: FieldDefinition = { id: "day", type: "date", name: { zh: "日期", en: "Date" } };

function UnscheduledItem({ record }: { readonly record: RecordData }) {
  const t = useText(scheduleText);
  const phone = useIsPhone();
  const { titleOf, colorOf, open, mayMove, schedule } = useSchedule();
  const title = titleOf(record);
  const movable = mayMove(record);
  const { listeners, setNodeRef, setActivatorNodeRef, isDragging } = useDraggable({
    id: `unscheduled/${record.id}`,
    data: { record },
    disabled: !movable || phone,
  });
  const pickerId = `date-of-${record.id}`;
  return (
    <li
      ref={setNodeRef}
      className={isDragging ? "unscheduled-lifted" : undefined}
      style={eventLook(colorOf(record))}
    >
      <div className="unscheduled-face" ref={setActivatorNodeRef} {...listeners}>
        {movable && !phone ? <HolderOutlined aria-hidden="true" /> : null}
        <button type="button" onClick={() => open(record.id)}>
          {title}
        </button>
      </div>
      {movable ? (
        <>
          <label htmlFor={pickerId} className="m-visually-hidden">
            {fillText(t.setDate, { name: title })}
          </label>
          <FieldInput
            id={pickerId}
            field={DAY}
            value={null}
            onChange={(day) => {
              if (typeof day === "string") schedule(record, day);
            }}
          />
        </>
      ) : null}
    </li>
  );
}
