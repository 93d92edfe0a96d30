import { findFieldType } from "../registry.ts";
import { useFieldServices } from "./field-services.ts";
import type { FieldDisplayProps } from "./field-view.ts";

/** The names of several records, each a link to its record. */
export function LinkedNames({ field, value }: FieldDisplayProps) {
  const { label, openRecord, locale } = useFieldServices();
  const entity = findFieldType(field.type)?.targetEntity?.(field);
  const ids = Array.isArray(value) ? value.filter((id): id is string => typeof id === "string") : [];
  return (
    <span style={{ overflowWrap: "anywhere" }}>
      {ids.map((id, index) => (
        <span key={id}>
          {index > 0 ? (locale === "zh" ? "，" : ", ") : null}
          {openRecord && entity !== undefined ? (
            <a
              role="button"
              tabIndex={0}
              onClick={() => openRecord(entity, id)}
              onKeyDown={(event) => (event.key === "Enter" ? openRecord(entity, id) : undefined)}
            >
              {label(id) ?? id}
            </a>
          ) : (
            (label(id) ?? id)
          )}
        </span>
      ))}
    </span>
  );
}
