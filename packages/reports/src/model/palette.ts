/** Calm colours for groups without a colour of their own; neighbours differ in hue and in lightness. */
const CATEGORICAL = [
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
] as const;

/** Ink of the pictures. */
export const CHART_INK = {
  text: "#1c2422",
  soft: "#5c6663",
  faint: "#8a938f",
  line: "#e5e8e5",
  paper: "#ffffff",
} as const;

/** The colour of the n-th group. */
export function categorical(index: number): string {
  return CATEGORICAL[index % CATEGORICAL.length] ?? CATEGORICAL[0];
}
