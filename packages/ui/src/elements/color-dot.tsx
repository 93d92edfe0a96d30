/** Colours that options and apps may carry, by palette name. */
export const PALETTE: Readonly<Record<string, string>> = {
  blue: "#3b82f6",
  green: "#3f9b63",
  gold: "#d69e2e",
  red: "#d9534f",
  purple: "#8b5cf6",
  cyan: "#0ea5b7",
  orange: "#e07b39",
  magenta: "#d6539b",
  lime: "#84a93a",
  geekblue: "#4b5fd6",
  volcano: "#d9603b",
  gray: "#8a938f",
};

/** The CSS colour of a palette name; a `#rrggbb` value passes through, anything else is grey. */
export function paletteColor(name: string | undefined): string {
  if (name?.startsWith("#")) return name;
  return PALETTE[name ?? "gray"] ?? "#8a938f";
}

/** A small round mark in a palette colour. */
export function ColorDot({ color }: { readonly color?: string | undefined }) {
  return <span className="m-dot" style={{ background: paletteColor(color) }} aria-hidden="true" />;
}
