import type { FieldDefinition, FormDividerItem, FormItem } from "@mortise/metadata";
import { useIsPhone, useLocalize } from "@mortise/ui";
import type { ReactNode } from "react";
import { GRID_COLUMNS, spanOf } from "../../model/layout/pack-rows.ts";
import type { PlacedField } from "../../model/logic/form-values.ts";
import { FormButton } from "./form-button.tsx";
import { FormFrame } from "./form-frame.tsx";
import { FormPages } from "./form-pages.tsx";
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
  const inner = (items: readonly FormItem[]) => (
    <FormGrid items={items} fields={fields} isNarrow={isNarrow}>
      {children}
    </FormGrid>
  );
  switch (item.type) {
    case "text":
      return <p className="form-text">{localize(item.content)}</p>;
    case "divider":
      return <FormDivider item={item} />;
    case "frame":
      return <FormFrame item={item} />;
    case "button":
      return <FormButton item={item} />;
    case "pages":
      return <FormPages item={item}>{inner}</FormPages>;
    case "page":
      return inner(item.items);
    case "section":
      return (
        <details className="form-section" open={item.collapsed !== true}>
          <summary>{localize(item.title)}</summary>
          {inner(item.items)}
        </details>
      );
    case "field": {
      const field = fields.find((candidate) => candidate.id === item.field);
      return field ? children({ item, field }) : null;
    }
  }
}

/** A line across the form. */
export function FormDivider({ item }: { readonly item: FormDividerItem }) {
  const localize = useLocalize();
  const title = localize(item.title);
  return (
    <div className="form-divider" role="separator" aria-label={title || undefined}>
      {title}
    </div>
  );
}
