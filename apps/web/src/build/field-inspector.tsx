import { fieldType } from "@mortise/fields";
import { SettingsPanel } from "@mortise/fields/react";
import type { EntityDocument, FieldDefinition } from "@mortise/metadata";
import { SYSTEM_FIELDS } from "@mortise/metadata";
import { useText } from "@mortise/ui";
import type { LocalizedText } from "@mortise/kit";
import { Button, Checkbox, Form } from "antd";
import { useAppModel } from "../app/app-model.ts";
import { FieldInput } from "../app/field-parts.tsx";
import { NameFields } from "./name-fields.tsx";
import { newDocumentId } from "./new-id.ts";
import { buildText } from "./text.ts";
import { useDraft } from "./use-draft.ts";

const NO_HELP: LocalizedText = { zh: "", en: "" };

/** Everything that can be set about one field. */
export function FieldInspector({
  entity,
  field,
  onChange,
  onClose,
}: {
  readonly entity: EntityDocument;
  readonly field: FieldDefinition;
  readonly onChange: (field: FieldDefinition) => void;
  readonly onClose: () => void;
}) {
  const t = useText(buildText);
  const { catalog: published } = useAppModel();
  const { catalog } = useDraft();
  const type = fieldType(field.type);
  const isNew = published.field(entity.id, field.id) === undefined;
  const flag = (key: "required" | "unique" | "readOnly", on: boolean) => {
    const { [key]: _old, ...rest } = field;
    onChange(on ? { ...rest, [key]: true } : rest);
  };
  // Until it is published nothing refers to the field, and its id may follow the name.
  const rename = (name: LocalizedText) => {
    const taken = [
      ...entity.fields.filter((each) => each !== field).map((each) => each.id),
      ...SYSTEM_FIELDS,
    ];
    const named = name.zh || name.en;
    onChange({
      ...field,
      name,
      id: isNew && named && !isUsed(entity, field) ? newDocumentId(name, taken) : field.id,
    });
  };
  const help = (text: LocalizedText) => {
    const { help: _old, ...rest } = field;
    onChange(text.zh || text.en ? { ...rest, help: text } : rest);
  };
  const setDefault = (value: unknown) => {
    const { default: _old, ...rest } = field;
    // A literal is an expression; objects and lists of records cannot be defaults.
    const literal = typeof value === "string" || typeof value === "boolean" || typeof value === "number";
    onChange(literal && value !== "" ? { ...rest, default: value } : rest);
  };
  const simple = field.default === undefined || typeof field.default !== "object";
  const canDefault = !type.computed && type.column(field) !== null && simple && !Array.isArray(field.default);
  return (
    <Form layout="vertical" component={false}>
      <NameFields value={field.name} onChange={rename} />
      <SettingsPanel
        specs={type.settings}
        value={field.settings ?? {}}
        onChange={(settings) => onChange({ ...field, settings })}
        sources={{
          fields: entity.fields.filter((each) => each.id !== field.id),
          entities: catalog.all("entity").map(({ id, name }) => ({ id, name })),
          roles: catalog.all("role").map(({ id, name }) => ({ id, name })),
        }}
      />
      {type.computed ? null : (
        <div className="inspector-flags">
          <Checkbox
            checked={field.required ?? false}
            onChange={(event) => flag("required", event.target.checked)}
          >
            {t.required}
          </Checkbox>
          {type.canBeUnique ? (
            <Checkbox
              checked={field.unique ?? false}
              onChange={(event) => flag("unique", event.target.checked)}
            >
              {t.unique}
            </Checkbox>
          ) : null}
          <Checkbox
            checked={field.readOnly ?? false}
            onChange={(event) => flag("readOnly", event.target.checked)}
          >
            {t.readOnly}
          </Checkbox>
        </div>
      )}
      {canDefault ? (
        <Form.Item label={t.defaultValue}>
          <FieldInput field={field} value={field.default ?? null} onChange={setDefault} />
        </Form.Item>
      ) : null}
      <NameFields label={t.help} multiline value={field.help ?? NO_HELP} onChange={help} />
      <Button type="link" onClick={onClose}>
        {t.entitySettings}
      </Button>
    </Form>
  );
}

/** Whether something in the entity names the field already. */
function isUsed(entity: EntityDocument, field: FieldDefinition): boolean {
  return entity.timeline?.some((each) => each.field === field.id) ?? false;
}
