import { useLocale, useText } from "@mortise/ui";
import { control, LatLngBounds, Map as LeafletMap, TileLayer } from "leaflet";
import { useCallback, useEffect, useRef, useState } from "react";
import type { MapPoint } from "./map-points.ts";
import { PlainGround, provinceNames } from "./plain-ground.ts";
import { mapText } from "./text.ts";

/** What is shown while no record has a place. */
const CHINA: readonly [[number, number], [number, number]] = [
  [18, 73],
  [53.5, 135],
];
/** Nearer than this a single record is not shown at first. */
const NEAREST_FIT = 12;
const NEAREST = 19;

/** Where the pictures under the records come from. */
export interface Tiles {
  readonly url: string;
  readonly credit: string;
}

/** A map of Leaflet in the element that takes `frame` as its ref: with tiles, or on the plain ground. */
export function useLeaflet(tiles: Tiles | undefined) {
  const [map, setMap] = useState<LeafletMap | undefined>(undefined);
  const locale = useLocale();
  const { zoomIn, zoomOut } = useText(mapText);
  const { url, credit } = tiles ?? {};
  const frame = useCallback(
    (element: HTMLDivElement) => {
      const made = new LeafletMap(element, {
        zoomControl: false,
        attributionControl: Boolean(credit),
        maxZoom: NEAREST,
        minZoom: 2,
        worldCopyJump: true,
      });
      control.zoom({ position: "topright", zoomInTitle: zoomIn, zoomOutTitle: zoomOut }).addTo(made);
      made.attributionControl?.setPrefix(false);
      if (url) new TileLayer(url, { maxZoom: NEAREST, attribution: escaped(credit ?? "") }).addTo(made);
      else {
        new PlainGround().addTo(made);
        provinceNames(locale).addTo(made);
      }
      made.fitBounds([...CHINA]);
      const observer = new ResizeObserver(() => made.invalidateSize());
      observer.observe(element);
      setMap(made);
      return () => {
        observer.disconnect();
        made.remove();
        setMap(undefined);
      };
    },
    [url, credit, locale, zoomIn, zoomOut],
  );
  return { frame, map };
}

/** Brings all points into sight. */
export function fitPoints(map: LeafletMap, points: readonly MapPoint[]): void {
  if (points.length === 0) return void map.fitBounds([...CHINA]);
  const bounds = new LatLngBounds(points.map(({ latitude, longitude }) => [latitude, longitude]));
  map.fitBounds(bounds, { maxZoom: NEAREST_FIT, padding: [48, 48], animate: false });
}

/** Fits once for each list that is shown: live changes do not move the map under one's hands. */
export function useFit(map: LeafletMap | undefined, points: readonly MapPoint[], list: string): void {
  const fitted = useRef<{ readonly map: LeafletMap; readonly list: string } | undefined>(undefined);
  useEffect(() => {
    if (!map || (fitted.current?.map === map && fitted.current.list === list)) return;
    fitPoints(map, points);
    fitted.current = { map, list };
  }, [map, points, list]);
}

/** Leaflet takes mark-up: the credit of a setting is text. */
function escaped(text: string): string {
  const span = document.createElement("span");
  span.textContent = text;
  return span.innerHTML;
}
