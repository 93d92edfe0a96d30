import type { RecordData } from "@mortise/contract";
import { fieldType } from "@mortise/fields";
import { FieldPlaceContext } from "@mortise/fields/react";
import type { FieldDefinition } from "@mortise/metadata";
import { useLocalize } from "@mortise/ui";
import { useMemo } from "react";
import { RevealableValue } from "../changes/masked-value.tsx";

interface FieldGridProps {
  readonly entity: string;
  readonly fields: readonly FieldDefinition[];
  readonly record: RecordData;
  /** How they are laid out: side by side as far as they fit when absent. */
  readonly className?: string;
}

/** Fields of a record with their names. */
export function FieldGrid({ entity, fields, record, className = "field-list" }: FieldGridProps) {
  const localize = useLocalize();
  const place = useMemo(() => ({ entity }), [entity]);
  return (
    <FieldPlaceContext value={place}>
      <dl className={className}>
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
export function KeyFields(props: Omit<FieldGridProps, "className">) {
  return props.fields.length === 0 ? null : <FieldGrid {...props} className="key-fields" />;
}
