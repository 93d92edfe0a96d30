import { fillText } from "@mortise/kit";
import type { EntityDocument, FieldDefinition } from "@mortise/metadata";
import { useLocalize, useText } from "@mortise/ui";
import { Modal, Radio, Select, Space } from "antd";
import { useState } from "react";
import { Link } from "react-router";
import { useAppModel } from "../app/app-model.ts";
import { documentPath } from "./document-path.ts";
import { fieldChangeText } from "./field-change-text.ts";
import { useDraft } from "./use-draft.ts";
import { useFieldChanges } from "./use-field-changes.ts";

/** Where a field is used, and what shall stand there when it is gone. */
export function RemoveFieldDialog({
  entity,
  field,
  onClose,
}: {
  readonly entity: EntityDocument;
  readonly field: FieldDefinition;
  readonly onClose: () => void;
}) {
  const t = useText(fieldChangeText);
  const localize = useLocalize();
  const { id: app } = useAppModel();
  const changes = useFieldChanges(entity);
  const [way, setWay] = useState<"remove" | "replace">("remove");
  const [by, setBy] = useState<string | undefined>(undefined);
  const uses = changes.usesOf(field.id);
  const other = entity.fields.find(({ id }) => id === by);
  const apply = () => {
    if (way === "replace" && other) changes.replace(field, other);
    else changes.remove(field);
    onClose();
  };
  return (
    <Modal
      open
      title={fillText(t.removeTitle, { name: localize(field.name) })}
      okText={t.remove}
      cancelText={t.cancel}
      okButtonProps={{ danger: true, disabled: way === "replace" && !other }}
      onOk={apply}
      onCancel={onClose}
    >
      {uses.length === 0 ? <p>{t.unused}</p> : <b>{t.usedBy}</b>}
      <ul className="diff-list" aria-label={t.usedBy}>
        {uses.map((use) => (
          <li key={`${use.document}/${use.text.en}`}>
            {localize(use.text)}{" "}
            <Link to={documentPath(app, use.document)} onClick={onClose}>
              {t.goTo}
            </Link>
          </li>
        ))}
      </ul>
      {uses.length > 0 ? (
        <WayOut entity={entity} field={field} way={way} by={by} onWay={setWay} onBy={setBy} />
      ) : null}
      <p className="palette-note">{t.keptHint}</p>
    </Modal>
  );
}

function WayOut({
  entity,
  field,
  way,
  by,
  onWay,
  onBy,
}: {
  readonly entity: EntityDocument;
  readonly field: FieldDefinition;
  readonly way: "remove" | "replace";
  readonly by: string | undefined;
  readonly onWay: (way: "remove" | "replace") => void;
  readonly onBy: (field: string) => void;
}) {
  const t = useText(fieldChangeText);
  const localize = useLocalize();
  const { catalog } = useDraft();
  const { fieldTypes } = catalog;
  const kind = fieldTypes.kindOf(field);
  // Fields of the same kind of value fit everywhere the removed one stood.
  const fitting = entity.fields.filter((each) => each.id !== field.id && fieldTypes.kindOf(each) === kind);
  return (
    <Space orientation="vertical" className="way-out">
      <Radio.Group
        value={way}
        onChange={(event) => onWay(event.target.value === "replace" ? "replace" : "remove")}
        options={[
          { value: "remove", label: t.justRemove },
          { value: "replace", label: t.replaceBy, disabled: fitting.length === 0 },
        ]}
      />
      {way === "replace" ? (
        <>
          <Select
            aria-label={t.chooseField}
            placeholder={t.chooseField}
            {...(by === undefined ? {} : { value: by })}
            onChange={onBy}
            options={fitting.map((each) => ({ value: each.id, label: localize(each.name) }))}
          />
          <small>{t.replaceHint}</small>
        </>
      ) : null}
    </Space>
  );
}
