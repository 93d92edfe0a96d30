import { fillText } from "@mortise/kit";
import {
  documentTitle,
  type EntityDocument,
  type FieldDefinition,
  ID_PATTERN,
  RESERVED_FIELD_IDS,
} from "@mortise/metadata";
import { useLocalize, useText } from "@mortise/ui";
import { Button, Form, Input, Modal } from "antd";
import { useState } from "react";
import { fieldChangeText } from "./field-change-text.ts";
import { useFieldChanges } from "./use-field-changes.ts";

const KEY = new RegExp(ID_PATTERN);

/** The key of a field, and the way to another one that everything follows. */
export function FieldKey({
  entity,
  field,
  onRenamed,
}: {
  readonly entity: EntityDocument;
  readonly field: FieldDefinition;
  readonly onRenamed: (key: string) => void;
}) {
  const t = useText(fieldChangeText);
  const [open, setOpen] = useState(false);
  return (
    <Form.Item label={t.key} extra={t.keyHint}>
      <div className="field-key">
        <code>{field.id}</code>
        <Button size="small" onClick={() => setOpen(true)}>
          {t.changeKey}
        </Button>
      </div>
      {open ? (
        <KeyDialog
          entity={entity}
          field={field}
          onClose={() => setOpen(false)}
          onRenamed={(key) => {
            setOpen(false);
            onRenamed(key);
          }}
        />
      ) : null}
    </Form.Item>
  );
}

function KeyDialog({
  entity,
  field,
  onClose,
  onRenamed,
}: {
  readonly entity: EntityDocument;
  readonly field: FieldDefinition;
  readonly onClose: () => void;
  readonly onRenamed: (key: string) => void;
}) {
  const t = useText(fieldChangeText);
  const localize = useLocalize();
  const changes = useFieldChanges(entity);
  const [key, setKey] = useState(field.id);
  const isTaken =
    RESERVED_FIELD_IDS.has(key) || entity.fields.some(({ id }) => id === key && id !== field.id);
  const problem = !KEY.test(key) ? t.keyRule : isTaken ? t.keyTaken : undefined;
  const usable = problem === undefined && key !== field.id;
  const followers = usable
    ? changes.renamed(field.id, key).filter(({ kind, id }) => kind !== "entity" || id !== entity.id)
    : [];
  const apply = () => {
    changes.rename(field.id, key);
    onRenamed(key);
  };
  return (
    <Modal
      open
      title={t.changeKey}
      okText={t.apply}
      cancelText={t.cancel}
      okButtonProps={{ disabled: !usable }}
      onOk={apply}
      onCancel={onClose}
    >
      <Form layout="vertical" component={false}>
        <Form.Item
          label={t.newKey}
          extra={t.keyRule}
          {...(problem ? { validateStatus: "error", help: problem } : {})}
        >
          <Input
            autoFocus
            aria-label={t.newKey}
            value={key}
            maxLength={48}
            onChange={(event) => setKey(event.target.value.trim())}
            onPressEnter={() => usable && apply()}
          />
        </Form.Item>
      </Form>
      {usable ? (
        <>
          <p>{followers.length > 0 ? fillText(t.keyFollows, { n: followers.length }) : t.keyAlone}</p>
          <ul className="diff-list" aria-label={t.usedBy}>
            {followers.map((document) => (
              <li key={`${document.kind}/${document.id}`}>{localize(documentTitle(document))}</li>
            ))}
          </ul>
        </>
      ) : null}
    </Modal>
  );
}
