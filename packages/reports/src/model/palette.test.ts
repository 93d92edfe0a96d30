import { describe, expect, test } from "vitest";
import { categorical, CHART_INKS, findPalette, palettes } from "./palette.ts";

type Rgb = readonly [red: number, green: number, blue: number];

/** Light as people see it who lack one kind of cone; Machado and others, 2009, full strength, in linear light. */
const BLIND: Readonly<Record<string, readonly [Rgb, Rgb, Rgb]>> = {
  deuteranopia: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  protanopia: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
};

function linear(color: string): Rgb {
  const part = (at: number): number => {
    const value = Number.parseInt(color.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  };
  return [part(1), part(3), part(5)];
}

function seenAs([red, green, blue]: Rgb, [r, g, b]: readonly [Rgb, Rgb, Rgb]): Rgb {
  const row = (weights: Rgb): number => weights[0] * red + weights[1] * green + weights[2] * blue;
  return [row(r), row(g), row(b)];
}

/** Distance as the eye judges it, in OKLab × 100. */
function distance(a: Rgb, b: Rgb): number {
  const lab = ([red, green, blue]: Rgb): Rgb => {
    const l = Math.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue);
    const m = Math.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue);
    const s = Math.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue);
    return [
      0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
      1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
      0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
    ];
  };
  const [la, aa, ba] = lab(a);
  const [lb, ab, bb] = lab(b);
  return Math.hypot(la - lb, aa - ab, ba - bb) * 100;
}

function luminance(color: string): number {
  const [red, green, blue] = linear(color);
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(a: string, b: string): number {
  const [light = 0, dark = 0] = [luminance(a), luminance(b)].toSorted((x, y) => y - x);
  return (light + 0.05) / (dark + 0.05);
}

const safe = palettes.filter((palette) => palette.isColorBlindSafe);

describe.each(Object.entries(BLIND))("with %s", (_name, matrix) => {
  test.each(safe.map((palette) => [palette.id, palette] as const))(
    "the first six colours of %s are told apart",
    (_id, { colors }) => {
      const seen = colors.slice(0, 6).map((color) => seenAs(linear(color), matrix));
      const nearest = Math.min(
        ...seen.flatMap((one, index) => seen.slice(index + 1).map((other) => distance(one, other))),
      );
      expect(nearest).toBeGreaterThan(7);
    },
  );
});

test.each(palettes.map((palette) => [palette.id, palette.ramp] as const))(
  "the ramp of %s grows darker step by step",
  (_id, [low, middle, high]) => {
    expect(luminance(low)).toBeGreaterThan(luminance(middle) + 0.1);
    expect(luminance(middle)).toBeGreaterThan(luminance(high) + 0.1);
  },
);

test.each(Object.entries(CHART_INKS))("letters can be read on the ground of the %s theme", (_theme, ink) => {
  expect(contrast(ink.text, ink.paper)).toBeGreaterThan(7);
  expect(contrast(ink.soft, ink.paper)).toBeGreaterThan(4.5);
});

test("colours begin again after the last, and an unknown palette is the usual one", () => {
  const palette = findPalette("clear");
  expect(categorical(palette.colors.length, palette)).toBe(palette.colors[0]);
  expect(findPalette("gone")).toBe(palettes[0]);
});
