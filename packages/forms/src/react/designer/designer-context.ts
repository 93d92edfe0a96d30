import type { ElementHolder } from "@mortise/ui";
import { type LocalizedText, outsideProvider } from "@mortise/kit";
import type { FieldDefinition, FormDocument, FormItem, FormPagesItem } from "@mortise/metadata";
import { createContext, useContext, useRef, useSyncExternalStore } from "react";
import type { ItemMark } from "../../model/layout/compare-forms.ts";
import type { PropertyChanges } from "../../model/layout/form-command.ts";
import type { DropTarget } from "./drop-target.ts";

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

/** Filled by `FormDesigner` around what shows the chosen item. The canvas looks into the store, see `useDesignerPart`. */
export const DesignerContext = createContext<DesignerActions | undefined>(undefined);

/** The designer's actions. Only inside the inspector and beside it. */
export function useDesigner(): DesignerActions {
  const actions = useContext(DesignerContext);
  if (!actions) throw outsideProvider({ part: "useDesigner", provider: "FormDesigner" });
  return actions;
}

/** Holds the designer's actions as they are; the same for as long as the designer is open, so that long forms stay quick. */
export class DesignerStore {
  readonly #listeners = new Set<() => void>();
  #actions: DesignerActions;

  constructor(actions: DesignerActions) {
    this.#actions = actions;
  }

  /** The actions of the last drawing. */
  get = (): DesignerActions => this.#actions;

  /** Takes the actions of a new drawing and tells who looks at them. */
  set(actions: DesignerActions): void {
    this.#actions = actions;
    for (const listener of this.#listeners) listener();
  }

  /** Calls back after every change; returns the way to stop. */
  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };
}

/** The store of the designer. */
export const DesignerStoreContext = createContext<DesignerStore | undefined>(undefined);

function useDesignerStore(): DesignerStore {
  const store = useContext(DesignerStoreContext);
  if (!store) throw outsideProvider({ part: "useDesignerStore", provider: "FormDesigner" });
  return store;
}

/** For handlers: asks for the actions when something happens. Only below `FormDesigner`. */
export function useCurrentDesigner(): () => DesignerActions {
  return useDesignerStore().get;
}

/** What a part of the canvas shows of the designer; drawn again only when that is another thing. */
export function useDesignerPart<Part>(
  select: (actions: DesignerActions) => Part,
  isSame: (before: Part, after: Part) => boolean = Object.is,
): Part {
  const store = useDesignerStore();
  const last = useRef<{ readonly part: Part }>(undefined);
  return useSyncExternalStore(store.subscribe, () => {
    const part = select(store.get());
    if (!last.current || !isSame(last.current.part, part)) last.current = { part };
    return last.current.part;
  });
}
