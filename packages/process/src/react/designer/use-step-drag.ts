import { useCurrent } from "@mortise/ui";
import { type RefObject, useEffect, useState } from "react";
import type { Drawing, DrawnLine, Point } from "../../model/drawing/draw-flow.ts";
import { nearestLine } from "../canvas/line-path.ts";

/** What is carried over the canvas: steps of the flow, or a new one of a type. */
export type Carried =
  | { readonly type: "steps"; readonly ids: readonly string[] }
  | { readonly type: "new"; readonly nodeType: string };

/** Something being carried, with the line it would fall on. */
export interface StepDrag {
  readonly carried: Carried;
  readonly at: Point;
  readonly over: DrawnLine | undefined;
}

/** What carrying needs to know of the canvas. */
export interface DragTarget {
  readonly stage: RefObject<HTMLElement | null>;
  readonly drawing: Drawing | undefined;
  readonly readOnly: boolean;
  /** The steps that go along with one that is taken hold of. */
  readonly takenWith: (id: string) => readonly string[];
  readonly canDrop: (carried: Carried, line: DrawnLine) => boolean;
  readonly onDrop: (carried: Carried, line: DrawnLine) => void;
  /** From the screen to the drawing. */
  readonly toDrawing: (point: Point) => Point;
  readonly zoom: () => number;
  readonly panBy: (by: Point) => void;
}

/** The pointer moves so far before something is carried; less is a click. */
const SLACK = 6;
/** So near to a line, on screen, what is dropped falls onto it. */
const NEAR = 28;
/** So near to the edge the canvas begins to move, and so fast. */
const EDGE = 36;
const EDGE_SPEED = 12;

/** Carries cards and entries of the palette by the mouse; a finger moves the canvas instead. Escape lets go. */
export function useStepDrag(target: DragTarget): StepDrag | undefined {
  const [drag, setDrag] = useState<StepDrag>();
  const current = useCurrent(target);
  useEffect(() => {
    const carrying = new Carrying(current, setDrag);
    const stage = current().stage.current;
    stage?.addEventListener("pointerdown", carrying.take);
    return () => {
      stage?.removeEventListener("pointerdown", carrying.take);
      carrying.letGo();
    };
  }, [current]);
  return drag;
}

/** One pointer from the press to the release. */
class Carrying {
  readonly #target: () => DragTarget;
  readonly #show: (drag: StepDrag | undefined) => void;
  #from: Point | undefined;
  #at: Point = { x: 0, y: 0 };
  #carried: Carried | undefined;
  #isCarrying = false;
  #frame = 0;

  constructor(target: () => DragTarget, show: (drag: StepDrag | undefined) => void) {
    this.#target = target;
    this.#show = show;
  }

  take = (event: PointerEvent): void => {
    const { readOnly } = this.#target();
    if (readOnly || event.button !== 0 || event.pointerType === "touch") return;
    const carried = this.#carriedBy(event);
    if (!carried) return;
    this.#carried = carried;
    this.#from = { x: event.clientX, y: event.clientY };
    window.addEventListener("pointermove", this.#move);
    window.addEventListener("pointerup", this.#drop);
    window.addEventListener("pointercancel", this.letGo);
    window.addEventListener("keydown", this.#press, true);
  };

  letGo = (): void => {
    window.removeEventListener("pointermove", this.#move);
    window.removeEventListener("pointerup", this.#drop);
    window.removeEventListener("pointercancel", this.letGo);
    window.removeEventListener("keydown", this.#press, true);
    cancelAnimationFrame(this.#frame);
    if (this.#isCarrying) this.#show(undefined);
    this.#isCarrying = false;
    this.#carried = undefined;
  };

  #carriedBy({ target }: PointerEvent): Carried | undefined {
    if (!(target instanceof Element) || target.closest(".flow-card-menu, a") !== null) return undefined;
    const nodeType = target.closest<HTMLElement>("[data-carry]")?.dataset["carry"];
    if (nodeType !== undefined) return { type: "new", nodeType };
    const step = target.closest<HTMLElement>(".flow-card-loose")?.dataset["step"];
    return step === undefined ? undefined : { type: "steps", ids: this.#target().takenWith(step) };
  }

  #move = (event: PointerEvent): void => {
    this.#at = { x: event.clientX, y: event.clientY };
    const from = this.#from ?? this.#at;
    if (!this.#isCarrying) {
      if (Math.hypot(this.#at.x - from.x, this.#at.y - from.y) < SLACK) return;
      this.#isCarrying = true;
      this.#frame = requestAnimationFrame(this.#panAtEdge);
    }
    event.preventDefault();
    this.#tell();
  };

  #tell(): void {
    const carried = this.#carried;
    if (carried) this.#show({ carried, at: this.#at, over: this.#lineBelow(carried) });
  }

  #lineBelow(carried: Carried): DrawnLine | undefined {
    const { drawing, toDrawing, zoom, canDrop, stage } = this.#target();
    const box = stage.current?.getBoundingClientRect();
    const isInside =
      box &&
      this.#at.x >= box.left &&
      this.#at.x <= box.right &&
      this.#at.y >= box.top &&
      this.#at.y <= box.bottom;
    if (!drawing || !isInside) return undefined;
    const open = drawing.lines.filter((line) => canDrop(carried, line));
    return nearestLine(open, toDrawing(this.#at), NEAR / Math.min(1, zoom()));
  }

  #panAtEdge = (): void => {
    const { stage, panBy } = this.#target();
    const box = stage.current?.getBoundingClientRect();
    if (box) {
      const by = (at: number, low: number, high: number): number => {
        if (at < low + EDGE) return EDGE_SPEED;
        return at > high - EDGE ? -EDGE_SPEED : 0;
      };
      const x = by(this.#at.x, box.left, box.right);
      const y = by(this.#at.y, box.top, box.bottom);
      if (x !== 0 || y !== 0) {
        panBy({ x, y });
        this.#tell();
      }
    }
    this.#frame = requestAnimationFrame(this.#panAtEdge);
  };

  #drop = (event: PointerEvent): void => {
    this.#at = { x: event.clientX, y: event.clientY };
    const { carried } = { carried: this.#carried };
    const line = this.#isCarrying && carried ? this.#lineBelow(carried) : undefined;
    if (this.#isCarrying) swallowClick();
    this.letGo();
    if (carried && line) this.#target().onDrop(carried, line);
  };

  #press = (event: KeyboardEvent): void => {
    if (event.key !== "Escape" || !this.#isCarrying) return;
    event.stopPropagation();
    this.letGo();
  };
}

/** The click that comes with the release is none on what was carried. */
function swallowClick(): void {
  const swallow = (event: MouseEvent): void => event.stopPropagation();
  window.addEventListener("click", swallow, { capture: true, once: true });
  setTimeout(() => window.removeEventListener("click", swallow, { capture: true }), 0);
}
