import { type FieldDraft, fieldType } from "@mortise/fields";
import { SettingsPanel } from "@mortise/fields/react";
import type { DefinitionDocument, EntityDocument, FieldDefinition } from "@mortise/metadata";
import { shownFields, SYSTEM_FIELDS } from "@mortise/metadata";
import { useText } from "@mortise/ui";
import type { LocalizedText } from "@mortise/kit";
import { Button, Checkbox, Form } from "antd";
import { useAppModel } from "../app/app-model.ts";
import { FieldInput } from "../app/field-parts.tsx";
import { FieldKey } from "./field-key.tsx";
import { FieldTypeSelect } from "./field-type-select.tsx";
import { NameFields } from "./name-fields.tsx";
import { newDocumentId } from "./new-id.ts";
import { RelationPanel } from "./relation-panel.tsx";
import { isUnnamed, suggestedName } from "./suggested-name.ts";
import { buildText } from "./text.ts";
import { useDraft } from "./use-draft.ts";

const UNNAMED = "";
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
  const { catalog: published } = useAppModel();
  const { catalog, documents } = useDraft();
  const type = fieldType(field.type);
  const isNew = published.field(entity.id, field.id) === undefined;
  const flag = (key: "required" | "unique" | "readOnly", on: boolean) => {
    const { [key]: _old, ...rest } = field;
    onChange(on ? { ...rest, [key]: true } : rest);
  };
  // Until it is published nothing refers to the field, and its id may follow the name.
  const rename = (typed: LocalizedText) => {
    const given = suggestedName(catalog, entity, field);
    const name = isNew ? withoutGivenName(withoutGivenName(typed, type.name), given) : typed;
    const named = name.zh || name.en;
    onChange({
      ...field,
      name,
      id:
        isNew && named && !isUsed(documents, entity, field)
          ? newDocumentId(name, takenIds(entity, field))
          : field.id,
    });
  };
  /** A new field that joins records is named after what it joins, until a person names it. */
  const putSettings = (settings: NonNullable<FieldDefinition["settings"]>) => {
    const next = { ...field, settings };
    const suggested = suggestedName(catalog, entity, next);
    const isFree = isNew && suggested && isUnnamed(field, suggestedName(catalog, entity, field));
    if (!isFree || isUsed(documents, entity, field))
      return onChange(isFree ? { ...next, name: suggested } : next);
    return onChange({ ...next, name: suggested, id: newDocumentId(suggested, takenIds(entity, field)) });
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
      <FieldKey entity={entity} field={field} onRenamed={onRenamed} />
      <FieldTypeSelect field={field} onChange={onChange} />
      <SettingsPanel
        specs={type.settings}
        value={field.settings ?? {}}
        onChange={putSettings}
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

/** Keys that a field of the entity cannot have. */
function takenIds(entity: EntityDocument, field: FieldDefinition): readonly string[] {
  return [...entity.fields.filter((each) => each !== field).map((each) => each.id), ...SYSTEM_FIELDS];
}

/** A new field has a name before anybody gave it one; once it is named in one language the other must not keep that. */
function withoutGivenName(name: LocalizedText, given: LocalizedText | undefined): LocalizedText {
  if (name.zh !== given?.zh && name.en === given?.en) return { zh: name.zh, en: UNNAMED };
  if (name.en !== given?.en && name.zh === given?.zh) return { zh: UNNAMED, en: name.en };
  return name;
}

/** Whether anything else in the draft may name the field already: better keep its id once too often. */
function isUsed(
  documents: readonly DefinitionDocument[],
  entity: EntityDocument,
  field: FieldDefinition,
): boolean {
  const others = entity.fields.filter((each) => each !== field);
  const named = JSON.stringify(field.id);
  return [
    ...documents.filter((document) => document !== entity),
    { ...entity, fields: others, titleField: "" },
  ].some((document) => JSON.stringify(document).includes(named));
}
