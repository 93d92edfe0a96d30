import { division, provinceCentres, shortName } from "@mortise/fields";
import type { Locale } from "@mortise/kit";
import { type Coords, DivIcon, GridLayer, type LayerGroup, layerGroup, Marker } from "leaflet";

const LINE = "#d5ddda";
/** Degrees between two lines of the ground, by zoom from 0. */
const STEPS = [30, 30, 20, 10, 10, 5, 5, 2, 1, 1, 0.5, 0.2, 0.1, 0.1, 0.05, 0.02, 0.01, 0.01, 0.005] as const;

/** A ground without pictures: lines of equal longitude and latitude, drawn here, so that nobody has to be asked. */
export class PlainGround extends GridLayer {
  /** Leaflet asks for each tile by this name. */
  override createTile({ x, y, z }: Coords): HTMLElement {
    const tile = document.createElement("canvas");
    const { x: size } = this.getTileSize();
    const ratio = globalThis.devicePixelRatio || 1;
    tile.width = size * ratio;
    tile.height = size * ratio;
    const pen = tile.getContext("2d");
    if (!pen) return tile;
    pen.scale(ratio, ratio);
    pen.strokeStyle = LINE;
    pen.beginPath();
    const step = STEPS[Math.min(z, STEPS.length - 1)] ?? 1;
    for (const at of linesWithin(longitudeAt(x, z), longitudeAt(x + 1, z), step)) {
      const across = ((at + 180) / 360) * 2 ** z * size - x * size;
      pen.moveTo(across, 0);
      pen.lineTo(across, size);
    }
    for (const at of linesWithin(latitudeAt(y + 1, z), latitudeAt(y, z), step)) {
      const down = mercator(at) * 2 ** z * size - y * size;
      pen.moveTo(0, down);
      pen.lineTo(size, down);
    }
    pen.stroke();
    return tile;
  }
}

/** Names of the provinces at their capitals, by which people find their way on the plain ground. */
export function provinceNames(locale: Locale): LayerGroup {
  const names = provinceCentres().flatMap(({ code, longitude, latitude }) => {
    const province = division(code);
    if (!province) return [];
    const html = document.createElement("span");
    html.textContent = locale === "zh" ? shortName(province.zh) : province.en;
    const icon = new DivIcon({ className: "map-name", html, iconSize: [0, 0] });
    return [
      new Marker([latitude, longitude], { icon, interactive: false, keyboard: false, zIndexOffset: -1000 }),
    ];
  });
  return layerGroup(names);
}

const longitudeAt = (x: number, zoom: number): number => (x / 2 ** zoom) * 360 - 180;

function latitudeAt(y: number, zoom: number): number {
  const n = Math.PI - (2 * Math.PI * y) / 2 ** zoom;
  return (180 / Math.PI) * Math.atan(Math.sinh(n));
}

/** How far down the square map of the world a latitude lies, from 0 to 1. */
function mercator(latitude: number): number {
  const sine = Math.sin((latitude * Math.PI) / 180);
  return 0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI);
}

function linesWithin(from: number, to: number, step: number): readonly number[] {
  const first = Math.ceil(from / step);
  const count = Math.max(0, Math.floor(to / step) - first + 1);
  return Array.from({ length: count }, (_unused, index) => (first + index) * step);
}
