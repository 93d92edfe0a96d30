import type { RecordData } from "@mortise/contract";
import type { Value } from "@mortise/expression";
import { FieldEditor, useFieldServices } from "@mortise/fields/react";
import { fillText } from "@mortise/kit";
import { useLocale, useText, useTimeZone } from "@mortise/ui";
import { Button, Modal } from "antd";
import { useState } from "react";
import { useLabels } from "../records/labels.ts";
import { recordTitle, textContext } from "../records/record-title.ts";
import { treeText } from "./text.ts";
import { useTree } from "./tree-context.ts";

/** Moves a record without dragging: chooses what it shall stand below. */
export function MoveDialog({
  record,
  onClose,
}: {
  readonly record: RecordData;
  readonly onClose: () => void;
}) {
  const t = useText(treeText);
  const { entity, field, move } = useTree();
  const { label } = useFieldServices();
  const context = textContext(useLocale(), useTimeZone(), useLabels());
  const name = recordTitle(entity, record, context);
  const [value, setValue] = useState<Value>(record[field.id] ?? null);
  const put = (id: string | null) => {
    move(record, name, { id, name: id === null ? "" : (label(id) ?? "") });
    onClose();
  };
  const title = fillText(t.moveOf, { name });
  return (
    <Modal
      open
      title={title}
      onCancel={onClose}
      footer={[
        <Button key="top" disabled={(record[field.id] ?? null) === null} onClick={() => put(null)}>
          {t.toTop}
        </Button>,
        <Button
          key="move"
          type="primary"
          disabled={typeof value !== "string" || value === record[field.id]}
          onClick={() => put(typeof value === "string" ? value : null)}
        >
          {title}
        </Button>,
      ]}
    >
      <label htmlFor="move-under">{t.moveUnder}</label>
      <FieldEditor id="move-under" field={field} value={value} onChange={setValue} autoFocus />
    </Modal>
  );
}
