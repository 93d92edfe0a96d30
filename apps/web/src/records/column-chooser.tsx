import { ArrowDownOutlined, ArrowUpOutlined } from "@ant-design/icons";
import { fillText } from "@mortise/kit";
import type { FieldDefinition, ViewColumn } from "@mortise/metadata";
import { useLocalize, useText } from "@mortise/ui";
import { Button, Checkbox } from "antd";
import { recordsText } from "./text.ts";
import type { ListView } from "./use-list-view.ts";

/** Puts an item of a list at another place; a place beyond the ends leaves the list as it is. */
export function moved<T>(items: readonly T[], from: number, to: number): readonly T[] {
  if (from === to || !(from in items) || !(to in items)) return items;
  const rest = items.toSpliced(from, 1);
  return rest.toSpliced(to, 0, ...items.slice(from, from + 1));
}

/** Chooses which columns a list shows and in which order; the title always stays first. */
export function ColumnChooser({
  fields,
  list,
  titleField,
}: {
  readonly fields: readonly FieldDefinition[];
  readonly list: ListView;
  readonly titleField: string;
}) {
  const t = useText(recordsText);
  const localize = useLocalize();
  const shown = list.columns;
  const byId = new Map(fields.map((field) => [field.id, field]));
  const hidden = fields.filter((field) => !shown.some((column) => column.field === field.id));
  const toggle = (field: string, on: boolean) =>
    list.setColumns(on ? [...shown, { field }] : shown.filter((column) => column.field !== field));
  const line = (column: ViewColumn, index: number) => {
    const field = byId.get(column.field);
    const name = localize(field?.name);
    return (
      <li key={column.field}>
        <Checkbox checked disabled={column.field === titleField} onChange={() => toggle(column.field, false)}>
          {name}
        </Checkbox>
        <Button
          size="small"
          type="text"
          icon={<ArrowUpOutlined aria-hidden="true" />}
          disabled={index <= 1}
          aria-label={fillText(t.moveUp, { name })}
          onClick={() => list.setColumns(moved(shown, index, index - 1))}
        />
        <Button
          size="small"
          type="text"
          icon={<ArrowDownOutlined aria-hidden="true" />}
          disabled={index === 0 || index === shown.length - 1}
          aria-label={fillText(t.moveDown, { name })}
          onClick={() => list.setColumns(moved(shown, index, index + 1))}
        />
      </li>
    );
  };
  return (
    <div className="column-chooser">
      <div className="tool-panel-head">
        <b>{t.chooseColumns}</b>
        <Button type="link" size="small" disabled={!list.columnsChanged} onClick={list.resetColumns}>
          {t.resetColumns}
        </Button>
      </div>
      <p className="column-hint">{t.cardHint}</p>
      <ul>
        {shown.map(line)}
        {hidden.map((field) => (
          <li key={field.id}>
            <Checkbox checked={false} onChange={() => toggle(field.id, true)}>
              {localize(field.name)}
            </Checkbox>
          </li>
        ))}
      </ul>
    </div>
  );
}
