import { dayAfter } from "./days.ts";

/** A day under the pointer, with the place on the screen that stands for it. */
export interface DropDay {
  readonly day: string;
  /** The minute of the day, where hours are drawn. */
  readonly minutes?: number;
  readonly box: {
    readonly left: number;
    readonly top: number;
    readonly width: number;
    readonly height: number;
  };
}

const STEP = 30;
const DAY = 24 * 60;

/** The day of a calendar or gantt chart at a point of the screen; the charts say in their data which days they draw. */
export function dayUnder(x: number, y: number): DropDay | undefined {
  for (const element of document.elementsFromPoint(x, y)) {
    if (!(element instanceof HTMLElement)) continue;
    const { day, hours } = element.dataset;
    const box = element.getBoundingClientRect();
    if (day === undefined) {
      const found = dayOfChart(element, x);
      if (found) return found;
    } else if (hours === undefined) return { day, box };
    else {
      const minutes = Math.floor((((y - box.top) / box.height) * DAY) / STEP) * STEP;
      const top = box.top + (minutes / DAY) * box.height;
      return { day, minutes, box: { left: box.left, top, width: box.width, height: box.height / 24 } };
    }
  }
  return undefined;
}

/** The day of a gantt chart, of which only the ground knows where it begins. */
function dayOfChart(element: HTMLElement, x: number): DropDay | undefined {
  if (!element.classList.contains("gantt")) return undefined;
  const ground = element.querySelector<HTMLElement>("[data-first-day]");
  const names = element.querySelector<HTMLElement>(".gantt-names-ground");
  const { firstDay, dayWidth } = ground?.dataset ?? {};
  if (!ground || firstDay === undefined || dayWidth === undefined) return undefined;
  const [from, whole] = [ground.getBoundingClientRect(), element.getBoundingClientRect()];
  if (x < whole.left + (names?.offsetWidth ?? 0)) return undefined;
  const width = Number(dayWidth);
  const days = Math.floor((x - from.left) / width);
  const left = from.left + days * width;
  return { day: dayAfter(firstDay, days), box: { left, top: whole.top, width, height: whole.height } };
}
