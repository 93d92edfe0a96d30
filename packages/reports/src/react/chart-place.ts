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
    pageFonts()?.addEventListener("loadingdone", this.#redraw);
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
    pageFonts()?.removeEventListener("loadingdone", this.#redraw);
    this.#chart?.dispose();
    this.#chart = undefined;
  }

  /** Texts that were measured in a font that stood in for another run into each other. */
  readonly #redraw = (): void => this.#draw();

  #draw(): void {
    // The library cannot draw into nothing; the observer asks again once there is room.
    if (!this.#option || this.#element.clientWidth === 0 || this.#element.clientHeight === 0) return;
    this.#chart ??= this.#start();
    // The library measures texts by itself and has to be told the page's font, or labels run into each other.
    // It remembers widths by font, so that fonts which have arrived since have to change the name.
    const fontFamily = [getComputedStyle(this.#element).fontFamily, `loaded-${countLoaded()}`].join(", ");
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

/** The fonts of the page; not every environment knows about them. */
function pageFonts(): FontFaceSet | undefined {
  return "fonts" in document ? document.fonts : undefined;
}

function countLoaded(): number {
  return [...(pageFonts() ?? [])].filter(({ status }) => status === "loaded").length;
}

/** The figure that a drawn item stands for; options put it into the item. */
function pickOf(data: unknown): ChartPick | undefined {
  if (!isPlainObject(data)) return undefined;
  const { point, measure } = data;
  return typeof point === "number" && typeof measure === "string" ? { point, measure } : undefined;
}
