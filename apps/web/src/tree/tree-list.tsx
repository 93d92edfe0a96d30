import {
  DndContext,
  type DragEndEvent,
  type DragStartEvent,
  DragOverlay,
  MouseSensor,
  pointerWithin,
  TouchSensor,
  useDroppable,
  useSensor,
  useSensors,
} from "@dnd-kit/core";
import type { Expression } from "@mortise/expression";
import type { EntityDocument, FieldDefinition, SortKey, ViewColumn } from "@mortise/metadata";
import { useIsPhone, useLocalize, useReducedMotion, useText } from "@mortise/ui";
import { type CSSProperties, type ReactNode, useCallback, useMemo, useState } from "react";
import { useAppModel } from "../app/app-model.ts";
import { mayWrite } from "../records/entity-fields.ts";
import { useRecordPermission } from "../records/record-rights.ts";
import { MoveDialog } from "./move-dialog.tsx";
import type { TreeQuery } from "./read-tree.ts";
import { treeText } from "./text.ts";
import { TreeContext, type TreeParts } from "./tree-context.ts";
import { TreeLevelRows } from "./tree-level.tsx";
import { TreeMatchRows } from "./tree-matches.tsx";
import { type MovedRecord, type TreePlace, useTreeMove } from "./use-tree-move.ts";

const MOST_COLUMNS = 4;

interface TreeListProps {
  readonly entity: EntityDocument;
  /** The reference by which records stand below each other. */
  readonly field: FieldDefinition;
  readonly fields: readonly FieldDefinition[];
  readonly columns: readonly ViewColumn[];
  readonly filter: Expression | undefined;
  readonly search: string;
  readonly sort: readonly SortKey[] | undefined;
  readonly empty: ReactNode;
}

/** The records of an entity as a tree: opened level by level; searched and filtered, what leads to a match stays. */
export function TreeList(props: TreeListProps) {
  const { entity, field, filter, search, sort } = props;
  const localize = useLocalize();
  const { id: app } = useAppModel();
  const columns = useTreeColumns(props);
  const isNarrowed = filter !== undefined || search !== "";
  const query: TreeQuery = {
    app,
    entity: entity.id,
    field: field.id,
    fields: [entity.titleField, ...columns.map(({ id }) => id)],
    sort,
    ...(isNarrowed ? { filter, search } : {}),
  };
  return (
    <TreeFrame entity={entity} field={field} columns={columns} startsOpen={isNarrowed}>
      <div className="tree-head" aria-hidden="true">
        <span>{localize(entity.name)}</span>
        {columns.map((column) => (
          <span key={column.id}>{localize(column.name)}</span>
        ))}
        <span />
      </div>
      <div role="tree" aria-label={localize(entity.plural ?? entity.name)}>
        {isNarrowed ? (
          <TreeMatchRows query={query} empty={props.empty} />
        ) : (
          <TreeLevelRows query={query} parent={null} depth={0} isLifted={false} empty={props.empty} />
        )}
      </div>
    </TreeFrame>
  );
}

function useTreeColumns({ entity, field, fields, columns }: TreeListProps): readonly FieldDefinition[] {
  const phone = useIsPhone();
  return useMemo(
    () =>
      columns
        .flatMap((column) => fields.find(({ id }) => id === column.field) ?? [])
        .filter(({ id }) => id !== entity.titleField && id !== field.id)
        .slice(0, phone ? 0 : MOST_COLUMNS),
    [entity, field, fields, columns, phone],
  );
}

interface TreeFrameProps extends Pick<TreeParts, "entity" | "field" | "columns"> {
  /** While searching everything that was found is open. */
  readonly startsOpen: boolean;
  readonly children: ReactNode;
}

/** Keeps what is open and what is being moved. */
function TreeFrame({ entity, field, columns, startsOpen, children }: TreeFrameProps) {
  const isStill = useReducedMotion();
  const permission = useRecordPermission(entity.id);
  const move = useTreeMove(entity, field);
  const { isOpen, toggle } = useOpened(startsOpen);
  const [dragged, setDragged] = useState<MovedRecord | undefined>(undefined);
  const [asked, askMove] = useState<MovedRecord | undefined>(undefined);
  const sensors = useSensors(
    useSensor(MouseSensor, { activationConstraint: { distance: 5 } }),
    useSensor(TouchSensor, { activationConstraint: { delay: 220, tolerance: 8 } }),
  );
  const parts: TreeParts = {
    entity,
    field,
    columns,
    isOpen,
    toggle,
    dragged: dragged?.record.id,
    mayMove: (id) => mayWrite(field, permission(id)),
    move,
    askMove,
  };
  const onDragEnd = ({ over }: DragEndEvent) => {
    setDragged(undefined);
    const to = over?.data.current as TreePlace | undefined; // put there by our own rows
    if (dragged && to) move(dragged, to);
  };
  return (
    <TreeContext value={parts}>
      <DndContext
        sensors={sensors}
        collisionDetection={pointerWithin}
        // Put there by our own rows.
        onDragStart={({ active }: DragStartEvent) =>
          setDragged(active.data.current as MovedRecord | undefined)
        }
        onDragCancel={() => setDragged(undefined)}
        onDragEnd={onDragEnd}
      >
        <div className="tree-list" style={gridOf(columns.length)}>
          {dragged && dragged.record[field.id] ? <TopZone /> : null}
          {children}
        </div>
        <DragOverlay dropAnimation={isStill ? null : undefined}>
          {dragged ? <div className="tree-dragged">{dragged.name}</div> : null}
        </DragOverlay>
      </DndContext>
      {asked ? <MoveDialog moved={asked} onClose={() => askMove(undefined)} /> : null}
    </TreeContext>
  );
}

/** Widths of the name, the fields and the tool at the end, for the style sheet. */
function gridOf(columns: number): CSSProperties {
  const name = columns === 0 ? "minmax(0, 1fr)" : "minmax(220px, 1fr)";
  const fields = Array.from({ length: columns }, () => "minmax(90px, 170px)");
  // React passes custom properties on; its type of styles does not know them.
  return { "--tree-columns": [name, ...fields, "40px"].join(" ") } as CSSProperties;
}

/** What is open: what was opened, and while searching all but what was closed; each is kept for its own time. */
function useOpened(startsOpen: boolean): Pick<TreeParts, "isOpen" | "toggle"> {
  const [opened, setOpened] = useState<ReadonlySet<string>>(new Set());
  const [closed, setClosed] = useState<ReadonlySet<string>>(new Set());
  const set = startsOpen ? setClosed : setOpened;
  const toggle = useCallback(
    (id: string) =>
      set((before) => {
        const next = new Set(before);
        if (!next.delete(id)) next.add(id);
        return next;
      }),
    [set],
  );
  return { isOpen: (id) => (startsOpen ? !closed.has(id) : opened.has(id)), toggle };
}

function TopZone() {
  const t = useText(treeText);
  const { setNodeRef, isOver } = useDroppable({ id: "top", data: { id: null, name: "" } });
  return (
    <div ref={setNodeRef} className={`tree-top${isOver ? " tree-top-over" : ""}`}>
      {t.dropTop}
    </div>
  );
}
