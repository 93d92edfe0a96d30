import { createContext, useContext } from "react";
import type { ExitPlace } from "../../model/flow-edit.ts";

/** What cards and lines on the canvas can ask for; the same functions for as long as the canvas is shown. */
export interface CanvasActions {
  /** Nothing can be changed: on a phone, and where a run is drawn. */
  readonly readOnly: boolean;
  /** Cards can be carried about by the mouse. */
  readonly canCarry: boolean;
  /** Opens the choice of steps at a way out; `anchor` is what it stands beside. */
  readonly offer: (place: ExitPlace, anchor: HTMLElement) => void;
  /** Does something with a step and what was chosen with it. */
  readonly act: (id: string, action: StepAction) => void;
}

/** What can be done with a step by its menu. */
export type StepAction = "copy" | "copyOnly" | "cut" | "duplicate" | "remove";

const CanvasActionsContext = createContext<CanvasActions>({
  readOnly: true,
  canCarry: false,
  offer: () => undefined,
  act: () => undefined,
});

/** Hands the actions to the canvas. */
export const CanvasActionsProvider = CanvasActionsContext.Provider;

/** The actions of the surrounding designer. */
export function useCanvasActions(): CanvasActions {
  return useContext(CanvasActionsContext);
}
