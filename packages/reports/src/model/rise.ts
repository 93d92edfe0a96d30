import type { ChartContext } from "./chart-context.ts";
import { percentText } from "./figure-format.ts";
import { CHANGE_COLORS } from "./palette.ts";

/** Which way a figure went. */
export type Direction = "up" | "down" | "level";

/** The step from one figure to the next. */
export interface Change {
  readonly direction: Direction;
  /** As a share of the figure before: `+12.5%`; the arrow where there is nothing to divide by. */
  readonly text: string;
}

/** The change from one figure to another; undefined when one of them is nothing. */
export function changeBetween(before: number | null, after: number | null): Change | undefined {
  if (before === null || after === null) return undefined;
  const direction = after > before ? "up" : after < before ? "down" : "level";
  const share = before === 0 ? null : (after - before) / Math.abs(before);
  const text = share === null ? "" : `${share > 0 ? "+" : ""}${percentText(share)}`;
  return { direction, text };
}

/** The colour of a rise or fall as the card wants it: by itself red rises in Chinese and green in English. */
export function riseColor({ settings, locale, ink }: ChartContext, direction: Direction): string {
  if (direction === "level") return ink.soft;
  const asked = settings.choice("rise");
  const isRedUp = asked === "red" || (asked !== "green" && locale === "zh");
  return isRedUp === (direction === "up") ? CHANGE_COLORS.red : CHANGE_COLORS.green;
}
