import { isPlainObject } from "@mortise/kit";
import type { ChartOption, ChartPick } from "../model/chart-context.ts";
import { startChart } from "./echarts.ts";

/** A picture in its place on the page: drawn as soon as the place has a size, and kept to it. */
export class ChartPlace {
  readonly #element: HTMLElement;
  readonly #observer: ResizeObserver;
  #chart: ReturnType<typeof startChart> | undefined;
  #option: ChartOption | undefined;
  #onPick: ((pick: ChartPick) => void) | undefined;

  constructor(element: HTMLElement) {
    this.#element = element;
    this.#observer = new ResizeObserver(() => {
      if (this.#chart) this.#chart.resize();
      else this.#draw();
    });
    this.#observer.observe(element);
  }

  /** Draws an option in the place of the last one. */
  show(option: ChartOption, onPick: ((pick: ChartPick) => void) | undefined): void {
    const isNew = option !== this.#option;
    this.#option = option;
    this.#onPick = onPick;
    if (isNew) this.#draw();
  }

  /** Takes the picture off the page. */
  dispose(): void {
    this.#observer.disconnect();
    this.#chart?.dispose();
    this.#chart = undefined;
  }

  #draw(): void {
    // The library cannot draw into nothing; the observer asks again once there is room.
    if (!this.#option || this.#element.clientWidth === 0 || this.#element.clientHeight === 0) return;
    this.#chart ??= this.#start();
    // The library measures texts by itself and has to be told the page's font, or labels run into each other.
    const { fontFamily } = getComputedStyle(this.#element);
    const still = window.matchMedia?.("(prefers-reduced-motion: reduce)").matches ? { animation: false } : {};
    this.#chart.setOption({ ...this.#option, ...still, textStyle: { fontFamily } }, { notMerge: true });
  }

  #start(): ReturnType<typeof startChart> {
    const chart = startChart(this.#element);
    chart.on("click", ({ data }) => {
      const pick = pickOf(data);
      if (pick) this.#onPick?.(pick);
    });
    return chart;
  }
}

/** The figure that a drawn item stands for; options put it into the item. */
function pickOf(data: unknown): ChartPick | undefined {
  if (!isPlainObject(data)) return undefined;
  const { point, measure } = data;
  return typeof point === "number" && typeof measure === "string" ? { point, measure } : undefined;
}
