import { useState } from "react";
import type { SightTarget } from "../canvas/use-canvas-nodes.ts";

/** What is chosen on the canvas, what is open beside it, and what is to be brought into sight. */
export interface Selection {
  /** Chosen steps, the last one at the end; may hold the trigger. */
  readonly chosen: ReadonlySet<string>;
  /** The step whose settings are open, the trigger's id for the flow, or another panel. */
  readonly open: string | undefined;
  readonly target: SightTarget | undefined;
  /** Chooses one thing; `more` adds it or takes it out again. */
  readonly choose: (id: string | undefined, more?: boolean) => void;
  readonly chooseAll: (ids: readonly string[]) => void;
  readonly setOpen: (id: string | undefined) => void;
  /** Chooses a thing and brings it into sight; the keyboard goes there unless `takesFocus` is false. */
  readonly goTo: (id: string, takesFocus?: boolean) => void;
}

const NOTHING: ReadonlySet<string> = new Set();

/** Keeps what is chosen and open in a designer of flows. */
export function useSelection(): Selection {
  const [chosen, setChosen] = useState(NOTHING);
  const [open, setOpen] = useState<string>();
  const [target, setTarget] = useState<SightTarget>();
  return {
    chosen,
    open,
    target,
    choose(id, more = false) {
      if (id === undefined) setChosen(NOTHING);
      else if (more && chosen.has(id)) setChosen(new Set([...chosen].filter((one) => one !== id)));
      else setChosen(new Set(more ? [...chosen, id] : [id]));
    },
    chooseAll: (ids) => setChosen(new Set(ids)),
    setOpen,
    goTo(id, takesFocus = true) {
      setChosen(new Set([id]));
      setTarget((before) => ({ id, count: (before?.count ?? 0) + 1, takesFocus }));
    },
  };
}
