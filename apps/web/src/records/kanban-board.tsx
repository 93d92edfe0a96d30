import {
  DndContext,
  type DragEndEvent,
  DragOverlay,
  KeyboardSensor,
  MouseSensor,
  TouchSensor,
  useSensor,
  useSensors,
} from "@dnd-kit/core";
import type { RecordData } from "@mortise/contract";
import type { Expression } from "@mortise/expression";
import { fieldType } from "@mortise/fields";
import type { EntityDocument, FieldDefinition, SortKey } from "@mortise/metadata";
import { EmptyState, useLocalize, useReducedMotion, useText } from "@mortise/ui";
import { App, Select } from "antd";
import { useMemo, useState } from "react";
import { useAppModel } from "../app/app-model.ts";
import { errorAt } from "../session/form-errors.ts";
import { boardFields } from "./entity-fields.ts";
import { CardFace } from "./kanban-card.tsx";
import type { ColorOf } from "./record-colors.ts";
import type { BoardColumn } from "./board-column.ts";
import { KanbanColumn } from "./kanban-column.tsx";
import { recordsText } from "./text.ts";
import { isConflict, useUpdateRecord } from "./use-record-writes.ts";

interface KanbanBoardProps {
  readonly entity: EntityDocument;
  readonly filter: Expression | undefined;
  readonly search: string;
  readonly sort: readonly SortKey[] | undefined;
  readonly groupBy: string | undefined;
  readonly fields: readonly string[];
  /** Fields that colours of rules look at. */
  readonly colorFields: readonly string[];
  readonly colorOf: ColorOf;
  readonly onOpen: (id: string) => void;
}

/** Records as cards in columns, one per option of a field; a card is moved by drag, keyboard or its menu. */
export function KanbanBoard(props: KanbanBoardProps) {
  const { entity, groupBy } = props;
  const t = useText(recordsText);
  const localize = useLocalize();
  const permission = useAppModel().permission(entity.id);
  const candidates = boardFields(entity, permission);
  const [chosen, setChosen] = useState<string | undefined>(undefined);
  const field =
    candidates.find((each) => each.id === chosen) ??
    candidates.find((each) => each.id === groupBy) ??
    candidates[0];
  if (!field) return <EmptyState title={t.noBoardField} hint={t.noBoardFieldHint} />;
  return (
    <div className="board">
      {candidates.length > 1 ? (
        <Select
          className="board-field"
          size="small"
          aria-label={t.boardField}
          value={field.id}
          onChange={setChosen}
          options={candidates.map((each) => ({ value: each.id, label: localize(each.name) }))}
        />
      ) : null}
      <BoardColumns key={field.id} {...props} field={field} />
    </div>
  );
}

/** The columns of a board: the options of the field, and one for records without a value. */
function boardColumns(
  field: FieldDefinition,
  noOption: string,
  localize: (text: { zh: string; en: string }) => string,
) {
  const options = fieldType(field.type).options?.(field) ?? [];
  const columns: BoardColumn[] = options.map((option) => ({
    key: option.key,
    name: localize(option.name),
    color: option.color,
    condition: { "==": [{ var: field.id }, option.key] },
  }));
  const none: BoardColumn = {
    key: null,
    name: noOption,
    color: undefined,
    condition: { empty: [{ var: field.id }] },
  };
  return [...columns, ...(field.required ? [] : [none])];
}

interface Moved {
  readonly record: RecordData;
  readonly to: string | null;
}

function BoardColumns(props: KanbanBoardProps & { readonly field: FieldDefinition }) {
  const isStill = useReducedMotion();
  const { entity, field } = props;
  const t = useText(recordsText);
  const localize = useLocalize();
  const { message } = App.useApp();
  const columns = useMemo(() => boardColumns(field, t.noOption, localize), [field, t, localize]);
  const [dragged, setDragged] = useState<RecordData | undefined>(undefined);
  // Where cards were put that the server has not confirmed yet.
  const [moves, setMoves] = useState<ReadonlyMap<string, Moved>>(new Map());
  const update = useUpdateRecord(entity.id);
  const sensors = useSensors(
    useSensor(MouseSensor, { activationConstraint: { distance: 5 } }),
    useSensor(TouchSensor, { activationConstraint: { delay: 220, tolerance: 8 } }),
    useSensor(KeyboardSensor),
  );
  const move = (record: RecordData, to: string | null) => {
    if ((record[field.id] ?? null) === to) return;
    setMoves((before) => new Map(before).set(record.id, { record: { ...record, [field.id]: to }, to }));
    update
      .mutateAsync({ id: record.id, revision: record.revision, values: { [field.id]: to } })
      .catch((error: unknown) => message.error(isConflict(error) ? t.conflict : errorAt(error, field.id)))
      .finally(() =>
        setMoves((before) => {
          const next = new Map(before);
          next.delete(record.id);
          return next;
        }),
      );
  };
  const onDragEnd = ({ active, over }: DragEndEvent) => {
    setDragged(undefined);
    const record = active.data.current?.["record"] as RecordData | undefined; // put there by our own card
    const column = columns.find((each) => String(each.key) === over?.id);
    if (record && column) move(record, column.key);
  };
  return (
    <DndContext
      sensors={sensors}
      // Put there by our own card.
      onDragStart={({ active }) => setDragged(active.data.current?.["record"] as RecordData | undefined)}
      onDragCancel={() => setDragged(undefined)}
      onDragEnd={onDragEnd}
    >
      <div className="board-columns">
        {columns.map((column) => (
          <KanbanColumn
            key={String(column.key)}
            {...props}
            column={column}
            columns={columns}
            arrived={[...moves.values()].filter((each) => each.to === column.key).map((each) => each.record)}
            left={moves}
            onMove={move}
          />
        ))}
      </div>
      <DragOverlay dropAnimation={isStill ? null : undefined}>
        {dragged ? (
          <CardFace entity={entity} record={dragged} fields={props.fields} groupBy={field.id} />
        ) : null}
      </DragOverlay>
    </DndContext>
  );
}
