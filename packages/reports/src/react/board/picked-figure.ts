import type { ChartPoint } from "@mortise/contract";
import type { DashboardCard } from "@mortise/metadata";

/** A figure that somebody points at, with the card as it was computed, and where on the screen it was. */
export interface PickedFigure {
  readonly card: DashboardCard;
  readonly title: string;
  readonly point: ChartPoint;
  readonly measure: string;
  readonly at: { readonly x: number; readonly y: number };
}

/** A press is what a click belongs to when it was just now. */
const RECENT = 1_500;
let pressed: { readonly x: number; readonly y: number; readonly time: number } | undefined;

/** Remembers where somebody pressed: pictures tell which figure was meant, not where it stands. */
export function notePress({
  clientX,
  clientY,
}: {
  readonly clientX: number;
  readonly clientY: number;
}): void {
  pressed = { x: clientX, y: clientY, time: Date.now() };
}

/** Where a menu for what was just chosen belongs: at the press, or below what has the focus. */
export function placeOfChoice(): { readonly x: number; readonly y: number } {
  if (pressed && Date.now() - pressed.time < RECENT) return { x: pressed.x, y: pressed.y };
  const box = document.activeElement?.getBoundingClientRect();
  return box ? { x: box.left, y: box.bottom } : { x: 0, y: 0 };
}
