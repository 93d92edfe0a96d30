import { fillText } from "@mortise/kit";
import { useText } from "@mortise/ui";
import { Alert, Input, Modal } from "antd";
import { useState } from "react";
import { type DayList, readDayList } from "./read-day-list.ts";
import { calendarText } from "./text.ts";

/** Takes the days of a year from a pasted list or announcement; what was read is said before it is taken over. */
export function PasteDaysDialog({
  year,
  onTake,
  onClose,
}: {
  readonly year: number;
  readonly onTake: (list: DayList) => void;
  readonly onClose: () => void;
}) {
  const t = useText(calendarText);
  const [text, setText] = useState("");
  const list = readDayList(text, year);
  const count = list.holidays.length + list.workdays.length;
  return (
    <Modal
      open
      title={`${t.pasteDays} · ${year}`}
      okText={t.pasteTake}
      okButtonProps={{ disabled: count === 0 }}
      cancelText={t.cancel}
      onCancel={onClose}
      onOk={() => onTake(list)}
    >
      <p>{t.pasteDaysHint}</p>
      <Input.TextArea
        autoFocus
        rows={8}
        maxLength={20_000}
        aria-label={t.pasteDays}
        value={text}
        onChange={({ target }) => setText(target.value)}
      />
      {text.trim() === "" ? null : (
        <Alert
          style={{ marginTop: 12 }}
          type={count === 0 ? "warning" : "info"}
          showIcon
          title={
            count === 0
              ? fillText(t.pasteNothing, { year })
              : fillText(t.pasteFound, { off: list.holidays.length, work: list.workdays.length })
          }
          description={list.unread.slice(0, 3).map((line) => (
            <div key={line}>{fillText(t.pasteUnread, { line: line.slice(0, 60) })}</div>
          ))}
        />
      )}
    </Modal>
  );
}
