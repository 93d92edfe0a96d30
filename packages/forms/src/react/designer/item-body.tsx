import { FieldEditor } from "@mortise/fields/react";
import type { FieldDefinition, FormContainer, FormFieldItem, FormItem } from "@mortise/metadata";
import { useLocalize, useText } from "@mortise/ui";
import { Button } from "antd";
import { memo } from "react";
import { ItemLabel } from "./item-label.tsx";
import type { ShownItem } from "./shown-item.ts";
import { designerText } from "./text.ts";

interface ItemBodyProps<Item extends FormItem = Exclude<FormItem, FormContainer>> {
  readonly item: Item;
  readonly shown: ShownItem;
}

/** What an item looks like on the canvas, close to how people will meet it. */
export function ItemBody({ item, shown }: ItemBodyProps) {
  const label = { item, name: shown.name, isRenaming: shown.isRenaming };
  switch (item.type) {
    case "text":
      return <ItemLabel {...label} className="fd-paragraph" />;
    case "divider":
      return <ItemLabel {...label} className="fd-divider" />;
    case "button":
      return (
        <Button tabIndex={-1} className="fd-button">
          <ItemLabel {...label} className="fd-button-name" />
        </Button>
      );
    case "frame":
      return (
        <>
          <ItemLabel {...label} className="fd-label" />
          <div className="fd-frame" style={{ height: Math.min(item.height, 160) }}>
            {item.url}
          </div>
        </>
      );
    case "field":
      return <FieldBody item={item} shown={shown} />;
  }
}

function FieldBody({ item, shown }: ItemBodyProps<FormFieldItem>) {
  const t = useText(designerText);
  const localize = useLocalize();
  const { field } = shown;
  const help = localize(item.help ?? field?.help);
  return (
    <>
      <ItemLabel
        item={item}
        name={shown.name}
        isRenaming={shown.isRenaming}
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
