import { DivIcon, layerGroup, type LeafletKeyboardEvent, type Map as LeafletMap, Marker } from "leaflet";
import { useEffect } from "react";
import type { MapIndex, MapMark } from "./map-points.ts";

/** How marks look and what a click on them does. */
export interface MarkOptions {
  /** Accessible name, also shown on resting. */
  readonly nameOf: (mark: MapMark) => string;
  readonly colorOf: (mark: MapMark) => string | undefined;
  readonly onMark: (mark: MapMark) => void;
}

/** Draws what lies in sight of a map, and again after each move; with the options unchanged marks stay. */
export function useMarks(map: LeafletMap | undefined, index: MapIndex, options: MarkOptions): void {
  useEffect(() => {
    if (!map) return undefined;
    const layer = layerGroup().addTo(map);
    const draw = () => {
      layer.clearLayers();
      const bounds = map.getBounds().pad(0.1);
      const box = [bounds.getWest(), bounds.getSouth(), bounds.getEast(), bounds.getNorth()] as const;
      for (const mark of index.marks(box, map.getZoom())) markerOf(mark, options).addTo(layer);
    };
    draw();
    map.on("moveend", draw);
    return () => {
      map.off("moveend", draw);
      layer.remove();
    };
  }, [map, index, options]);
}

function markerOf(mark: MapMark, { nameOf, colorOf, onMark }: MarkOptions): Marker {
  const name = nameOf(mark);
  const html = document.createElement("span");
  const color = colorOf(mark);
  if (color !== undefined) html.style.setProperty("--mark", color);
  if (mark.kind === "group") html.textContent = String(mark.count);
  const size = mark.kind === "group" ? groupSize(mark.count) : 22;
  const icon = new DivIcon({
    className: mark.kind === "group" ? "map-group" : "map-dot",
    html,
    iconSize: [size, size],
  });
  const marker = new Marker([mark.latitude, mark.longitude], { icon, title: name, alt: name });
  marker.on("add", () => marker.getElement()?.setAttribute("aria-label", name));
  marker.on("keypress", ({ originalEvent }: LeafletKeyboardEvent) => {
    if (originalEvent.key === "Enter") onMark(mark);
  });
  return marker.on("click", () => onMark(mark));
}

function groupSize(count: number): number {
  return Math.min(58, 28 + Math.round(Math.log10(count) * 10));
}
