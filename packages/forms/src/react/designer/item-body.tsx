import { FieldEditor } from "@mortise/fields/react";
import type { FieldDefinition, FormFieldItem, FormItem } from "@mortise/metadata";
import { useLocalize, useText } from "@mortise/ui";
import { Button } from "antd";
import { memo, type ReactNode } from "react";
import { CanvasPages } from "./canvas-pages.tsx";
import { useDesigner } from "./designer-context.ts";
import { ItemLabel } from "./item-label.tsx";
import { designerText } from "./text.ts";

interface ItemBodyProps {
  readonly item: FormItem;
  /** Draws what stands in a section or on a page. */
  readonly renderInner: (items: readonly FormItem[], section: string) => ReactNode;
}

/** What an item looks like on the canvas, close to how people will meet it. */
export function ItemBody({ item, renderInner }: ItemBodyProps) {
  switch (item.type) {
    case "text":
      return <ItemLabel item={item} className="fd-paragraph" />;
    case "divider":
      return <ItemLabel item={item} className="fd-divider" />;
    case "button":
      return (
        <Button tabIndex={-1} className="fd-button">
          <ItemLabel item={item} className="fd-button-name" />
        </Button>
      );
    case "frame":
      return (
        <>
          <ItemLabel item={item} className="fd-label" />
          <div className="fd-frame" style={{ height: Math.min(item.height, 160) }}>
            {item.url}
          </div>
        </>
      );
    case "section":
    case "page":
      return (
        <>
          <ItemLabel item={item} className="fd-section-title" />
          {renderInner(item.items, item.id)}
        </>
      );
    case "pages":
      return <CanvasPages item={item} renderInner={renderInner} />;
    case "field":
      return <FieldBody item={item} />;
  }
}

function FieldBody({ item }: { readonly item: FormFieldItem }) {
  const t = useText(designerText);
  const localize = useLocalize();
  const { fields } = useDesigner();
  const field = fields.find((candidate) => candidate.id === item.field);
  const help = localize(item.help ?? field?.help);
  return (
    <>
      <ItemLabel
        item={item}
        className="fd-label"
        isRequired={item.required === true || field?.required === true}
      />
      <div className="fd-control" inert>
        {field ? (
          <FieldSample field={field} isReadOnly={item.readOnly === true} />
        ) : (
          <em>{t.missingField}</em>
        )}
      </div>
      {help ? <div className="fd-help">{help}</div> : null}
    </>
  );
}

const nothing = () => undefined;

/** The field's own control, empty; drawn again only when the field changes, so that long forms stay quick. */
const FieldSample = memo(function FieldSample({
  field,
  isReadOnly,
}: {
  readonly field: FieldDefinition;
  readonly isReadOnly: boolean;
}) {
  return <FieldEditor field={field} value={null} onChange={nothing} disabled={isReadOnly} />;
});
