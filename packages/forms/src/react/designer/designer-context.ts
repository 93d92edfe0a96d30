import { type LocalizedText, outsideProvider } from "@mortise/kit";
import type { FieldDefinition, FormDocument, FormItem, FormPagesItem } from "@mortise/metadata";
import { createContext, useContext } from "react";
import type { ItemMark } from "../../model/layout/compare-forms.ts";
import type { PropertyChanges } from "../../model/layout/form-command.ts";
import type { DropTarget } from "./drop-target.ts";
import type { ElementHolder } from "./element-holders.ts";

/** Gives a field its name when that is the designer's to give; answers whether it did. */
export type FieldNaming = (field: string, name: LocalizedText) => boolean;

/** How choosing an item treats what is chosen already: `toggle` adds or takes one away, `range` all up to it. */
export type SelectMode = "one" | "toggle" | "range";

/** What the parts of the canvas need from the designer. */
export interface DesignerActions {
  readonly document: FormDocument;
  readonly fields: readonly FieldDefinition[];
  /** The item chosen last. */
  readonly selected: string | undefined;
  /** Everything that is chosen, `selected` included. */
  readonly chosen: ReadonlySet<string>;
  readonly renaming: string | undefined;
  readonly target: DropTarget | undefined;
  readonly setTarget: (target: DropTarget | undefined) => void;
  readonly select: (id: string | undefined, mode?: SelectMode) => void;
  /** Chooses all that stands beside the item chosen last. */
  readonly selectAll: () => void;
  readonly startRename: (id: string | undefined) => void;
  readonly rename: (item: FormItem, name: string) => void;
  readonly nameField: FieldNaming;
  readonly resize: (item: FormItem, span: number) => void;
  /** Takes the item out; all that is chosen when it is one of them. */
  readonly remove: (item: FormItem) => void;
  /** Moves the item one place on; all that is chosen when it is one of them. */
  readonly step: (item: FormItem, direction: -1 | 1) => void;
  /** Moves all that is chosen to the end of a section or page, or of the form. */
  readonly moveTo: (section: string | null) => void;
  /** Changes a property of all chosen items that have it. */
  readonly changeChosen: (changes: PropertyChanges, fits: (item: FormItem) => boolean) => void;
  /** Adds another field of the same type behind the item. */
  readonly addAfter: (item: FormItem) => void;
  readonly addPage: (pages: FormPagesItem) => void;
  readonly copy: () => void;
  readonly cut: () => void;
  readonly duplicate: () => void;
  readonly nameOf: (item: FormItem) => string;
  /** What is wrong with an item. */
  readonly problemOf: (item: string) => string | undefined;
  /** How an item differs from what is compared with. */
  readonly markOf: (item: string) => ItemMark | undefined;
  /** Who else is at an item. */
  readonly holderOf: (item: string) => ElementHolder | undefined;
}

/** Filled by `FormDesigner`. */
export const DesignerContext = createContext<DesignerActions | undefined>(undefined);

/** The designer's actions. Only below `FormDesigner`. */
export function useDesigner(): DesignerActions {
  const actions = useContext(DesignerContext);
  if (!actions) throw outsideProvider({ part: "useDesigner", provider: "FormDesigner" });
  return actions;
}

/** Answers the designer's actions as they are when something happens; the same function for as long as the designer is open. */
export const CurrentDesignerContext = createContext<(() => DesignerActions) | undefined>(undefined);

/** For what is drawn again only when it changes itself: its handlers ask for the actions when they run. Only below `FormDesigner`. */
export function useCurrentDesigner(): () => DesignerActions {
  const current = useContext(CurrentDesignerContext);
  if (!current) throw outsideProvider({ part: "useCurrentDesigner", provider: "FormDesigner" });
  return current;
}
