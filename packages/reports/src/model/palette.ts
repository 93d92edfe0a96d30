import type { LocalizedText } from "@mortise/kit";

/** Colours of a picture's ground and letters. */
export interface ChartInk {
  readonly text: string;
  readonly soft: string;
  readonly faint: string;
  readonly line: string;
  readonly paper: string;
  /** Shadow of what is pointed at. */
  readonly shade: string;
  /** Ground of a figure that stands on a picture. */
  readonly veil: string;
}

/** Ground of pictures: paper by day, slate for screens on walls and for tired eyes. */
export type ChartTheme = "light" | "dark";

/** The ink of each theme. */
export const CHART_INKS: Readonly<Record<ChartTheme, ChartInk>> = {
  light: {
    text: "#1c2422",
    soft: "#5c6663",
    faint: "#8a938f",
    line: "#e5e8e5",
    paper: "#ffffff",
    shade: "rgba(23, 105, 95, 0.06)",
    veil: "rgba(255, 255, 255, 0.88)",
  },
  dark: {
    text: "#e9eeec",
    soft: "#b3bdb9",
    faint: "#87938e",
    line: "#34403d",
    paper: "#1b2422",
    shade: "rgba(255, 255, 255, 0.07)",
    veil: "rgba(27, 36, 34, 0.82)",
  },
};

/** Colours for groups without one of their own. */
export interface Palette {
  readonly id: string;
  readonly name: LocalizedText;
  /** Of the groups, in their order. */
  readonly colors: readonly [string, ...string[]];
  /** From little to much, for maps and heat maps: grows darker evenly, so that it reads in grey as well. */
  readonly ramp: readonly [low: string, middle: string, high: string];
  /** The first six differ for people who do not tell red from green; a test holds it to that. */
  readonly isColorBlindSafe: boolean;
}

/** The palettes to choose from; the first one is used unless somebody chooses. */
export const palettes: readonly [Palette, ...Palette[]] = [
  {
    id: "mortise",
    name: { zh: "榫卯", en: "Mortise" },
    colors: [
      "#2f7f74",
      "#d39a4e",
      "#5b7fb5",
      "#b8695c",
      "#8aa65a",
      "#8a6fae",
      "#4fa3b0",
      "#c77f9f",
      "#7c8a86",
      "#b5a042",
    ],
    ramp: ["#e3f0ed", "#78b5aa", "#15594f"],
    isColorBlindSafe: false,
  },
  {
    id: "clear",
    name: { zh: "色觉友好（鲜明）", en: "Colour-blind safe, clear" },
    colors: ["#0072b2", "#e69f00", "#009e73", "#56b4e9", "#d55e00", "#cc79a7", "#8c7a00", "#5a5a5a"],
    ramp: ["#fff3c4", "#5fb0a5", "#12355b"],
    isColorBlindSafe: true,
  },
  {
    id: "calm",
    name: { zh: "色觉友好（柔和）", en: "Colour-blind safe, calm" },
    colors: ["#332288", "#ddcc77", "#44aa99", "#88ccee", "#117733", "#aa4499", "#882255", "#cc6677"],
    ramp: ["#edf1fb", "#8f9bd1", "#332288"],
    isColorBlindSafe: true,
  },
  {
    id: "single",
    name: { zh: "单色深浅", en: "One hue" },
    colors: ["#0f4c45", "#9fd0c6", "#3f8f83", "#c9e5df", "#246d63", "#77b5aa"],
    ramp: ["#e3f0ed", "#78b5aa", "#0f4c45"],
    isColorBlindSafe: true,
  },
];

/** The palette with that id; the usual one when there is none. */
export function findPalette(id: string | undefined): Palette {
  return palettes.find((palette) => palette.id === id) ?? palettes[0];
}

/** The colour of the n-th group. */
export function categorical(index: number, palette: Palette = palettes[0]): string {
  return palette.colors[index % palette.colors.length] ?? palette.colors[0];
}

/** Better and worse, told apart by lightness as well. */
export const CHANGE_COLORS = { red: "#c2412d", green: "#2a7d56" } as const;
