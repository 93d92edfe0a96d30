import type { EntityDocument, FieldDefinition } from "@mortise/metadata";
import { useLocalize, useText } from "@mortise/ui";
import { Radio } from "antd";
import { useAppModel } from "../app/app-model.ts";
import { groupFields } from "./group-by.ts";
import { recordsText } from "./text.ts";

/** Chooses the field by which a list is grouped, or none. */
export function GroupPicker({
  entity,
  fields,
  value,
  onChange,
}: {
  readonly entity: EntityDocument;
  readonly fields: readonly FieldDefinition[];
  readonly value: string | undefined;
  readonly onChange: (field: string | undefined) => void;
}) {
  const t = useText(recordsText);
  const localize = useLocalize();
  const offered = groupFields(fields, useAppModel().permission(entity.id));
  return (
    <Radio.Group
      className="group-picker"
      aria-label={t.group}
      value={value ?? ""}
      onChange={({ target }) => onChange(String(target.value) || undefined)}
      options={[
        { value: "", label: t.notGrouped },
        ...offered.map((field) => ({ value: field.id, label: localize(field.name) })),
      ]}
    />
  );
}
