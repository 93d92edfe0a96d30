import { PictureOutlined } from "@ant-design/icons";
import type { RecordData } from "@mortise/contract";
import { fileList } from "@mortise/fields";
import { useFieldServices } from "@mortise/fields/react";
import type { EntityDocument, FieldDefinition } from "@mortise/metadata";
import { useLocale, useText, useTimeZone } from "@mortise/ui";
import { CardFields } from "../records/card-fields.tsx";
import { useLabels } from "../records/labels.ts";
import { recordTitle, textContext } from "../records/record-title.ts";
import { recordsText } from "../records/text.ts";
import { eventLook } from "../schedule/event-look.ts";

interface GalleryCardProps {
  readonly entity: EntityDocument;
  /** Undefined while it is being read. */
  readonly record: RecordData | undefined;
  readonly cover: FieldDefinition | undefined;
  readonly coverHeight: number;
  readonly shown: readonly FieldDefinition[];
  readonly color: string | undefined;
  readonly onOpen: (id: string) => void;
}

/** A record as a card: its picture, its name, the fields of the view. A click opens it. */
export function GalleryCard({ entity, record, cover, coverHeight, shown, color, onOpen }: GalleryCardProps) {
  const t = useText(recordsText);
  const context = textContext(useLocale(), useTimeZone(), useLabels());
  if (!record) return <span />;
  const title = recordTitle(entity, record, context) || t.unnamed;
  return (
    <article
      className={`gallery-card${color ? " gallery-card-colored" : ""}`}
      style={color ? eventLook(color) : {}}
      onClick={() => onOpen(record.id)}
    >
      {cover ? <Cover value={record[cover.id]} height={coverHeight} title={title} /> : null}
      <button
        type="button"
        className="gallery-title"
        title={title}
        onClick={(event) => {
          event.stopPropagation();
          onOpen(record.id);
        }}
      >
        {title}
      </button>
      <CardFields fields={shown} record={record} />
    </article>
  );
}

function Cover({
  value,
  height,
  title,
}: {
  readonly value: unknown;
  readonly height: number;
  readonly title: string;
}) {
  const t = useText(recordsText);
  const { fileUrl } = useFieldServices();
  const picture = fileList(value).find(({ type }) => type.startsWith("image/"));
  if (!picture || !fileUrl)
    return (
      <div className="gallery-cover gallery-cover-none" style={{ height }} title={t.noPicture}>
        <PictureOutlined aria-hidden="true" />
      </div>
    );
  return (
    <div className="gallery-cover" style={{ height }}>
      <img src={fileUrl(picture)} alt={title} loading="lazy" />
    </div>
  );
}
