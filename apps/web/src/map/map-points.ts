import type { RecordData } from "@mortise/contract";
import { fieldType, type Point } from "@mortise/fields";
import type { FieldDefinition } from "@mortise/metadata";
import Supercluster from "supercluster";
import { shifted } from "./shifted.ts";

/** A record where it stands on the map. */
export interface MapPoint extends Point {
  readonly record: RecordData;
}

/** Records that lie so near to each other at a zoom that they are drawn as one. */
export interface MapGroup extends Point {
  readonly id: number;
  readonly count: number;
}

/** Something drawn on the map. */
export type MapMark = ({ readonly kind: "record" } & MapPoint) | ({ readonly kind: "group" } & MapGroup);

/** West, south, east and north in degrees. */
export type MapBounds = readonly [number, number, number, number];

/** The last zoom at which records are gathered; beyond it only those at the very same point are. */
export const LAST_GATHERED = 17;
const RADIUS_PX = 56;

/** The records that stand somewhere. */
export function mapPoints(
  records: readonly RecordData[],
  field: FieldDefinition,
  datum: "wgs84" | "gcj02",
): readonly MapPoint[] {
  const type = fieldType(field.type);
  return records.flatMap((record) => {
    const point = type.pointOf?.(record[field.id] ?? null);
    return point ? [{ ...(datum === "gcj02" ? shifted(point) : point), record }] : [];
  });
}

/** Points gathered for any part of the map at any zoom. */
export class MapIndex {
  readonly #points: readonly MapPoint[];
  readonly #clusters: Supercluster<{ readonly index: number }>;

  constructor(points: readonly MapPoint[]) {
    this.#points = points;
    this.#clusters = new Supercluster({ radius: RADIUS_PX, maxZoom: LAST_GATHERED });
    this.#clusters.load(
      points.map(({ longitude, latitude }, index) => ({
        type: "Feature",
        geometry: { type: "Point", coordinates: [longitude, latitude] },
        properties: { index },
      })),
    );
  }

  /** What is drawn of a part of the map at a zoom. */
  marks([west, south, east, north]: MapBounds, zoom: number): readonly MapMark[] {
    const found = this.#clusters.getClusters([west, south, east, north], Math.round(zoom));
    return found.flatMap(({ geometry, properties }): MapMark[] => {
      const [longitude = 0, latitude = 0] = geometry.coordinates;
      if ("cluster" in properties)
        return [
          { kind: "group", id: properties.cluster_id, count: properties.point_count, longitude, latitude },
        ];
      const point = this.#points[properties.index];
      return point ? [{ kind: "record", ...point }] : [];
    });
  }

  /** The zoom at which a group comes apart; undefined when its records stand at the very same point. */
  zoomApart(group: number): number | undefined {
    const zoom = this.#clusters.getClusterExpansionZoom(group);
    return zoom > LAST_GATHERED ? undefined : zoom;
  }

  /** The records of a group, the first so many. */
  recordsOf(group: number, most: number): readonly RecordData[] {
    return this.#clusters.getLeaves(group, most).flatMap(({ properties }) => {
      const point = this.#points[properties.index];
      return point ? [point.record] : [];
    });
  }
}
