import { fieldTypes } from "@mortise/fields";
import { fillText } from "@mortise/kit";
import type { EntityDocument, FieldDefinition } from "@mortise/metadata";
import { useLocalize, useText } from "@mortise/ui";
import { Checkbox, Input, Modal, Segmented, Select } from "antd";
import { useMemo, useState } from "react";
import {
  fieldsFromCells,
  type LinesReading,
  pastedCells,
  readingOf,
  typedField,
} from "../../model/layout/field-lines.ts";
import { designerText } from "./text.ts";

interface PasteDialogProps {
  readonly entity: EntityDocument;
  /** What was pasted; an empty text asks for it. */
  readonly text: string;
  readonly onAdd: (fields: readonly FieldDefinition[]) => void;
  readonly onClose: () => void;
}

/** Lines copied from a spreadsheet become fields: names and types are shown first and can be corrected. */
export function PasteDialog({ entity, text: pasted, onAdd, onClose }: PasteDialogProps) {
  const t = useText(designerText);
  const [text, setText] = useState(pasted);
  const rows = useMemo(() => pastedCells(text), [text]);
  const [chosenReading, setReading] = useState<LinesReading>();
  const reading = chosenReading ?? readingOf(rows);
  const guessed = useMemo(() => fieldsFromCells(rows, reading, entity), [rows, reading, entity]);
  const [types, setTypes] = useState<Readonly<Record<string, string>>>({});
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const fields = guessed
    .filter(({ id }) => !left.has(id))
    .map((field) => retyped(field, types[field.id] ?? field.type));
  const isTable = rows.some((row) => row.length > 1);
  return (
    <Modal
      open
      width={640}
      title={t.pasteFields}
      okText={fillText(t.addFields, { n: fields.length })}
      okButtonProps={{ disabled: fields.length === 0, autoFocus: pasted !== "" }}
      cancelText={t.cancel}
      onCancel={onClose}
      onOk={() => {
        onAdd(fields);
        onClose();
      }}
    >
      {pasted === "" ? (
        <Input.TextArea
          autoFocus
          rows={5}
          value={text}
          placeholder={t.pasteHint}
          aria-label={t.pasteFields}
          onChange={({ target }) => setText(target.value)}
        />
      ) : null}
      {isTable ? (
        <Segmented<LinesReading>
          value={reading}
          options={[
            { value: "columns", label: t.readColumns },
            { value: "lines", label: t.readLines },
          ]}
          onChange={setReading}
        />
      ) : null}
      <ul className="fd-pasted" aria-label={t.pasteFields}>
        {guessed.map((field) => (
          <PastedField
            key={field.id}
            field={field}
            type={types[field.id] ?? field.type}
            isTaken={!left.has(field.id)}
            onTake={(on) => setLeft((before) => toggled(before, field.id, !on))}
            onType={(type) => setTypes((before) => ({ ...before, [field.id]: type }))}
          />
        ))}
      </ul>
    </Modal>
  );
}

function retyped(field: FieldDefinition, type: string): FieldDefinition {
  return type === field.type ? field : typedField({ id: field.id, name: field.name.zh }, type);
}

function toggled(set: ReadonlySet<string>, id: string, isIn: boolean): ReadonlySet<string> {
  const next = new Set(set);
  if (isIn) next.add(id);
  else next.delete(id);
  return next;
}

interface PastedFieldProps {
  readonly field: FieldDefinition;
  readonly type: string;
  readonly isTaken: boolean;
  readonly onTake: (on: boolean) => void;
  readonly onType: (type: string) => void;
}

function PastedField({ field, type, isTaken, onTake, onType }: PastedFieldProps) {
  const t = useText(designerText);
  const localize = useLocalize();
  const name = localize(field.name);
  const options = fieldTypes.map((each) => ({ value: each.id, label: localize(each.name) }));
  return (
    <li>
      <Checkbox checked={isTaken} onChange={({ target }) => onTake(target.checked)}>
        {name}
      </Checkbox>
      <Select
        size="small"
        showSearch={{ optionFilterProp: "label" }}
        aria-label={`${t.fieldTypeName} ${name}`}
        value={type}
        disabled={!isTaken}
        options={options}
        onChange={onType}
      />
    </li>
  );
}
