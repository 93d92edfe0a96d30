import type { KeyboardEvent } from "react";
import { flushSync } from "react-dom";
import { type GridCell, type GridIntent, gridIntent } from "./grid-keys.ts";
import type { GridParts } from "./use-grid-parts.ts";
import { runRangeKey } from "./use-grid-range.ts";
import { isForInputMethod } from "./use-grid-typing.ts";
import type { VirtualGridProps } from "./virtual-grid-props.ts";

/** Does what a key asks for while no cell is edited; keys that ask for nothing are left to the browser. */
export function pressGridKey<Row>(
  event: KeyboardEvent,
  props: VirtualGridProps<Row>,
  parts: GridParts<Row>,
): void {
  const { rowCount, columns, rangeActions: actions } = props;
  const { view, active, editing, typing, ranging } = parts;
  const isHere = event.target === view.scroller.current || event.target === typing.field.current;
  if (editing.edit || !isHere) return;
  if (isForInputMethod(event)) return active && view.reveal(active);
  if (runRangeKey(event, actions, ranging.range)) return event.preventDefault();
  const cell = active ?? { row: 0, column: 0 };
  const intent = gridIntent(event, {
    cell,
    rows: rowCount,
    columns: columns.length,
    pageRows: view.pageRows,
    editable: editing.canEdit(cell),
  });
  if (!intent || rowCount === 0 || (intent.type === "all" && !actions)) return;
  // The editor has to have the focus before the browser types the letter: it goes where the focus is.
  if (intent.type === "type") return flushSync(() => void editing.start(cell, { replaces: true }));
  event.preventDefault();
  follow(intent, cell, props, parts);
}

function follow<Row>(
  intent: Exclude<GridIntent, { type: "type" }>,
  cell: GridCell,
  { rowCount, columns, source, onOpen, rangeActions }: VirtualGridProps<Row>,
  { active, setActive, ranging, editing, selection }: GridParts<Row>,
): void {
  switch (intent.type) {
    case "move":
      if (intent.extend && rangeActions && active) return ranging.extendTo(intent.to);
      return ranging.goTo(active ? intent.to : cell);
    case "all":
      return ranging.choose({ row: 0, column: 0 }, { row: rowCount - 1, column: columns.length - 1 });
    case "edit":
      return void editing.start(cell);
    case "select":
      return selection.toggle(cell.row, intent.range);
    case "cancel":
      return setActive(undefined);
    case "open": {
      const row = source.rowAt(cell.row);
      if (row !== undefined) onOpen?.(row);
    }
  }
}
