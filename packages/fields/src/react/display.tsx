import { findFieldType } from "../registry.ts";
import { useFieldContext } from "./field-services.ts";
import type { FieldDisplayProps } from "./field-view.ts";

/** A value as one line of plain text: the cheapest cell. */
export function TextCell({ field, value }: FieldDisplayProps) {
  const context = useFieldContext();
  if (value === null) return null;
  return <>{findFieldType(field.type)?.toText(value, field, context) ?? ""}</>;
}

/** A value as text that may be selected and wraps. */
export function TextValue({ field, value }: FieldDisplayProps) {
  return (
    <span style={{ whiteSpace: "pre-wrap", overflowWrap: "anywhere" }}>
      <TextCell field={field} value={value} />
    </span>
  );
}

/** A number: digits of equal width so that columns line up. */
export function NumberCell({ field, value }: FieldDisplayProps) {
  return (
    <span style={{ fontVariantNumeric: "tabular-nums" }}>
      <TextCell field={field} value={value} />
    </span>
  );
}
