import type { RecordData } from "@mortise/contract";
import { fillText } from "@mortise/kit";
import type { EntityDocument, FieldDefinition } from "@mortise/metadata";
import { useText } from "@mortise/ui";
import { App } from "antd";
import { recordsText } from "../records/text.ts";
import { useChangeNotice } from "../records/use-change-notice.tsx";
import { isConflict, useUpdateRecord } from "../records/use-record-writes.ts";
import { errorMessage } from "../session/form-errors.ts";
import { treeText } from "./text.ts";

/** A record that is being moved, with what it is called on screen. */
export interface MovedRecord {
  readonly record: RecordData;
  readonly name: string;
}

/** Where a record goes: below another one, or to the top. */
export interface TreePlace {
  readonly id: string | null;
  readonly name: string;
}

/** Puts a record below another one; a circle is refused by the server too, and everything can be taken back. */
export function useTreeMove(entity: EntityDocument, field: FieldDefinition) {
  const t = useText(treeText);
  const words = useText(recordsText);
  const { message } = App.useApp();
  const update = useUpdateRecord(entity.id);
  const tell = useChangeNotice(entity.id);
  return ({ record, name }: MovedRecord, to: TreePlace): void => {
    if ((record[field.id] ?? null) === to.id) return;
    if (record.id === to.id) return void message.warning(t.circle);
    update.mutate(
      { id: record.id, revision: record.revision, values: { [field.id]: to.id } },
      {
        onSuccess: ({ changeSet }) =>
          tell(
            to.id === null ? fillText(t.movedTop, { name }) : fillText(t.moved, { name, to: to.name }),
            changeSet,
          ),
        onError: (error) => message.error(isConflict(error) ? words.conflict : errorMessage(error)),
      },
    );
  };
}
