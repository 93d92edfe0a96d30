import { AimOutlined } from "@ant-design/icons";
import type { RecordData } from "@mortise/contract";
import { OPTION_TINTS } from "@mortise/fields/react";
import { canonicalJson, fillText } from "@mortise/kit";
import type { Expression } from "@mortise/expression";
import type { EntityDocument, FieldDefinition, ViewColumn } from "@mortise/metadata";
import { useLocale, useLocalize, useText, useTimeZone } from "@mortise/ui";
import { Alert, Button, Select, Spin } from "antd";
import { useMemo, useState } from "react";
import { useLabels } from "../records/labels.ts";
import { ListError } from "../records/list-error.tsx";
import type { ColorOf } from "../records/record-colors.ts";
import { recordTitle, textContext } from "../records/record-title.ts";
import { recordsText } from "../records/text.ts";
import { useSession } from "../session/session.ts";
import { MapCards } from "./map-cards.tsx";
import { MapIndex, mapPoints, type MapMark } from "./map-points.ts";
import { mapText } from "./text.ts";
import { fitPoints, useFit, useLeaflet } from "./use-leaflet.ts";
import { MOST_ON_MAP, useMapRecords } from "./use-map-records.ts";
import { type MarkOptions, useMarks } from "./use-marks.ts";
import "leaflet/dist/leaflet.css";
import "./map.css";

/** Records at one point that get a card. */
const MOST_CARDS = 50;

/** Props of `MapView`. */
export interface MapViewProps {
  readonly entity: EntityDocument;
  readonly fields: readonly FieldDefinition[];
  readonly columns: readonly ViewColumn[];
  /** The fields that say where a record stands, and the one that does. */
  readonly places: readonly FieldDefinition[];
  readonly place: FieldDefinition;
  readonly onPlace: (field: string) => void;
  readonly filter: Expression | undefined;
  readonly search: string;
  readonly colorFields: readonly string[];
  readonly colorOf: ColorOf;
  readonly onOpen: (id: string) => void;
}

/** Records where they stand: near ones gathered, each with a card. Without tiles the map asks nobody for anything. */
export function MapView(props: MapViewProps) {
  const { entity, place, filter, search, colorOf, onOpen } = props;
  const t = useText(mapText);
  const tiles = useSession().me?.mapTiles;
  const shown = useShownFields(props);
  const query = useMapRecords({
    entity: entity.id,
    fields: [entity.titleField, place.id, ...shown.map(({ id }) => id), ...props.colorFields],
    filter,
    search,
  });
  const records = query.data?.records;
  const points = useMemo(
    () => mapPoints(records ?? [], place, tiles?.datum ?? "wgs84"),
    [records, place, tiles?.datum],
  );
  const index = useMemo(() => new MapIndex(points), [points]);
  const { frame, map } = useLeaflet(tiles);
  const titleOf = useTitles(entity);
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const [count, setCount] = useState(0);
  const marks = useMemo<MarkOptions>(
    () => ({
      nameOf: (mark) =>
        mark.kind === "group" ? fillText(t.cluster, { n: mark.count }) : titleOf(mark.record),
      colorOf: (mark) => (mark.kind === "group" ? undefined : dotColor(colorOf(mark.record))),
      onMark: (mark) => {
        const zoom = mark.kind === "group" ? index.zoomApart(mark.id) : undefined;
        if (zoom !== undefined) return void map?.setView([mark.latitude, mark.longitude], zoom);
        setChosen(recordsAt(mark, index).map(({ id }) => id));
        return setCount(mark.kind === "group" ? mark.count : 1);
      },
    }),
    [t, titleOf, colorOf, index, map],
  );
  useMarks(map, index, marks);
  // While the records of a new filter are on their way those of the old one are shown: not to be fitted to.
  const list =
    records && !query.isPlaceholderData ? canonicalJson([place.id, filter ?? null, search]) : undefined;
  useFit(map, points, list ?? "");
  if (query.error) return <ListError error={query.error} onRetry={() => void query.refetch()} />;
  const open = new Set(chosen);
  const cards = (records ?? []).filter(({ id }) => open.has(id));
  return (
    <div className="map" aria-busy={query.isFetching}>
      <div className="map-head">
        <PlaceChoice {...props} />
        <span role="status">
          {records ? (
            <Counts on={points.length} off={records.length - points.length} />
          ) : (
            <Spin size="small" />
          )}
        </span>
        <Button
          size="small"
          icon={<AimOutlined aria-hidden="true" />}
          onClick={() => map && fitPoints(map, points)}
        >
          {t.fit}
        </Button>
      </div>
      {query.data?.isCut ? (
        <Alert type="warning" showIcon title={fillText(t.cut, { n: MOST_ON_MAP })} />
      ) : null}
      <div className="map-body">
        <div ref={frame} className="map-frame" role="region" aria-label={t.map} />
        {tiles ? null : <p className="map-ground">{t.ground}</p>}
        {cards.length > 0 ? (
          <MapCards
            {...{ entity, count, shown, titleOf, onOpen }}
            records={cards}
            onClose={() => setChosen([])}
          />
        ) : null}
      </div>
    </div>
  );
}

function recordsAt(mark: MapMark, index: MapIndex): readonly RecordData[] {
  return mark.kind === "group" ? index.recordsOf(mark.id, MOST_CARDS) : [mark.record];
}

function useShownFields({ entity, fields, columns }: MapViewProps): readonly FieldDefinition[] {
  return useMemo(() => {
    const byId = new Map(fields.map((field) => [field.id, field]));
    return columns.flatMap(({ field }) => (field === entity.titleField ? [] : (byId.get(field) ?? [])));
  }, [entity, fields, columns]);
}

function useTitles(entity: EntityDocument): (record: RecordData) => string {
  const { unnamed } = useText(recordsText);
  const locale = useLocale();
  const zone = useTimeZone();
  const labels = useLabels();
  return useMemo(() => {
    const context = textContext(locale, zone, labels);
    return (record) => recordTitle(entity, record, context) || unnamed;
  }, [entity, locale, zone, labels, unnamed]);
}

function dotColor(color: string | undefined): string | undefined {
  if (color === undefined || !Object.hasOwn(OPTION_TINTS, color)) return undefined;
  // Just looked up in the palette itself.
  return OPTION_TINTS[color as keyof typeof OPTION_TINTS].dot;
}

function Counts({ on, off }: { readonly on: number; readonly off: number }) {
  const t = useText(mapText);
  const said = [fillText(t.onMap, { n: on }), ...(off > 0 ? [fillText(t.nowhere, { n: off })] : [])];
  return said.join(" · ");
}

function PlaceChoice({ places, place, onPlace }: Pick<MapViewProps, "places" | "place" | "onPlace">) {
  const t = useText(mapText);
  const localize = useLocalize();
  if (places.length < 2) return <b>{localize(place.name)}</b>;
  return (
    <Select
      aria-label={t.place}
      size="small"
      value={place.id}
      onChange={onPlace}
      popupMatchSelectWidth={false}
      options={places.map((field) => ({ value: field.id, label: localize(field.name) }))}
    />
  );
}
