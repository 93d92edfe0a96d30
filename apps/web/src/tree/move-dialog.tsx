import type { Value } from "@mortise/expression";
import { FieldEditor, useFieldServices } from "@mortise/fields/react";
import { fillText } from "@mortise/kit";
import { useText } from "@mortise/ui";
import { Button, Modal } from "antd";
import { useState } from "react";
import { treeText } from "./text.ts";
import { useTree } from "./tree-context.ts";
import type { MovedRecord } from "./use-tree-move.ts";

/** Moves a record without dragging: chooses what it shall stand below. */
export function MoveDialog({
  moved,
  onClose,
}: {
  readonly moved: MovedRecord;
  readonly onClose: () => void;
}) {
  const t = useText(treeText);
  const { field, move } = useTree();
  const { label } = useFieldServices();
  const { record, name } = moved;
  const [value, setValue] = useState<Value>(record[field.id] ?? null);
  const put = (id: string | null) => {
    move(moved, { id, name: id === null ? "" : (label(id) ?? "") });
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
