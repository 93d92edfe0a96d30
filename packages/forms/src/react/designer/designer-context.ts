import type { FieldDefinition, FormItem } from "@mortise/metadata";
import { createContext, useContext } from "react";
import type { DropTarget } from "./drop-target.ts";

/** What the parts of the canvas need from the designer. */
export interface DesignerActions {
  readonly fields: readonly FieldDefinition[];
  readonly selected: string | undefined;
  readonly renaming: string | undefined;
  readonly target: DropTarget | undefined;
  readonly setTarget: (target: DropTarget | undefined) => void;
  readonly select: (id: string | undefined) => void;
  readonly startRename: (id: string | undefined) => void;
  readonly rename: (item: FormItem, name: string) => void;
  readonly resize: (item: FormItem, span: number) => void;
  readonly remove: (item: FormItem) => void;
  readonly step: (item: FormItem, direction: -1 | 1) => void;
  /** Adds another field of the same type behind the item. */
  readonly addAfter: (item: FormItem) => void;
  readonly nameOf: (item: FormItem) => string;
}

/** Filled by `FormDesigner`. */
export const DesignerContext = createContext<DesignerActions | undefined>(undefined);

/** The designer's actions. Only below `FormDesigner`. */
export function useDesigner(): DesignerActions {
  const actions = useContext(DesignerContext);
  if (!actions) throw new TypeError("useDesigner is used outside FormDesigner");
  return actions;
}
