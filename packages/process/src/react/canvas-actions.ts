import type { ElementHolder } from "@mortise/ui";
import { createContext, useContext } from "react";
import type { ExitPlace } from "../model/flow-edit.ts";

/** What cards and lines on the canvas can ask for. */
export interface CanvasActions {
  readonly insert: (place: ExitPlace, type: string) => void;
  readonly remove: (id: string) => void;
  readonly readOnly: boolean;
  /** Who else is at a step. */
  readonly holderOf: (id: string) => ElementHolder | undefined;
}

const CanvasActionsContext = createContext<CanvasActions>({
  insert: () => undefined,
  remove: () => undefined,
  readOnly: true,
  holderOf: () => undefined,
});

/** Hands the actions to the canvas. */
export const CanvasActionsProvider = CanvasActionsContext.Provider;

/** The actions of the surrounding designer. */
export function useCanvasActions(): CanvasActions {
  return useContext(CanvasActionsContext);
}
