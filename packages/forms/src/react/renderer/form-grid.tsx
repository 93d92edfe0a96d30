import type { FieldDefinition, FormItem } from "@mortise/metadata";
import { useIsPhone, useLocalize } from "@mortise/ui";
import type { ReactNode } from "react";
import { GRID_COLUMNS, spanOf } from "../../model/layout/pack-rows.ts";
import type { PlacedField } from "../../model/logic/form-values.ts";
import "./form-grid.css";

interface FormGridProps {
  readonly items: readonly FormItem[];
  readonly fields: readonly FieldDefinition[];
  /** Draws one field. */
  readonly children: (placed: PlacedField) => ReactNode;
  /** One column whatever the spans say; by the window's width when not given. */
  readonly isNarrow?: boolean | undefined;
}

/** Lays items out on twelve columns, or one on a phone. */
export function FormGrid({ items, fields, children, isNarrow }: FormGridProps) {
  const isPhone = useIsPhone();
  const narrow = isNarrow ?? isPhone;
  return (
    <div className="form-grid">
      {items.map((item) => (
        <div key={item.id} style={{ gridColumn: `span ${narrow ? GRID_COLUMNS : spanOf(item)}` }}>
          <GridPart item={item} fields={fields} isNarrow={narrow}>
            {children}
          </GridPart>
        </div>
      ))}
    </div>
  );
}

function GridPart({
  item,
  fields,
  isNarrow,
  children,
}: Omit<FormGridProps, "items"> & { readonly item: FormItem }) {
  const localize = useLocalize();
  if (item.type === "text") return <p className="form-text">{localize(item.content)}</p>;
  if (item.type === "section")
    return (
      <details className="form-section" open={item.collapsed !== true}>
        <summary>{localize(item.title)}</summary>
        <FormGrid items={item.items} fields={fields} isNarrow={isNarrow}>
          {children}
        </FormGrid>
      </details>
    );
  const field = fields.find((candidate) => candidate.id === item.field);
  return field ? children({ item, field }) : null;
}
