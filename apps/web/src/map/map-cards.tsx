import { CloseOutlined } from "@ant-design/icons";
import type { RecordData } from "@mortise/contract";
import { fillText } from "@mortise/kit";
import type { EntityDocument, FieldDefinition } from "@mortise/metadata";
import { useText } from "@mortise/ui";
import { Button } from "antd";
import { useEffect, useRef } from "react";
import { CardFields } from "../records/card-fields.tsx";
import { mapText } from "./text.ts";

/** Lines of a card besides the title. */
const MOST_FIELDS = 6;

interface MapCardsProps {
  readonly entity: EntityDocument;
  readonly records: readonly RecordData[];
  /** How many there are at the point; more than are shown when very many are. */
  readonly count: number;
  readonly shown: readonly FieldDefinition[];
  readonly titleOf: (record: RecordData) => string;
  readonly onOpen: (id: string) => void;
  readonly onClose: () => void;
}

/** What stands at a point of the map: a card for each record. Esc closes. */
export function MapCards({ records, count, shown, titleOf, onOpen, onClose }: MapCardsProps) {
  const t = useText(mapText);
  const panel = useRef<HTMLElement>(null);
  const first = records[0]?.id;
  useEffect(() => panel.current?.focus(), [first]);
  return (
    <aside
      ref={panel}
      className="map-cards"
      tabIndex={-1}
      aria-label={fillText(t.here, { n: count })}
      onKeyDown={(event) => {
        if (event.key === "Escape") onClose();
      }}
    >
      <header>
        <span>{fillText(t.here, { n: count })}</span>
        <Button
          type="text"
          size="small"
          icon={<CloseOutlined aria-hidden="true" />}
          aria-label={t.close}
          onClick={onClose}
        />
      </header>
      {records.map((record) => (
        <article key={record.id} className="map-card">
          <button type="button" className="map-card-title" onClick={() => onOpen(record.id)}>
            {titleOf(record)}
          </button>
          <CardFields
            fields={shown.filter(({ id }) => (record[id] ?? null) !== null).slice(0, MOST_FIELDS)}
            record={record}
          />
        </article>
      ))}
    </aside>
  );
}
