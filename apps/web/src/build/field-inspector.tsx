import { type FieldDraft, fieldType } from "@mortise/fields";
import { SettingsPanel } from "@mortise/fields/react";
import { type EntityDocument, type FieldDefinition, shownFields } from "@mortise/metadata";
import { useText } from "@mortise/ui";
import type { LocalizedText } from "@mortise/kit";
import { Button, Checkbox, Form } from "antd";
import { FieldInput } from "../app/field-parts.tsx";
import { FieldKey } from "./field-key.tsx";
import { FieldTypeSelect } from "./field-type-select.tsx";
import { NameFields } from "./name-fields.tsx";
import { RelationPanel } from "./relation-panel.tsx";
import { buildText } from "./text.ts";
import { useDraft } from "./use-draft.ts";
import { useFieldNaming } from "./use-field-naming.ts";

const NO_HELP: LocalizedText = { zh: "", en: "" };

/** Everything that can be set about one field. */
export function FieldInspector({
  entity,
  field,
  onChange,
  onRenamed,
  onAdd,
  onClose,
}: {
  readonly entity: EntityDocument;
  readonly field: FieldDefinition;
  readonly onChange: (field: FieldDefinition) => void;
  /** The field has another key from now on. */
  readonly onRenamed: (key: string) => void;
  /** Adds a field below this one and opens its settings. */
  readonly onAdd: (draft: FieldDraft) => void;
  readonly onClose: () => void;
}) {
  const t = useText(buildText);
  const { catalog } = useDraft();
  const type = fieldType(field.type);
  const naming = useFieldNaming(entity, field, onChange);
  const help = (text: LocalizedText) => {
    const { help: _old, ...rest } = field;
    onChange(text.zh || text.en ? { ...rest, help: text } : rest);
  };
  return (
    <Form layout="vertical" component={false}>
      <NameFields value={field.name} onChange={naming.rename} />
      <FieldKey entity={entity} field={field} onRenamed={onRenamed} />
      <FieldTypeSelect field={field} onChange={onChange} />
      <SettingsPanel
        specs={type.settings}
        value={field.settings ?? {}}
        onChange={naming.putSettings}
        sources={{
          fields: entity.fields.filter((each) => each.id !== field.id),
          entities: catalog.all("entity").map(({ id, name }) => ({ id, name })),
          fieldsOf: (id) => {
            const other = catalog.find("entity", id);
            return other && shownFields(other);
          },
          roles: catalog.all("role").map(({ id, name }) => ({ id, name })),
        }}
      />
      <RelationPanel entity={entity} field={field} onAdd={onAdd} />
      {type.computed ? null : <FieldFlags field={field} onChange={onChange} />}
      <DefaultValue field={field} onChange={onChange} />
      <NameFields label={t.help} multiline value={field.help ?? NO_HELP} onChange={help} />
      <Button type="link" onClick={onClose}>
        {t.entitySettings}
      </Button>
    </Form>
  );
}

interface PartProps {
  readonly field: FieldDefinition;
  readonly onChange: (field: FieldDefinition) => void;
}

function FieldFlags({ field, onChange }: PartProps) {
  const t = useText(buildText);
  const flag = (key: "required" | "unique" | "readOnly", label: string) => (
    <Checkbox
      checked={field[key] ?? false}
      onChange={({ target }) => {
        const { [key]: _old, ...rest } = field;
        onChange(target.checked ? { ...rest, [key]: true } : rest);
      }}
    >
      {label}
    </Checkbox>
  );
  return (
    <div className="inspector-flags">
      {flag("required", t.required)}
      {fieldType(field.type).canBeUnique ? flag("unique", t.unique) : null}
      {flag("readOnly", t.readOnly)}
    </div>
  );
}

/** What new records start with; nothing for fields whose default is no plain value. */
function DefaultValue({ field, onChange }: PartProps) {
  const t = useText(buildText);
  const type = fieldType(field.type);
  const isSimple = field.default === undefined || typeof field.default !== "object";
  if (type.computed || type.column(field) === null || !isSimple || type.kind(field) === "secret") return null;
  const put = (value: unknown) => {
    const { default: _old, ...rest } = field;
    // A literal is an expression; objects and lists of records cannot be defaults.
    const literal = typeof value === "string" || typeof value === "boolean" || typeof value === "number";
    onChange(literal && value !== "" ? { ...rest, default: value } : rest);
  };
  return (
    <Form.Item label={t.defaultValue}>
      <FieldInput field={field} value={field.default ?? null} onChange={put} />
    </Form.Item>
  );
}
