import { useDraggable } from "@dnd-kit/core";
import { SwapOutlined } from "@ant-design/icons";
import type { RecordData } from "@mortise/contract";
import { fillText } from "@mortise/kit";
import type { EntityDocument } from "@mortise/metadata";
import { ColorDot, useLocale, useText, useTimeZone } from "@mortise/ui";
import { Button, Dropdown } from "antd";
import { useAppModel } from "../app/app-model.ts";
import { eventLook } from "../schedule/event-look.ts";
import { listFields } from "./entity-fields.ts";
import type { BoardColumn } from "./board-column.ts";
import { CardFields } from "./card-fields.tsx";
import { useLabels } from "./labels.ts";
import { recordTitle, textContext } from "./record-title.ts";
import { recordsText } from "./text.ts";

const SHOWN_FIELDS = 4;

interface CardFaceProps {
  readonly entity: EntityDocument;
  readonly record: RecordData;
  readonly fields: readonly string[];
  readonly groupBy: string;
  /** The colour that a rule of the view gives. */
  readonly color?: string | undefined;
}

function useTitle(entity: EntityDocument, record: RecordData): string {
  const t = useText(recordsText);
  const context = textContext(useLocale(), useTimeZone(), useLabels());
  return recordTitle(entity, record, context) || t.unnamed;
}

/** What a card shows: the title and the first filled fields of the view. */
export function CardFace({ entity, record, fields, groupBy, color }: CardFaceProps) {
  const title = useTitle(entity, record);
  const known = listFields(entity, useAppModel().permission(entity.id));
  const shown = fields
    .filter(
      (id) => id !== entity.titleField && id !== groupBy && record[id] !== null && record[id] !== undefined,
    )
    .flatMap((id) => known.filter((field) => field.id === id))
    .slice(0, SHOWN_FIELDS);
  return (
    <div className={`card-face${color ? " colored-card" : ""}`} style={color ? eventLook(color) : {}}>
      <b>{title}</b>
      <CardFields fields={shown} record={record} />
    </div>
  );
}

/** A record on a board: a click opens it, dragging or its menu moves it. */
export function KanbanCard({
  columns,
  movable,
  onMove,
  onOpen,
  ...face
}: CardFaceProps & {
  readonly columns: readonly BoardColumn[];
  readonly movable: boolean;
  readonly onMove: (record: RecordData, to: string | null) => void;
  readonly onOpen: (id: string) => void;
}) {
  const t = useText(recordsText);
  const { entity, record, groupBy } = face;
  const title = useTitle(entity, record);
  const { attributes, listeners, setNodeRef, isDragging } = useDraggable({
    id: record.id,
    data: { record },
    disabled: !movable,
  });
  const items = columns
    .filter((column) => column.key !== (record[groupBy] ?? null))
    .map((column) => ({
      key: String(column.key),
      label: column.name,
      icon: <ColorDot color={column.color} />,
      onClick: () => onMove(record, column.key),
    }));
  return (
    <article className={`board-card${isDragging ? " board-card-lifted" : ""}`} aria-label={title}>
      <div
        ref={setNodeRef}
        {...attributes}
        {...listeners}
        className="board-card-handle"
        onClick={() => onOpen(record.id)}
      >
        <CardFace {...face} />
      </div>
      {movable ? (
        <Dropdown menu={{ items }} trigger={["click"]}>
          <Button
            size="small"
            type="text"
            className="board-card-move"
            icon={<SwapOutlined aria-hidden="true" />}
            aria-label={fillText(t.moveCard, { name: title })}
          />
        </Dropdown>
      ) : null}
    </article>
  );
}
