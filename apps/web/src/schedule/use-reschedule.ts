import type { RecordData } from "@mortise/contract";
import { fillText } from "@mortise/kit";
import { useText } from "@mortise/ui";
import { App } from "antd";
import { useState } from "react";
import { recordsText } from "../records/text.ts";
import { useChangeNotice } from "../records/use-change-notice.tsx";
import { isConflict, useUpdateRecord } from "../records/use-record-writes.ts";
import { errorMessage } from "../session/form-errors.ts";
import { scheduleText } from "./text.ts";

interface Move {
  readonly revision: number;
  readonly values: Readonly<Record<string, string>>;
}

/** Moves records in time: shown at once, refused when somebody else changed them, taken back by a button. */
export function useReschedule(entity: string) {
  const t = useText(scheduleText);
  const words = useText(recordsText);
  const { message } = App.useApp();
  const update = useUpdateRecord(entity);
  const tell = useChangeNotice(entity);
  // What was moved, by the revision it was moved from: what the server answers has another one.
  const [moves, setMoves] = useState<ReadonlyMap<string, Move>>(new Map());
  const reschedule = async (record: RecordData, name: string, values: Move["values"]): Promise<void> => {
    if (Object.entries(values).every(([field, value]) => record[field] === value)) return;
    setMoves((before) => new Map(before).set(record.id, { revision: record.revision, values }));
    try {
      const { changeSet } = await update.mutateAsync({ id: record.id, revision: record.revision, values });
      tell(fillText(t.moved, { name }), changeSet);
    } catch (error) {
      setMoves((before) => new Map([...before].filter(([id]) => id !== record.id)));
      const reason = errorMessage(error);
      void message.error(isConflict(error) ? t.conflict : fillText(words.notSaved, { reason }));
    }
  };
  const moveOf = (record: RecordData): Move | undefined => {
    const move = moves.get(record.id);
    return move?.revision === record.revision ? move : undefined;
  };
  return {
    reschedule,
    /** The record as it was moved. */
    shown: (record: RecordData): RecordData => ({ ...record, ...moveOf(record)?.values }),
    /** Whether the server has not confirmed the move yet. */
    isWaiting: (record: RecordData): boolean => moveOf(record) !== undefined,
  };
}
