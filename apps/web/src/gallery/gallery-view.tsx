import type { RecordData } from "@mortise/contract";
import type { EntityDocument, FieldDefinition, ViewColumn, ViewGallery } from "@mortise/metadata";
import {
  type GridSource,
  type PagedRows,
  type PagedState,
  useIsPhone,
  useLocalize,
  VirtualCards,
} from "@mortise/ui";
import { type ReactNode, useCallback, useLayoutEffect, useMemo, useRef, useState } from "react";
import { ListError } from "../records/list-error.tsx";
import type { ColorOf } from "../records/record-colors.ts";
import { coverField } from "./cover-field.ts";
import { GalleryCard } from "./gallery-card.tsx";
import "./gallery.css";

/** Least width of a card, and height of its cover, by the size that the view says. */
const SIZES = {
  small: { width: 168, cover: 104 },
  medium: { width: 236, cover: 148 },
  large: { width: 330, cover: 208 },
} as const;
const MOST_FIELDS = 4;
const GAP = 14;
const HEAD = 46;
const LINE = 24;

/** Props of `GalleryView`. */
export interface GalleryViewProps {
  readonly entity: EntityDocument;
  readonly fields: readonly FieldDefinition[];
  readonly columns: readonly ViewColumn[];
  readonly gallery: ViewGallery | undefined;
  readonly rows: PagedRows<RecordData>;
  readonly loaded: PagedState;
  readonly colorOf: ColorOf;
  readonly onOpen: (id: string) => void;
  readonly empty: ReactNode;
}

/** Records as cards with a picture, any number of them: read page by page as they come into sight. */
export function GalleryView(props: GalleryViewProps) {
  const { entity, fields, gallery, rows, loaded, colorOf, onOpen } = props;
  const localize = useLocalize();
  const phone = useIsPhone();
  const [frame, width] = useWidth();
  const size = SIZES[gallery?.size ?? "medium"];
  const cover = coverField(fields, gallery);
  const shown = useShown(props, cover);
  const least = phone ? Math.min(size.width, 160) : size.width;
  const perLine = Math.max(1, Math.floor((width + GAP) / (least + GAP)));
  const coverHeight = phone ? Math.min(size.cover, 120) : size.cover;
  const height = (cover ? coverHeight : 0) + HEAD + shown.length * LINE + GAP;
  const lines = useLines(rows, perLine, loaded.version);
  const render = useCallback(
    (line: Line | undefined) => (
      <div className="gallery-line" style={{ gridTemplateColumns: `repeat(${perLine}, minmax(0, 1fr))` }}>
        {(line?.records ?? []).map((record, index) => (
          <GalleryCard
            key={record?.id ?? index}
            {...{ entity, record, cover, shown, coverHeight, onOpen }}
            color={record && colorOf(record)}
          />
        ))}
      </div>
    ),
    [perLine, entity, cover, shown, coverHeight, colorOf, onOpen],
  );
  if (loaded.error) return <ListError error={loaded.error} onRetry={() => rows.retry()} />;
  return (
    <div ref={frame} className="gallery">
      {width === 0 ? null : (
        <VirtualCards<Line>
          label={localize(entity.plural ?? entity.name)}
          source={lines}
          rowCount={Math.ceil((loaded.ready ? loaded.rowCount : perLine * 2) / perLine)}
          version={loaded.version}
          cardHeight={height}
          empty={loaded.ready ? props.empty : null}
          render={render}
        />
      )}
    </div>
  );
}

/** The columns of the view that stand below the picture. */
function useShown(
  { columns, fields, entity }: GalleryViewProps,
  cover: FieldDefinition | undefined,
): readonly FieldDefinition[] {
  return useMemo(
    () =>
      columns
        .flatMap(({ field }) => fields.find(({ id }) => id === field) ?? [])
        .filter(({ id }) => id !== entity.titleField && id !== cover?.id)
        .slice(0, MOST_FIELDS),
    [columns, fields, entity, cover],
  );
}

/** The records beside each other; undefined for those that are not at hand yet. */
interface Line {
  readonly records: readonly (RecordData | undefined)[];
}

/** The rows of a list as lines of cards; a line stays the same object until rows change. */
function useLines(rows: PagedRows<RecordData>, perLine: number, version: number): GridSource<Line> {
  return useMemo(() => {
    const known = new Map<number, Line>();
    return {
      rowAt: (index) => {
        const kept = known.get(index);
        if (kept) return kept;
        const records = Array.from({ length: perLine }, (_, place) => rows.rowAt(index * perLine + place));
        const line = { records };
        known.set(index, line);
        return line;
      },
      need: (first, end) => rows.need(first * perLine, end * perLine),
    };
    // Another version of the same rows makes other lines.
    // oxlint-disable-next-line react/memo-dependencies, react-hooks/exhaustive-deps
  }, [rows, perLine, version]);
}

function useWidth() {
  const frame = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(0);
  useLayoutEffect(() => {
    const element = frame.current;
    if (!element) return;
    const measure = () => {
      const style = getComputedStyle(element);
      setWidth(
        element.clientWidth - Number.parseFloat(style.paddingLeft) - Number.parseFloat(style.paddingRight),
      );
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return [frame, width] as const;
}
