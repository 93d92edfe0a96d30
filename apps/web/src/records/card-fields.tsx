import type { RecordData } from "@mortise/contract";
import type { FieldDefinition } from "@mortise/metadata";
import { useLocalize } from "@mortise/ui";
import { CellValue } from "../app/field-parts.tsx";

/** Fields of a record on its card, one line each: name and value. */
export function CardFields({
  fields,
  record,
}: {
  readonly fields: readonly FieldDefinition[];
  readonly record: RecordData;
}) {
  const localize = useLocalize();
  return (
    <dl>
      {fields.map((field) => (
        <div key={field.id}>
          <dt>{localize(field.name)}</dt>
          <dd>
            <CellValue field={field} record={record} />
          </dd>
        </div>
      ))}
    </dl>
  );
}
