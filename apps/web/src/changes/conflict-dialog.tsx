import { useLocalize, useText } from "@mortise/ui";
import { Modal, Radio } from "antd";
import { useState } from "react";
import type { ConflictField, EditConflict } from "./conflict-data.ts";
import { useFieldLookup } from "./field-names.ts";
import { ShownValue } from "./shown-value.tsx";
import { changesText } from "./text.ts";
import { useWho } from "./undo-dialog.tsx";

/**
 * Both sides of a lost update, field by field. Fields that only the others changed keep their change; where both did,
 * the person chooses. `onSave` gets the fields whose own value is given up.
 */
export function ConflictDialog({
  entity,
  conflict,
  onSave,
  onCancel,
}: {
  readonly entity: string;
  readonly conflict: EditConflict;
  readonly onSave: (givenUp: readonly string[]) => void;
  readonly onCancel: () => void;
}) {
  const t = useText(changesText);
  const [theirs, setTheirs] = useState<ReadonlySet<string>>(new Set());
  const choose = (field: string, isTheirs: boolean) =>
    setTheirs((before) => {
      const next = new Set(before);
      if (isTheirs) next.add(field);
      else next.delete(field);
      return next;
    });
  return (
    <Modal
      open
      width={680}
      title={t.conflictTitle}
      okText={t.conflictSave}
      cancelText={t.cancel}
      onOk={() => onSave([...theirs])}
      onCancel={onCancel}
    >
      <p>{t.conflictHint}</p>
      <ul className="undo-conflicts">
        {conflict.fields.map((change) => (
          <ConflictRow
            key={change.field}
            entity={entity}
            change={change}
            isTheirs={theirs.has(change.field)}
            onChoose={(isTheirs) => choose(change.field, isTheirs)}
          />
        ))}
      </ul>
    </Modal>
  );
}

function ConflictRow({
  entity,
  change,
  isTheirs,
  onChoose,
}: {
  readonly entity: string;
  readonly change: ConflictField;
  readonly isTheirs: boolean;
  readonly onChoose: (isTheirs: boolean) => void;
}) {
  const t = useText(changesText);
  const localize = useLocalize();
  const field = useFieldLookup()(entity, change.field);
  const who = useWho();
  if (!field) return null;
  const isBoth = "mine" in change;
  return (
    <li>
      <b>{localize(field.name)}</b> <small>{who(change.by, change.at)}</small>
      {change.rows ? (
        <div>{t.rowsChanged}</div>
      ) : (
        <div className="undo-field">
          <span>
            <em>{t.was}</em> <ShownValue field={field} value={change.was} />
          </span>
          <span>
            <em>{t.theirs}</em> <ShownValue field={field} value={change.now} />
          </span>
          {isBoth ? (
            <span>
              <em>{t.mineValue}</em> <ShownValue field={field} value={change.mine} />
            </span>
          ) : null}
        </div>
      )}
      {isBoth ? (
        <Radio.Group
          aria-label={localize(field.name)}
          size="small"
          optionType="button"
          value={isTheirs ? "theirs" : "mine"}
          onChange={(event) => onChoose(event.target.value === "theirs")}
          options={[
            { value: "mine", label: t.mineValue },
            { value: "theirs", label: t.theirs },
          ]}
        />
      ) : (
        <small>{t.keptTheirs}</small>
      )}
    </li>
  );
}
