import { CaretRightOutlined, HolderOutlined, NodeExpandOutlined } from "@ant-design/icons";
import { useDraggable, useDroppable } from "@dnd-kit/core";
import type { RecordData } from "@mortise/contract";
import { fillText } from "@mortise/kit";
import { useLocale, useText, useTimeZone } from "@mortise/ui";
import { Button, Tooltip } from "antd";
import { type KeyboardEvent, type ReactNode, useEffect } from "react";
import { CellValue } from "../app/field-parts.tsx";
import { useLabels } from "../records/labels.ts";
import { RecordLink } from "../records/record-link.tsx";
import { recordTitle, textContext } from "../records/record-title.ts";
import { recordsText } from "../records/text.ts";
import { treeText } from "./text.ts";
import { useTree } from "./tree-context.ts";

/** Whoever rests on a closed row with something in hand wants to put it further down. */
const OPENS_AFTER_MS = 700;

interface TreeRowProps {
  readonly record: RecordData;
  readonly depth: number;
  /** How many stand below. */
  readonly below: number;
  /** Stands there only because something below it was searched for. */
  readonly isWay?: boolean;
  /** It, or something above it, is being dragged: nothing may be dropped here. */
  readonly isLifted: boolean;
  /** The rows below it, drawn while it is open. */
  readonly children: ReactNode;
}

/** A record of a tree with its fields: opened and closed by its caret or the arrow keys, moved by its handle or menu. */
export function TreeRow({ record, depth, below, isWay, isLifted, children }: TreeRowProps) {
  const words = useText(recordsText);
  const { entity, columns, isOpen, toggle, mayMove, askMove } = useTree();
  const context = textContext(useLocale(), useTimeZone(), useLabels());
  const name = recordTitle(entity, record, context) || words.unnamed;
  const open = below > 0 && isOpen(record.id);
  const { setNodeRef: setPlaceRef, isOver } = useDroppable({
    id: `below/${record.id}`,
    data: { id: record.id, name },
    disabled: isLifted,
  });
  const opensSoon = isOver && !isLifted && below > 0 && !open;
  useEffect(() => {
    if (!opensSoon) return undefined;
    const timer = setTimeout(() => toggle(record.id), OPENS_AFTER_MS);
    return () => clearTimeout(timer);
  }, [opensSoon, toggle, record.id]);
  const onKeyDown = (event: KeyboardEvent) => {
    const wanted = event.key === "ArrowRight" ? !open : event.key === "ArrowLeft" ? open : false;
    if (!wanted || below === 0) return;
    event.preventDefault();
    event.stopPropagation();
    toggle(record.id);
  };
  const state = [
    "tree-row",
    isOver && !isLifted ? "tree-row-over" : "",
    isLifted ? "tree-row-lifted" : "",
    isWay ? "tree-row-way" : "",
  ];
  return (
    <li role="treeitem" aria-level={depth + 1} aria-expanded={below > 0 ? open : undefined} aria-label={name}>
      <div ref={setPlaceRef} className={state.filter(Boolean).join(" ")} onKeyDown={onKeyDown}>
        <RowName record={record} name={name} depth={depth} below={below} open={open} />
        {columns.map((field) => (
          <div key={field.id} className="tree-cell">
            <CellValue field={field} record={record} />
          </div>
        ))}
        <div className="tree-tool">
          {mayMove(record.id) ? <MoveButton name={name} onClick={() => askMove({ record, name })} /> : null}
        </div>
      </div>
      {open ? children : null}
    </li>
  );
}

interface RowNameProps {
  readonly record: RecordData;
  readonly name: string;
  readonly depth: number;
  readonly below: number;
  readonly open: boolean;
}

/** The handle to drag by, the caret, and the name as a link. */
function RowName({ record, name, depth, below, open }: RowNameProps) {
  const t = useText(treeText);
  const { entity, toggle, mayMove, askMove } = useTree();
  const movable = mayMove(record.id);
  const { attributes, listeners, setNodeRef } = useDraggable({
    id: record.id,
    data: { record, name },
    disabled: !movable,
  });
  const title = entity.fields.find(({ id }) => id === entity.titleField);
  return (
    <div className="tree-name" style={{ paddingInlineStart: depth * 20 }}>
      {movable ? (
        <button
          type="button"
          ref={setNodeRef}
          className="tree-handle"
          {...attributes}
          {...listeners}
          aria-label={fillText(t.drag, { name })}
          // Without dragging, by the keyboard too: the place is asked for.
          onClick={() => askMove({ record, name })}
        >
          <HolderOutlined aria-hidden="true" />
        </button>
      ) : null}
      {below > 0 ? (
        <button
          type="button"
          className="tree-caret"
          aria-expanded={open}
          aria-label={fillText(open ? t.collapse : t.expand, { name })}
          onClick={() => toggle(record.id)}
        >
          <CaretRightOutlined rotate={open ? 90 : 0} aria-hidden="true" />
        </button>
      ) : (
        <span className="tree-caret" />
      )}
      {title ? <RecordLink entity={entity} record={record} field={title} /> : name}
      {below > 0 ? <small title={fillText(t.below, { n: below })}>{below}</small> : null}
    </div>
  );
}

function MoveButton({ name, onClick }: { readonly name: string; readonly onClick: () => void }) {
  const t = useText(treeText);
  return (
    <Tooltip title={t.move}>
      <Button
        type="text"
        size="small"
        icon={<NodeExpandOutlined aria-hidden="true" />}
        aria-label={fillText(t.moveOf, { name })}
        onClick={onClick}
      />
    </Tooltip>
  );
}
