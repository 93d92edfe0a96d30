import { OPTION_TINTS } from "@mortise/fields/react";
import type { CSSProperties } from "react";

/** How an event of a palette colour looks: soft ground, dark letters, a bar of the colour itself. */
export function eventLook(color: string): CSSProperties {
  const { ground, ink, dot } = tintOf(color);
  // React passes custom properties on; its type of styles does not know them.
  return { "--event-ground": ground, "--event-ink": ink, "--event-bar": dot } as CSSProperties;
}

/** The soft ground of a palette colour; undefined for no colour. */
export function groundColor(color: string | undefined): string | undefined {
  return color === undefined ? undefined : tintOf(color).ground;
}

/** Grey for what is no colour of the palette. */
function tintOf(color: string) {
  const isKnown = Object.hasOwn(OPTION_TINTS, color);
  // Just looked up in the palette itself.
  return OPTION_TINTS[isKnown ? (color as keyof typeof OPTION_TINTS) : "gray"];
}
