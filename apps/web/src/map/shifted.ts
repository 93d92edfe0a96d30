import type { Point } from "@mortise/fields";

/** The ellipsoid by which Chinese maps are shifted. */
const AXIS = 6_378_245;
const FLATNESS = 0.006_693_421_622_965_943;

/** Where a measured point (WGS 84) stands on a map shifted as Chinese law asks for (GCJ-02): some hundred metres away. */
export function shifted(point: Point): Point {
  const { longitude, latitude } = point;
  const isInChina = longitude > 72 && longitude < 137.9 && latitude > 0.8 && latitude < 55.9;
  if (!isInChina) return point;
  const [x, y] = [longitude - 105, latitude - 35];
  const radians = (latitude / 180) * Math.PI;
  const bend = 1 - FLATNESS * Math.sin(radians) ** 2;
  const north = northShift(x, y) / (((AXIS * (1 - FLATNESS)) / bend ** 1.5) * (Math.PI / 180));
  const east = eastShift(x, y) / ((AXIS / Math.sqrt(bend)) * Math.cos(radians) * (Math.PI / 180));
  return { longitude: longitude + east, latitude: latitude + north };
}

const wave = (value: number, weights: readonly (readonly [number, number])[]): number =>
  weights.reduce((sum, [weight, rate]) => sum + weight * Math.sin(value * rate * Math.PI), 0) * (2 / 3);

function northShift(x: number, y: number): number {
  const plane = -100 + 2 * x + 3 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * Math.sqrt(Math.abs(x));
  return (
    plane +
    wave(x, [
      [20, 6],
      [20, 2],
    ]) +
    wave(y, [
      [20, 1],
      [40, 1 / 3],
      [160, 1 / 12],
      [320, 1 / 30],
    ])
  );
}

function eastShift(x: number, y: number): number {
  const plane = 300 + x + 2 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * Math.sqrt(Math.abs(x));
  return (
    plane +
    wave(x, [
      [20, 6],
      [20, 2],
      [20, 1],
      [40, 1 / 3],
      [150, 1 / 12],
      [300, 1 / 30],
    ])
  );
}
