import { type LocalizedText, outsideProvider } from "@mortise/kit";
import type { FieldDefinition, FormItem } from "@mortise/metadata";
import { createContext, useContext } from "react";
import type { DropTarget } from "./drop-target.ts";

/** Gives a field its name when that is the designer's to give; answers whether it did. */
export type FieldNaming = (field: string, name: LocalizedText) => boolean;

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
  readonly nameField: FieldNaming;
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
  if (!actions) throw outsideProvider({ part: "useDesigner", provider: "FormDesigner" });
  return actions;
}
