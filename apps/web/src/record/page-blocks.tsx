import type { RecordData } from "@mortise/contract";
import { fieldType } from "@mortise/fields";
import { FieldPlaceContext } from "@mortise/fields/react";
import type { EntityDocument, FieldDefinition } from "@mortise/metadata";
import { useLocalize } from "@mortise/ui";
import { useMemo } from "react";
import { RevealableValue } from "../changes/masked-value.tsx";

/** Fields of a record with their names, side by side as far as they fit. */
export function FieldGrid({
  entity,
  fields,
  record,
}: {
  readonly entity: string;
  readonly fields: readonly FieldDefinition[];
  readonly record: RecordData;
}) {
  const localize = useLocalize();
  const place = useMemo(() => ({ entity }), [entity]);
  return (
    <FieldPlaceContext value={place}>
      <dl className="field-list">
        {fields.map((field) => (
          <div key={field.id} className={fieldType(field.type).width > 220 ? "field-wide" : undefined}>
            <dt>{localize(field.name)}</dt>
            <dd>
              <RevealableValue entity={entity} field={field} record={record} />
            </dd>
          </div>
        ))}
      </dl>
    </FieldPlaceContext>
  );
}

/** The few fields that tell most about a record, in one line under its title. */
export function KeyFields({
  entity,
  fields,
  record,
}: {
  readonly entity: EntityDocument;
  readonly fields: readonly FieldDefinition[];
  readonly record: RecordData;
}) {
  const localize = useLocalize();
  const place = useMemo(() => ({ entity: entity.id }), [entity]);
  if (fields.length === 0) return null;
  return (
    <FieldPlaceContext value={place}>
      <dl className="key-fields">
        {fields.map((field) => (
          <div key={field.id}>
            <dt>{localize(field.name)}</dt>
            <dd>
              <RevealableValue entity={entity.id} field={field} record={record} />
            </dd>
          </div>
        ))}
      </dl>
    </FieldPlaceContext>
  );
}
